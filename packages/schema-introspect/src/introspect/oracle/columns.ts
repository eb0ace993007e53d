import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueColumn, CatalogueTable } from '../../model/catalogue.js'
import type { Action, Column, ColumnType } from '../../model/schema-model.js'
import { parseDefault } from '../defaults.js'
import { toColumnType, type TypeRow } from './types.js'

export interface ColumnRow extends TypeRow {
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly nullable: 'Y' | 'N'
  readonly default_sql: string | null
  readonly is_virtual: 'YES' | 'NO'
  readonly identity: 'ALWAYS' | 'BY DEFAULT' | null
  readonly insertable: 'YES' | 'NO' | null
  readonly updatable: 'YES' | 'NO' | null
  readonly comment: string | null
}

/**
 * Invisible columns belong to it, those that the system made for itself do not. The default is a
 * LONG, which no expression takes: it is selected as it is.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_TAB_COLS.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_TAB_IDENTITY_COLS.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_COL_COMMENTS.html
 */
export async function readColumns(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly ColumnRow[]> {
  const { rows } = await sql<ColumnRow>`
    select t.owner as "schema", t.table_name as "table", t.column_name as "name",
      t.data_type as "data_type", t.data_length as "data_length", t.char_length as "char_length",
      t.char_used as "char_used", t.data_precision as "precision", t.data_scale as "scale",
      t.nullable as "nullable", t.data_default as "default_sql", t.virtual_column as "is_virtual",
      i.generation_type as "identity", u.insertable as "insertable", u.updatable as "updatable",
      c.comments as "comment"
    from all_tab_cols t
      left join all_tab_identity_cols i on i.owner = t.owner and i.table_name = t.table_name
        and i.column_name = t.column_name
      left join all_updatable_columns u on u.owner = t.owner and u.table_name = t.table_name
        and u.column_name = t.column_name
      left join all_col_comments c on c.owner = t.owner and c.table_name = t.table_name
        and c.column_name = t.column_name
    where t.user_generated = 'YES' and ${inSchemas}
    order by t.owner, t.table_name, t.internal_column_id`.execute(db)
  return rows
}

export interface ColumnFacts {
  readonly table: CatalogueTable | undefined
  /** What a CHECK says that the column holds: JSON in a text, a boolean as 0 or 1. */
  readonly checkedType: ColumnType | null
}

export function toColumn(row: ColumnRow, { table, checkedType }: ColumnFacts): CatalogueColumn {
  const { schema, name, comment } = row
  const columnType = toColumnType(row)
  const type = checkedType ?? columnType.type
  const generated = toGenerated(row)
  return {
    schema,
    table: row.table,
    name,
    ...columnType,
    type,
    elementType: null,
    nullable: row.nullable === 'Y',
    default:
      generated === null && row.default_sql !== null ? parseDefault(row.default_sql, type) : null,
    generated,
    ...(generated === 'virtual' &&
      row.default_sql !== null && { expression: row.default_sql.trim() }),
    enum: null,
    actions: toActions(row, generated, table),
    comment,
  }
}

/** A default from a sequence numbers rows as an identity column does. Oracle stores no computed column. */
function toGenerated({ identity, is_virtual, default_sql }: ColumnRow): Column['generated'] {
  if (is_virtual === 'YES') return 'virtual'
  const sequence = /^(?:"?[\w$#]+"?\.)?"?[\w$#]+"?\."?nextval"?\s*$/i.test(default_sql ?? '')
  return identity !== null || sequence ? 'identity' : null
}

function toActions(
  row: ColumnRow,
  generated: Column['generated'],
  table: CatalogueTable | undefined,
): readonly Action[] {
  const actions: Action[] = ['read']
  if (generated === 'virtual' || row.identity === 'ALWAYS') return actions
  const may = (action: Action, allowed: ColumnRow['insertable']): boolean =>
    allowed !== 'NO' && table?.actions.includes(action) === true
  if (may('create', row.insertable)) actions.push('create')
  if (may('update', row.updatable)) actions.push('update')
  return actions
}
