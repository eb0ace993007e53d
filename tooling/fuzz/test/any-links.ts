import type { Overlay } from '@relvar/schema-introspect/model'
import fc from 'fast-check'
import type { FieldSelector, Filter } from '@relvar/query-engine'
import { type Data, tableNamed } from './data.js'
import { matches } from './evaluator-filter.js'
import { filterOf, type Question } from './questions.js'
import type { WireRow, World, WorldTable } from './world.js'

const LINKS = 'any links'

/** What such links may lead to: one column of text holds the key. */
const targetsIn = ({ tables }: World): readonly WorldTable[] =>
  tables.filter(({ name, key }) => key.length === 1 && name !== LINKS)

/** A world with a table more, whose rows lead to a row, to none, to no table or to nothing. */
export function withAnyLinks(world: World, seed: number): World {
  const kinds = [...targetsIn(world), null, undefined]
  const rows = Array.from({ length: 4 * kinds.length }, (_, index): WireRow => {
    const kind = kinds[index % kinds.length]
    if (kind === undefined || kind === null)
      return { id: index + 1, kind: kind === null ? null : 'vanished', item: '1' }
    const row = kind.rows[(seed + index) % (kind.rows.length + 1)]
    const key = row?.[kind.key[0] ?? '']
    return { id: index + 1, kind: kind.name, item: key === undefined ? '99' : String(key) }
  })
  const columns = [
    { name: 'id', type: 'integer', nullable: false },
    { name: 'kind', type: 'text', nullable: true },
    { name: 'item', type: 'text', nullable: true },
  ] as const
  const table = { name: LINKS, key: ['id'], order: ['id'], columns, foreignKeys: [], rows }
  return { tables: [...world.tables, table] }
}

export function anyOverlay(world: World): Overlay {
  const targets = targetsIn(world).map(({ name }) => name)
  const item = { kind: 'many-to-any', column: 'item', discriminator: 'kind', targets } as const
  return targets.length === 0 ? {} : { tables: { [LINKS]: { relationships: { item } } } }
}

/** What is asked of such links: which columns of which tables, of rows that lead to what. */
export interface AnyQuestion {
  /** Columns by table. */
  readonly wanted: Readonly<Record<string, readonly string[]>>
  /** Of the rows of one table. */
  readonly filter: { readonly table: string; readonly condition: Filter } | null
}

/** Null where links have nowhere to lead to. */
export function anyQuestionsFor(data: Data): fc.Arbitrary<AnyQuestion> | null {
  const targets = targetsIn(data.world)
  if (targets.length === 0) return null
  const columns = targets.map(({ name, columns: own }): [string, fc.Arbitrary<string[]>] => [
    name,
    fc.uniqueArray(fc.constantFrom(...own.map((column) => column.name)), { minLength: 1 }),
  ])
  const filters = targets.map((table) =>
    filterOf(data, table, 0).map((condition) => ({ table: table.name, condition })),
  )
  return fc.record({
    wanted: fc
      .record(Object.fromEntries(columns), { requiredKeys: [] })
      .map((wanted) => wanted as AnyQuestion['wanted']),
    filter: fc.option(fc.oneof(...filters)),
  })
}

/** As a query: a scope is the name of the link and that of a table. */
export function queryOf({ wanted, filter }: AnyQuestion): Question {
  const scopes = Object.entries(wanted).map(([name, columns]): FieldSelector => ({
    [`item:${name}`]: columns,
  }))
  return {
    table: LINKS,
    query: {
      fields: ['id', ...scopes],
      ...(filter !== null && { filter: { [`item:${filter.table}`]: filter.condition } }),
      limit: -1,
    },
  }
}

/** What `queryOf` has to be answered with. */
export function evaluateAny(data: Data, { wanted, filter }: AnyQuestion): readonly WireRow[] {
  const found = tableNamed(data, LINKS).rows.filter((row) => {
    const target = filter === null || row['kind'] !== filter.table ? null : targetOf(data, row)
    if (filter === null) return true
    const table = tableNamed(data, filter.table)
    return target !== null && matches(data, table, target, filter.condition)
  })
  return found.map((row): WireRow => {
    const columns = wanted[String(row['kind'])]
    const target = columns === undefined ? null : targetOf(data, row)
    const item = target && Object.fromEntries((columns ?? []).map((name) => [name, target[name]]))
    return Object.keys(wanted).length === 0 ? { id: row['id'] } : { id: row['id'], item }
  })
}

/** The row that a link leads to. */
function targetOf({ world }: Data, link: WireRow): WireRow | null {
  const table = targetsIn(world).find(({ name }) => name === link['kind'])
  const [key = ''] = table?.key ?? []
  return table?.rows.find((row) => String(row[key]) === link['item']) ?? null
}
