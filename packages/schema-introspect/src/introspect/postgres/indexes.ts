import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { OfTable } from '../../model/catalogue.js'
import type { Index } from '../../model/schema-model.js'

interface IndexRow extends OfTable, Pick<Index, 'name' | 'columns' | 'unique'> {
  readonly holdsApart: boolean
  /** What stands behind the table in its definition; null of a constraint's. */
  readonly body: string | null
}

/** What stands behind the table in the definition of the index `x` of the table `c`; null of a constraint's. */
export const indexBody: RawBuilder<string | null> =
  sql`case when not exists (select from pg_catalog.pg_constraint k where k.conindid = x.oid) then
        substr(pg_catalog.pg_get_indexdef(x.oid), length(concat(
          'CREATE ', case when i.indisunique then 'UNIQUE ' end, 'INDEX ', quote_ident(x.relname), ' ON ',
          case when c.relkind = 'p' then 'ONLY ' end, quote_ident(n.nspname), '.', quote_ident(c.relname), ' '
        )) + 1) end`

/** Columns in index order, expressions and INCLUDE columns left out. A partial index makes nothing unique. */
export async function readIndexes(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
  body: RawBuilder<string | null>,
): Promise<readonly (OfTable & Index)[]> {
  const { rows } = await sql<IndexRow>`
    select n.nspname as schema, c.relname as table, x.relname as name,
      i.indisunique and i.indpred is null and i.indexprs is null as unique,
      coalesce((select array_agg(a.attname::text order by u.place)
        from unnest(i.indkey::int2[]) with ordinality u(number, place)
          join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = u.number
        where u.place <= i.indnkeyatts), '{}') as columns,
      i.indisunique as "holdsApart",
      ${body} as body
    from pg_catalog.pg_index i
      join pg_catalog.pg_class c on c.oid = i.indrelid
      join pg_catalog.pg_class x on x.oid = i.indexrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where i.indisvalid and not c.relispartition and ${inSchemas}`.execute(db)
  return rows.map(toIndex)
}

function toIndex({ holdsApart, body, ...index }: IndexRow): OfTable & Index {
  if (body === null || isPlain(body, index.columns)) return index
  return { ...index, definition: { unique: holdsApart, sql: body } }
}

/** Whether the columns say it all; those that need them stand in quotes. */
function isPlain(body: string, columns: readonly string[]): boolean {
  const bare = (text: string): string => text.replaceAll('"', '')
  return bare(body) === `USING btree (${columns.map(bare).join(', ')})`
}
