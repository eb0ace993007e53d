import type { Filter } from '@relvar/query-engine'
import { standsFor } from '../actor.js'
import { type Data, tableNamed } from '../data.js'
import { matches } from '../evaluator-filter.js'
import { keyOf } from '../items.js'
import type { Gate, Sight } from '../steps.js'
import type { WireRow, WorldTable } from '../world.js'
import { names, permissionsFor } from './held.js'
import type { Asker, Permission, Rights } from './rights.js'
import { holdsFor } from './visible.js'

/** A write of some rows of one table: new ones, the same changes to some, or the end of some. */
export type FlatWrite = { readonly table: string } & (
  | { readonly kind: 'create'; readonly items: readonly WireRow[] }
  | { readonly kind: 'update'; readonly keys: readonly WireRow[]; readonly changes: WireRow }
  | { readonly kind: 'delete'; readonly keys: readonly WireRow[] }
)

/** The write with its presets, as it is to be done for somebody; null where it is to be refused. */
export function permitted(
  data: Data,
  rights: Rights,
  asker: Asker,
  write: FlatWrite,
): FlatWrite | null {
  const { table } = write
  const permissions = permissionsFor(rights, asker, write.kind, table)
  if (permissions === null) return write
  if (write.kind === 'create') {
    const items = write.items.map((item) => madeBy(data, permissions, table, item))
    return items.includes(null) ? null : { ...write, items: items.filter((item) => item !== null) }
  }
  const fields = write.kind === 'update' ? Object.keys(write.changes) : []
  if (!areReached(data, permissions, table, write.keys, fields)) return null
  if (write.kind === 'delete') return write
  const changes = passed(data, permissions, table, write.changes)
  return changes && { ...write, changes }
}

/** The gate that rows pass for somebody when they are written one by one. */
export function gateFor(rights: Rights, asker: Asker): Gate {
  return (data, table, action, { key, values, fields }) => {
    const permissions = permissionsFor(rights, asker, action, table)
    if (permissions === null) return values
    if (action === 'create') return madeBy(data, permissions, table, values, fields)
    const isReached = areReached(data, permissions, table, [key], fields)
    return isReached ? passed(data, permissions, table, values) : null
  }
}

/** What somebody sees of lists: rows that they may read, with the columns of the link as far as they may read any. */
export function sightFor(rights: Rights, asker: Asker): Sight {
  const held = (action: 'read' | 'update', table: string) =>
    permissionsFor(rights, asker, action, table)
  return {
    mayUpdate: (table) => held('update', table)?.length !== 0,
    sees(data, name, row, link) {
      const permissions = held('read', name)
      if (permissions === null) return true
      const table = tableNamed(data, name)
      const holding = permissions.filter((each) => holdsFor(data, table, row, each))
      const shown = link.filter((field) => permissions.some((each) => names(each, field)))
      return (
        holding.length > 0 && shown.every((field) => holding.some((each) => names(each, field)))
      )
    },
  }
}

function madeBy(
  data: Data,
  permissions: readonly Permission[],
  table: string,
  item: WireRow,
  fields: readonly string[] = Object.keys(item),
): WireRow | null {
  const isGranted = fields.every((field) => permissions.some((each) => names(each, field)))
  return permissions.length > 0 && isGranted ? passed(data, permissions, table, item) : null
}

/** With presets, where all conditions hold then. */
function passed(
  data: Data,
  permissions: readonly Permission[],
  table: string,
  sent: WireRow,
): WireRow | null {
  const item = completed(data, permissions, sent)
  return passes(data, table, permissions, item) ? item : null
}

/** Presets in the order of the policies, the later ones first; what is sent counts before all. */
function completed(data: Data, permissions: readonly Permission[], sent: WireRow): WireRow {
  const presets = permissions.flatMap((each) => Object.entries(each.presets ?? {}))
  const values = presets.map(([name, value]) => [name, standsFor(value, data.actor)])
  return { ...(Object.fromEntries(values) as WireRow), ...sent }
}

/** All conditions hold, of what they are about and is there. */
function passes(
  data: Data,
  name: string,
  permissions: readonly Permission[],
  item: WireRow,
): boolean {
  const table = tableNamed(data, name)
  return permissions.every(({ validation }) => {
    // Of rows `_neq` says nothing where there is no value; of what is sent, null is another value.
    const isOther = (field: string, condition: unknown): boolean =>
      item[field] === null && Object.hasOwn(condition as object, '_neq')
    const about = Object.entries(validation ?? {}).filter(
      ([field, condition]) => Object.hasOwn(item, field) && !isOther(field, condition),
    )
    return matches(data, table, item, Object.fromEntries(about))
  })
}

/**
 * Every row is there and may be written to, in each of these fields. Where no rule is about rows,
 * those that are not there are passed over.
 */
function areReached(
  data: Data,
  permissions: readonly Permission[],
  name: string,
  keys: readonly WireRow[],
  fields: readonly string[],
): boolean {
  const table = tableNamed(data, name)
  const needed = [
    permissions,
    ...fields.map((field) => permissions.filter((each) => names(each, field))),
  ]
  if (needed.some((granting) => granting.length === 0)) return false
  const isRuled = needed.some((granting) =>
    granting.every(({ permissions: rule }) => saysAnything(rule)),
  )
  return keys.every((key) => {
    const row = rowAt(table, key)
    if (row === undefined) return !isRuled
    return needed.every((granting) => granting.some((each) => holdsFor(data, table, row, each)))
  })
}

const saysAnything = (rule: Filter | null): boolean => Object.keys(rule ?? {}).length > 0

const rowAt = (table: WorldTable, key: WireRow): WireRow | undefined =>
  table.rows.find((row) => keyOf(table, row) === keyOf(table, key))
