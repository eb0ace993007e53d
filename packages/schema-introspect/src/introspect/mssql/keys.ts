import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CataloguePrimaryKey, OfTable } from '../../model/catalogue.js'
import type { Index, IndexDefinition, UniqueConstraint } from '../../model/schema-model.js'
import { withoutParentheses } from './defaults.js'

interface IndexRow extends OfTable {
  readonly name: string
  readonly is_primary_key: boolean
  readonly is_unique: boolean
  /** `([price] IS NOT NULL)`; null for an index of all rows. */
  readonly filter: string | null
  readonly column: string
  readonly descending: boolean
  /** It is kept along with the columns of the index, and is none of them. */
  readonly included: boolean
}

export interface MssqlKeys {
  readonly primaryKeys: readonly CataloguePrimaryKey[]
  readonly uniques: readonly (OfTable & UniqueConstraint)[]
  readonly indexes: readonly (OfTable & Index)[]
}

/**
 * Of the types of indexes, 1 and 2 are clustered ones and others, 7 is by a hash, of tables in memory.
 * A key is an index here, and so is a unique constraint. An index with a filter makes nothing unique, unless
 * it leaves out NULL alone: that is how columns are unique here as they are elsewhere, since a constraint
 * lets NULL in once.
 *
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-indexes-transact-sql
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-index-columns-transact-sql
 */
export async function readKeys(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<MssqlKeys> {
  const { rows } = await sql<IndexRow>`
    select s.name as [schema], o.name as [table], i.name as [name], i.is_primary_key as is_primary_key,
      i.is_unique as is_unique, i.filter_definition as [filter], c.name as [column],
      m.is_descending_key as [descending], m.is_included_column as [included]
    from sys.indexes i
      join sys.index_columns m on m.object_id = i.object_id and m.index_id = i.index_id
      join sys.columns c on c.object_id = m.object_id and c.column_id = m.column_id
      join sys.objects o on o.object_id = i.object_id
      join sys.schemas s on s.schema_id = o.schema_id
    where i.type in (1, 2, 7) and i.is_hypothetical = 0 and i.is_disabled = 0 and (m.key_ordinal > 0 or m.is_included_column = 1)
      and o.type in ('U', 'V') and o.is_ms_shipped = 0 and ${inSchemas}
    order by i.object_id, i.index_id, m.is_included_column, m.key_ordinal, m.index_column_id`.execute(
    db,
  )
  const groups = group(rows)
  return {
    primaryKeys: groups
      .filter(([first]) => first.is_primary_key)
      .map((group) => ({ ...tableOf(group), columns: columnsOf(group) })),
    uniques: groups
      .filter((group) => isUnique(group) && !group[0].is_primary_key)
      .map((group) => ({ ...tableOf(group), name: group[0].name, columns: columnsOf(group) })),
    indexes: groups.map(toIndex),
  }
}

type IndexGroup = readonly [IndexRow, ...IndexRow[]]

function group(rows: readonly IndexRow[]): readonly IndexGroup[] {
  const groups = new Map<string, [IndexRow, ...IndexRow[]]>()
  for (const row of rows) {
    const key = JSON.stringify([row.schema, row.table, row.name])
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [row])
    else known.push(row)
  }
  return [...groups.values()]
}

function toIndex(group: IndexGroup): OfTable & Index {
  const [{ name }] = group
  const definition = definitionOf(group)
  return {
    ...tableOf(group),
    name,
    columns: columnsOf(group),
    unique: isUnique(group),
    ...(definition !== null && { definition }),
  }
}

/** null where the columns say it all; a filter that leaves out NULL alone is a unique constraint's. */
function definitionOf(group: IndexGroup): IndexDefinition | null {
  const [{ is_unique: unique, filter }] = group
  const isPlain = group.every(({ descending, included }) => !descending && !included)
  if (isPlain && (filter === null || isUnique(group))) return null
  const quoted = ({ column }: IndexRow): string => `[${column.replaceAll(']', ']]')}]`
  const keys = group
    .filter(({ included }) => !included)
    .map((row) => `${quoted(row)}${row.descending ? ' desc' : ''}`)
  const kept = group.filter(({ included }) => included).map(quoted)
  const include = kept.length === 0 ? '' : ` include (${kept.join(', ')})`
  const where = filter === null ? '' : ` where ${withoutParentheses(filter)}`
  return { unique, sql: `(${keys.join(', ')})${include}${where}` }
}

function isUnique(group: IndexGroup): boolean {
  const [{ is_unique, filter }] = group
  return is_unique && (filter === null || leavesOutNull(filter, columnsOf(group)))
}

/** `([a] IS NOT NULL AND [b] IS NOT NULL)`, about columns of the index and nothing else. */
function leavesOutNull(filter: string, columns: readonly string[]): boolean {
  const terms = withoutParentheses(filter).split(/ AND /i)
  return terms.every((term) => {
    const name = /^\(*\[((?:[^\]]|\]\])+)\] IS NOT NULL\)*$/i.exec(term.trim())?.[1]
    return name !== undefined && columns.includes(name.replaceAll(']]', ']'))
  })
}

function tableOf([{ schema, table }]: IndexGroup): OfTable {
  return { schema, table }
}

function columnsOf(group: IndexGroup): readonly string[] {
  return group.filter(({ included }) => !included).map(({ column }) => column)
}
