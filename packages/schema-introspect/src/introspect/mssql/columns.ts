import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueColumn } from '../../model/catalogue.js'
import type { Action, Column } from '../../model/schema-model.js'
import { parseDefault, withoutParentheses } from './defaults.js'
import { may, mayColumn } from './rights.js'
import { toColumnType, type TypeRow } from './types.js'

export interface ColumnRow extends TypeRow {
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly nullable: boolean
  readonly is_identity: boolean
  readonly persisted: boolean | null
  /** 0 unless the system fills it: the times of a temporal table, the columns of a ledger. */
  readonly always: number
  readonly default_sql: string | null
  readonly computed_by: string | null
  readonly comment: string | null
  readonly may_insert: number
  readonly may_update: number
  readonly may_alter: number
}

/**
 * The columns that this account may read. An alias type counts as the type beneath it; types of
 * the CLR (geometry, hierarchyid) share one number and are known by their names.
 *
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-columns-transact-sql
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-types-transact-sql
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-computed-columns-transact-sql
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-default-constraints-transact-sql
 */
export async function readColumns(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly ColumnRow[]> {
  const { rows } = await sql<ColumnRow>`
    select s.name as [schema], o.name as [table], c.name as [name], coalesce(b.name, y.name) as type_name,
      c.max_length as max_length, c.precision as [precision], c.scale as scale,
      c.is_nullable as nullable, c.is_identity as is_identity, k.is_persisted as persisted,
      c.generated_always_type as always, f.definition as default_sql, k.definition as computed_by,
      cast(d.value as nvarchar(4000)) as [comment], ${may('INSERT')} as may_insert,
      ${mayColumn('UPDATE')} as may_update, ${may('ALTER')} as may_alter
    from sys.columns c
      join sys.objects o on o.object_id = c.object_id
      join sys.schemas s on s.schema_id = o.schema_id
      join sys.types y on y.user_type_id = c.user_type_id
      left join sys.types b on b.user_type_id = c.system_type_id
      left join sys.computed_columns k on k.object_id = c.object_id and k.column_id = c.column_id
      left join sys.default_constraints f on f.object_id = c.default_object_id
      left join sys.extended_properties d on d.class = 1 and d.major_id = c.object_id
        and d.minor_id = c.column_id and d.name = 'MS_Description'
    where o.type in ('U', 'V') and o.is_ms_shipped = 0 and ${inSchemas} and ${mayColumn('SELECT')} = 1
    order by c.object_id, c.column_id`.execute(db)
  return rows
}

/** @param isJson says of a column whether a CHECK makes its text JSON */
export function toColumn(row: ColumnRow, isJson: boolean): CatalogueColumn {
  const { schema, table, name, nullable, comment } = row
  const columnType = toColumnType(row)
  const type = isJson ? 'json' : columnType.type
  const generated = toGenerated(row)
  return {
    schema,
    table,
    name,
    ...columnType,
    type,
    elementType: null,
    nullable,
    default:
      generated === null && row.default_sql !== null ? parseDefault(row.default_sql, type) : null,
    generated,
    ...(row.computed_by !== null && { expression: withoutParentheses(row.computed_by) }),
    enum: null,
    actions: toActions(row, generated),
    comment,
  }
}

function toGenerated(row: ColumnRow): Column['generated'] {
  // A rowversion and what the system times are stored, and no statement sets them.
  if (row.always !== 0 || row.type_name === 'timestamp') return 'stored'
  if (row.persisted !== null) return row.persisted ? 'stored' : 'virtual'
  const numbered = /^\(next value for /i.test(row.default_sql ?? '')
  return row.is_identity || numbered ? 'identity' : null
}

/**
 * An IDENTITY column is never updated; it can be given a value by whoever may alter the table
 * (`set identity_insert`).
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/statements/set-identity-insert-transact-sql
 */
function toActions(row: ColumnRow, generated: Column['generated']): readonly Action[] {
  if (generated === 'stored' || generated === 'virtual') return ['read']
  const actions: Action[] = ['read']
  if (row.may_insert === 1 && (!row.is_identity || row.may_alter === 1)) actions.push('create')
  if (row.may_update === 1 && !row.is_identity) actions.push('update')
  return actions
}
