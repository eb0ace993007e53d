import { sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { OfTable } from '../../model/catalogue.js'
import type { Index, UniqueConstraint } from '../../model/schema-model.js'

interface IndexRow {
  readonly table: string
  readonly name: string
  readonly unique: number
  /** `c` made by `create index`, `u` by a unique constraint, `pk` by a primary key. */
  readonly origin: 'c' | 'u' | 'pk'
  readonly partial: number
  /** null for an expression. */
  readonly column: string | null
  readonly descending: number
  /** The statement that made it; null of one that comes with a constraint. */
  readonly sql: string | null
}

export interface SqliteIndexes {
  readonly indexes: readonly (OfTable & Index)[]
  readonly uniques: readonly (OfTable & UniqueConstraint)[]
  readonly tablesWithKeyIndex: ReadonlySet<string>
}

export async function readIndexes(db: AnyDatabase): Promise<SqliteIndexes> {
  const { rows } = await sql<IndexRow>`
    select l.name as "table", i.name, i."unique", i.origin, i.partial, c.name as "column",
      c."desc" as descending, s.sql
    from pragma_table_list l join pragma_index_list(l.name, 'main') i
      join pragma_index_xinfo(i.name, 'main') c
      left join main.sqlite_schema s on s.type = 'index' and s.name = i.name
    where l.schema = 'main' and l.type = 'table' and c."key" = 1
    order by l.name, i.name, c.seqno`.execute(db)
  const indexes = [...groupByIndex(rows).values()]
  return {
    indexes: indexes.map(toIndex),
    uniques: indexes.filter(([first]) => first?.origin === 'u').map(toUnique),
    tablesWithKeyIndex: new Set(rows.filter((row) => row.origin === 'pk').map((row) => row.table)),
  }
}

/** Index names are unique within a file. */
function groupByIndex(rows: readonly IndexRow[]): ReadonlyMap<string, readonly IndexRow[]> {
  const groups = new Map<string, IndexRow[]>()
  for (const row of rows) {
    const group = groups.get(row.name)
    if (group === undefined) groups.set(row.name, [row])
    else group.push(row)
  }
  return groups
}

function toIndex(rows: readonly IndexRow[]): OfTable & Index {
  const [first] = rows
  const whole = first?.partial === 0 && rows.every((row) => row.column !== null)
  const unique = first?.unique === 1
  const body = whole && rows.every((row) => row.descending === 0) ? null : bodyOf(first?.sql ?? '')
  return {
    ...toUnique(rows),
    unique: unique && whole,
    ...(body !== null && { definition: { unique, sql: body } }),
  }
}

const NAME = String.raw`(?:"(?:[^"]|"")*"|\`(?:[^\`]|\`\`)*\`|\[[^\]]*\]|'(?:[^']|'')*'|[^\s"'\`[(.]+)`
const HEAD = new RegExp(
  String.raw`^create\s+(?:unique\s+)?index\s+(?:if\s+not\s+exists\s+)?(?:${NAME}\s*\.\s*)?${NAME}\s+on\s*${NAME}\s*`,
  'i',
)

/** What stands behind the table; null of a statement that is none. */
function bodyOf(statement: string): string | null {
  const [head] = HEAD.exec(statement) ?? []
  return head === undefined ? null : statement.slice(head.length).trim()
}

function toUnique(rows: readonly IndexRow[]): OfTable & UniqueConstraint {
  const columns = rows.flatMap((row) => row.column ?? [])
  return { schema: 'main', table: rows[0]?.table ?? '', name: rows[0]?.name ?? '', columns }
}
