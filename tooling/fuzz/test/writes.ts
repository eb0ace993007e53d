import fc from 'fast-check'
import type { ReadQuery } from '@relvar/query-engine'
import type { Data } from './data.js'
import { filterOf } from './questions.js'
import { itemOf, keyOf, keysOf } from './items.js'
import { type NestedWrite, nestedWrites } from './nested-writes.js'
import type { WireRow, WorldTable } from './world.js'

/** The rows that an update or a deletion is about: those with these keys, or those of a query. */
export type Target = { readonly keys: readonly WireRow[] } | { readonly query: ReadQuery }

export type Write =
  | { readonly kind: 'create' | 'upsert' | 'updateEach'; readonly items: readonly WireRow[] }
  | { readonly kind: 'update'; readonly target: Target; readonly data: WireRow }
  | { readonly kind: 'delete'; readonly target: Target }
  | NestedWrite

export interface RandomWrite {
  readonly table: string
  readonly write: Write
  /** Whether the rows are to be answered. */
  readonly answered: boolean
}

/** What can be written: tables whose rows have a key. A world may have none. */
export const writableIn = ({ world }: Data): readonly WorldTable[] =>
  world.tables.filter(({ key }) => key.length > 0)

/** Payloads that make sense and payloads that do not, for a world where something can be written. */
export function writesFor(data: Data): fc.Arbitrary<RandomWrite> {
  const writes = writableIn(data).map((table) =>
    fc.record({
      table: fc.constant(table.name),
      write: fc.oneof(
        listed(table),
        updates(data, table),
        deletions(data, table),
        nestedWrites(data, table),
      ),
      answered: fc.boolean(),
    }),
  )
  return fc.oneof(...writes)
}

function listed(table: WorldTable): fc.Arbitrary<Write> {
  const unique = { selector: (item: WireRow) => keyOf(table, item), minLength: 1, maxLength: 4 }
  const whole = fc.uniqueArray(itemOf(table, []), unique)
  const partial = fc.uniqueArray(
    itemOf(
      table,
      table.columns.map(({ name }) => name),
    ),
    unique,
  )
  return fc.oneof(
    fc.record({ kind: fc.constantFrom('create' as const, 'upsert' as const), items: whole }),
    fc.record({ kind: fc.constantFrom('upsert' as const, 'updateEach' as const), items: partial }),
  )
}

function targets(data: Data, table: WorldTable): fc.Arbitrary<Target> {
  const keys = fc.uniqueArray(keysOf(table), {
    selector: (row) => keyOf(table, row),
    minLength: 1,
    maxLength: 4,
  })
  const query = fc.record(
    {
      filter: filterOf(data, table, 2),
      limit: fc.constantFrom(-1, 1, 3),
      offset: fc.constantFrom(0, 1),
    },
    { requiredKeys: ['filter'] },
  )
  return fc.oneof(
    keys.map((list) => ({ keys: list })),
    query.map((each) => ({ query: each as ReadQuery })),
  )
}

function updates(data: Data, table: WorldTable): fc.Arbitrary<Write> {
  const names = table.columns.map(({ name }) => name)
  const values = itemOf(table, names)
    .map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !table.key.includes(name))),
    )
    .filter((row) => Object.keys(row).length > 0)
  return fc.record({
    kind: fc.constant('update' as const),
    target: targets(data, table),
    data: values,
  })
}

const deletions = (data: Data, table: WorldTable): fc.Arbitrary<Write> =>
  fc.record({ kind: fc.constant('delete' as const), target: targets(data, table) })
