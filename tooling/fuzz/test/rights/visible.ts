import type { Relationship } from '@relvar/schema-introspect/model'
import { type Data, leads, tableNamed } from '../data.js'
import { matches } from '../evaluator-filter.js'
import type { WireRow, WorldTable } from '../world.js'
import { names, permissionsFor } from './held.js'
import type { Asker, Permission, Rights } from './rights.js'

/** What is behind a row that somebody sees. */
interface Behind {
  readonly row: WireRow
  readonly table: WorldTable
  /** In this very row. */
  readonly sees: (field: string) => boolean
}

/** The world as somebody sees it: without what is hidden, so that hidden and missing are one. */
export function visibleTo(data: Data, rights: Rights, asker: Asker): Data {
  const readers = new Map(
    data.world.tables.map(({ name }) => [name, permissionsFor(rights, asker, 'read', name)]),
  )
  const isOpen = (table: string): boolean => readers.get(table)?.length !== 0
  const grants = (table: string, field: string): boolean =>
    readers.get(table)?.some((each) => names(each, field)) ?? true
  const behind = new Map<WireRow, Behind>()

  const tables = data.world.tables
    .filter(({ name }) => isOpen(name))
    .map((table): WorldTable => {
      const permissions = readers.get(table.name) ?? null
      const columns = table.columns.filter(({ name }) => grants(table.name, name))
      const rows = table.rows.flatMap((row): WireRow[] => {
        const holding = permissions?.filter((each) => holdsFor(data, table, row, each)) ?? null
        if (holding?.length === 0) return []
        const sees = (field: string): boolean => holding?.some((each) => names(each, field)) ?? true
        const seen = Object.fromEntries(
          columns.map(({ name }) => [name, sees(name) ? row[name] : null]),
        )
        behind.set(seen, { row, table, sees })
        return [seen]
      })
      const order = table.order.filter((name) => grants(table.name, name))
      return { ...table, columns, rows, order }
    })

  function isSeen(table: WorldTable, link: Relationship): boolean {
    if (!grants(table.name, link.name)) return false
    const target = String(link.target)
    if (link.cardinality !== 'one-to-many' || !isOpen(target)) return true
    const isNamed = readers.get(table.name)?.some(({ fields }) => fields?.includes(link.name))
    return isNamed === true || link.columns.every(([, there]) => grants(target, there))
  }

  /** A link tells the values that it is made of, and is seen where these are. */
  function leadsVisibly(link: Relationship, from: WireRow, to: WireRow): boolean {
    const [here, there] = [behind.get(from), behind.get(to)]
    if (here === undefined || there === undefined) return false
    if (!here.sees(link.name) || !leads(link, here.row, there.row)) return false
    if (link.cardinality === 'many-to-one') return link.columns.every(([name]) => here.sees(name))
    return link.columns.every(([, name]) => there.sees(name) || !grants(there.table.name, name))
  }

  return {
    ...data,
    world: { tables },
    relationships: (table) => data.relationships(table).filter((link) => isSeen(table, link)),
    leads: leadsVisibly,
  }
}

/** Rules see everything; none, and one that says nothing, is true for every row. */
export function holdsFor(
  data: Data,
  table: WorldTable,
  row: WireRow,
  { permissions }: Permission,
): boolean {
  return matches(data, tableNamed(data, table.name), row, permissions ?? {})
}
