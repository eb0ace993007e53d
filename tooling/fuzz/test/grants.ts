import fc from 'fast-check'
import type { Actor, Filter, Policy } from '@relvar/query-engine'
import type { Data } from './data.js'
import { matches } from './evaluator-filter.js'
import { filterOf } from './questions.js'
import type { WireRow, WorldTable } from './world.js'

/** What may be seen of a table: some of its rows, and each of its columns in some of these. */
interface Grant {
  readonly rows: Filter
  readonly fields: Readonly<Record<string, Filter>>
}

export type Grants = Readonly<Record<string, Grant>>

/**
 * A few rules, for rows or for a field of them. What tells rows apart is always to be seen: without it
 * nothing could be compared.
 */
export function grantsFor(data: Data): fc.Arbitrary<Grants> {
  const rules = data.world.tables.map((table) => {
    const columns = table.columns.filter(({ name }) => !table.order.includes(name))
    return fc.record({
      table: fc.constant(table.name),
      field: fc.constantFrom(null, ...columns.map(({ name }) => name)),
      rule: filterOf(data, table, 1),
    })
  })
  return fc.array(fc.oneof(...rules), { minLength: 1, maxLength: 5 }).map((list) =>
    Object.fromEntries(
      data.world.tables.map(({ name }): [string, Grant] => {
        const own = list.filter(({ table }) => table === name)
        const fields = own.flatMap(({ field, rule }) => (field === null ? [] : [[field, rule]]))
        const rows = own.find(({ field }) => field === null)?.rule ?? {}
        return [name, { rows, fields: { '*': {}, ...Object.fromEntries(fields) } }]
      }),
    ),
  )
}

export function policyOf(grants: Grants): Policy<Actor> {
  return {
    guardFor({ id }, action) {
      const grant = action === 'read' ? grants[id] : undefined
      if (grant === undefined) return null
      const fields = new Map(Object.entries(grant.fields))
      return { rows: grant.rows, fields, validation: [], presets: {} }
    },
    keyOf: () => 'everybody',
  }
}

/** The world without what is hidden. Rules themselves see all of it. */
export function visibleTo(data: Data, grants: Grants): Data {
  const tables = data.world.tables.map((table) => {
    const { rows = {}, fields = {} } = grants[table.name] ?? {}
    const seen = table.rows.filter((row) => matches(data, table, row, rows))
    return { ...table, rows: seen.map((row) => masked(data, table, row, fields)) }
  })
  return { ...data, world: { tables } }
}

function masked(
  data: Data,
  table: WorldTable,
  row: WireRow,
  fields: Readonly<Record<string, Filter>>,
): WireRow {
  const entries = Object.entries(row).map(([name, value]): [string, unknown] => [
    name,
    matches(data, table, row, fields[name] ?? {}) ? value : null,
  ])
  return Object.fromEntries(entries)
}
