import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CataloguePrimaryKey, OfTable } from '../../model/catalogue.js'
import type { Index, IndexDefinition, UniqueConstraint } from '../../model/schema-model.js'

interface IndexRow extends OfTable {
  readonly name: string
  readonly non_unique: number | string
  /** null for an expression. */
  readonly column: string | null
  /** The number of characters that are indexed, null for all. */
  readonly prefix: number | string | null
  /** In place of a column. */
  readonly expression: string | null
  readonly direction: 'A' | 'D' | null
  /** `BTREE`, `HASH`, `FULLTEXT`, `SPATIAL`. */
  readonly kind: string
}

export interface MariadbKeys {
  readonly primaryKeys: readonly CataloguePrimaryKey[]
  readonly uniques: readonly (OfTable & UniqueConstraint)[]
  readonly indexes: readonly (OfTable & Index)[]
}

/** In what MariaDB and MySQL differ: only the latter has indexes of expressions. */
export interface IndexExpressions {
  /** Of the row `t` of the catalogue; it is printed. */
  readonly expression: RawBuilder<string | null>
  readonly toExpression: (printed: string) => string
}

/**
 * Keys and indexes are one thing here: the primary key is the index of that name, a unique constraint is a unique index.
 */
export async function readKeys(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
  { expression, toExpression }: IndexExpressions,
): Promise<MariadbKeys> {
  const { rows } = await sql<IndexRow>`
    select t.table_schema as \`schema\`, t.table_name as \`table\`, t.index_name as name,
      t.non_unique as non_unique, t.column_name as \`column\`, t.sub_part as prefix,
      ${expression} as expression, t.collation as direction, t.index_type as kind
    from information_schema.statistics t where ${inSchemas}
    order by t.table_schema, t.table_name, t.index_name, t.seq_in_index`.execute(db)
  const known = rows.map((row) => ({ ...row, expression: readExpression(row, toExpression) }))
  const indexes = group(known).map(toIndex)
  return {
    indexes,
    primaryKeys: indexes
      .filter((index) => index.name === 'PRIMARY')
      .map(({ schema, table, columns }) => ({ schema, table, columns })),
    uniques: indexes
      .filter((index) => index.unique && index.name !== 'PRIMARY')
      .map(({ schema, table, name, columns }) => ({ schema, table, name, columns })),
  }
}

function readExpression(
  { expression }: IndexRow,
  toExpression: IndexExpressions['toExpression'],
): string | null {
  return expression === null ? null : toExpression(expression)
}

function group(rows: readonly IndexRow[]): readonly (readonly IndexRow[])[] {
  const groups = new Map<string, IndexRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.schema, row.table, row.name])
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [row])
    else known.push(row)
  }
  return [...groups.values()]
}

function toIndex(rows: readonly IndexRow[]): OfTable & Index {
  const { schema, table, name, non_unique } = rows[0] as IndexRow // a group has the row that made it
  const definition = definitionOf(rows, Number(non_unique) === 0)
  return {
    schema,
    table,
    name,
    columns: rows.flatMap((row) => row.column ?? []),
    // An index over the beginning of a column makes the beginning unique, not the column.
    unique:
      Number(non_unique) === 0 && rows.every((row) => row.column !== null && row.prefix === null),
    ...(definition !== null && { definition }),
  }
}

/** null where the columns say it all. */
function definitionOf(rows: readonly IndexRow[], unique: boolean): IndexDefinition | null {
  const kind = KINDS[rows[0]?.kind ?? ''] ?? null
  const isPlain = ({ column, prefix, direction }: IndexRow): boolean =>
    column !== null && prefix === null && direction !== 'D'
  if (kind === null && rows.every(isPlain)) return null
  const parts = rows.map((row) => partOf(row, kind !== 'spatial'))
  return { unique, ...(kind !== null && { kind }), sql: `(${parts.join(', ')})` }
}

const KINDS: Readonly<Record<string, IndexDefinition['kind']>> = {
  FULLTEXT: 'fulltext',
  SPATIAL: 'spatial',
}

function partOf({ column, prefix, expression, direction }: IndexRow, isSized: boolean): string {
  const name = column === null ? `(${expression ?? ''})` : `\`${column.replaceAll('`', '``')}\``
  const length = isSized && prefix !== null ? `(${prefix})` : ''
  return `${name}${length}${direction === 'D' ? ' desc' : ''}`
}
