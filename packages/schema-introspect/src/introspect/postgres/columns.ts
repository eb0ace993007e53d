import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueColumn } from '../../model/catalogue.js'
import type { Action, Column } from '../../model/schema-model.js'
import { parseDefault } from './defaults.js'
import { toColumnType, type TypeRow } from './types.js'

interface ColumnRow extends TypeRow {
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly native_type: string
  readonly not_null: boolean
  readonly default_sql: string | null
  /** '', a(lways) or by d(efault). */
  readonly identity: string
  /** '', s(tored) or v(irtual). */
  readonly generated: string
  readonly type_schema: string
  readonly comment: string | null
  readonly may_insert: boolean
  readonly may_update: boolean
}

/** A table's columns are; of what is like a table PostgreSQL knows which. */
const WRITABLE = sql`case when c.relkind in ('v', 'f') then pg_column_is_updatable(c.oid, a.attnum, false)
  else c.relkind <> 'm' end`

/**
 * The columns that this account may read. A domain counts as the type beneath it, an array as its
 * element's type; PostgreSQL's own `format_type` gives the name that people know. Of a domain over
 * money that is money: it has to be written and compared in words of its own, whatever it is called.
 */
export async function readColumns(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
  isVisible: RawBuilder<boolean>,
): Promise<readonly CatalogueColumn[]> {
  const { rows } = await sql<ColumnRow>`
    select n.nspname as schema, c.relname as table, a.attname as name,
      case when t.typtype = 'd' and b.typname = 'money' then 'money'
        else pg_catalog.format_type(a.atttypid, a.atttypmod) end as native_type,
      a.attnotnull or t.typnotnull as not_null, pg_get_expr(d.adbin, d.adrelid) as default_sql,
      a.attidentity::text as identity, a.attgenerated::text as generated,
      e.typname as type_name, e.typtype::text as type_kind, en.nspname as type_schema,
      b.typelem <> 0 and b.typlen = -1 as is_array,
      case when t.typtype = 'd' then t.typtypmod else a.atttypmod end as modifier,
      col_description(c.oid, a.attnum) as comment,
      has_column_privilege(c.oid, a.attnum, 'insert') and ${WRITABLE} as may_insert,
      has_column_privilege(c.oid, a.attnum, 'update') and ${WRITABLE} as may_update
    from pg_catalog.pg_attribute a
      join pg_catalog.pg_class c on c.oid = a.attrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_type t on t.oid = a.atttypid
      join pg_catalog.pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
      join pg_catalog.pg_type e on e.oid = case when b.typelem <> 0 and b.typlen = -1 then b.typelem else b.oid end
      join pg_catalog.pg_namespace en on en.oid = e.typnamespace
      left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f')
      and not c.relispartition and ${inSchemas} and ${isVisible} and has_column_privilege(c.oid, a.attnum, 'select')
    order by a.attrelid, a.attnum`.execute(db)
  return rows.map(toColumn)
}

function toColumn(row: ColumnRow): CatalogueColumn {
  const generated = toGenerated(row)
  const { schema, table, name } = row
  const columnType = toColumnType(row)
  return {
    schema,
    table,
    name,
    ...columnType,
    nativeType: row.native_type,
    nullable: !row.not_null,
    default: generated === null ? toDefault(row, columnType.type) : null,
    generated,
    ...(row.generated !== '' && row.default_sql !== null && { expression: row.default_sql }),
    enum: row.type_kind === 'e' ? { schema: row.type_schema, name: row.type_name } : null,
    actions: toActions(row),
    comment: row.comment,
  }
}

function toDefault(row: ColumnRow, type: Column['type']): Column['default'] {
  return row.default_sql === null ? null : parseDefault(row.default_sql, type)
}

/** A sequence, and what CockroachDB makes of SERIAL. */
const NUMBERED = /^(?:nextval\('.*'::regclass\)|(?:unordered_)?unique_rowid\(\))$/is

function toGenerated({ identity, generated, default_sql }: ColumnRow): Column['generated'] {
  if (generated === 's') return 'stored'
  if (generated === 'v') return 'virtual'
  const numbered = default_sql !== null && NUMBERED.test(default_sql)
  return identity !== '' || numbered ? 'identity' : null
}

function toActions({ identity, generated, may_insert, may_update }: ColumnRow): readonly Action[] {
  const actions: Action[] = ['read']
  // `generated always as identity` refuses a value as a computed column does.
  if (generated !== '' || identity === 'a') return actions
  if (may_insert) actions.push('create')
  if (may_update) actions.push('update')
  return actions
}
