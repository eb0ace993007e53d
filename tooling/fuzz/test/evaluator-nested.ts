import type { Relationship } from '@relvar/schema-introspect/model'
import type { Data } from './data.js'
import { isGood, type Outcome, REFUSED } from './evaluator-rows.js'
import { keyOf } from './items.js'
import type { Entry, List, NestedWrite, ToOne } from './nested-writes.js'
import {
  type Asked,
  type Gate,
  OPEN_GATE,
  OPEN_SIGHT,
  Refused,
  type Sight,
  Steps,
} from './steps.js'
import type { WireRow, WorldTable } from './world.js'

/**
 * What is linked to goes first, then the row, then what links to it. Each row passes the gate when its
 * turn comes, but for the row itself, which does so before all else.
 */
export function writeNested(
  data: Data,
  { name }: WorldTable,
  write: NestedWrite,
  gate: Gate = OPEN_GATE,
  sight: Sight = OPEN_SIGHT,
): Outcome {
  const steps = new Steps(data, gate)
  const { item, toOne, toMany, verb } = write
  try {
    const values = steps.ask(name, verb, rootOf(steps.table(name), write))
    if (verb === 'update' && steps.row(name, item) === undefined) {
      // What is written to no row may be looked at or not.
      return { after: data, written: [], mayRefuse: true }
    }
    if (!isGood(steps.table(name), item)) return REFUSED
    for (const each of toOne) writeLinked(steps, each)
    steps.put(name, verb, [{ ...keyOnly(steps.table(name), item), ...values }])
    for (const { relationship, list } of toMany) {
      writeList(steps, sight, relationship, steps.row(name, item) ?? {}, list)
    }
  } catch (error) {
    if (error instanceof Refused) return REFUSED
    throw error
  }
  const written = steps.row(name, item)
  return { after: steps.data, written: written ? [written] : [], mayRefuse: steps.mayRefuse }
}

/** The row with its links, as it is asked for; the key of one that is there is not sent. */
function rootOf(table: WorldTable, { item, toOne, toMany, verb }: NestedWrite): Asked {
  const sent = verb === 'create' ? item : withoutKey(table, item)
  const nested = [...toOne, ...toMany].map(({ relationship }) => relationship.name)
  const links = toOne.flatMap((each) => Object.entries(linkOf(each)))
  return {
    key: keyOnly(table, item),
    values: { ...sent, ...Object.fromEntries(links) },
    fields: [...Object.keys(sent), ...nested],
  }
}

/** The columns that hold a link. */
function linkOf({ relationship, value }: ToOne): WireRow {
  const row: WireRow = value === null ? {} : 'item' in value ? value.item : value.key
  return Object.fromEntries(relationship.columns.map(([here, there]) => [here, row[there] ?? null]))
}

/** Writes the item that is linked to, if it is one and says more than which. */
function writeLinked(steps: Steps, { relationship, value }: ToOne): void {
  if (value === null || !('item' in value)) return
  const { item } = value
  const table = steps.table(relationship.target)
  if (steps.row(table.name, item) === undefined) {
    steps.write(table.name, 'create', [asked(table, item)])
    return
  }
  const changes = withoutKey(table, item)
  if (Object.keys(changes).length === 0) return
  steps.write(table.name, 'update', [{ ...asked(table, changes), key: keyOnly(table, item) }])
}

const asked = (table: WorldTable, values: WireRow): Asked => ({
  key: keyOnly(table, values),
  values,
  fields: Object.keys(values),
})

const keyOnly = ({ key }: WorldTable, item: WireRow): WireRow =>
  Object.fromEntries(
    key.filter((name) => Object.hasOwn(item, name)).map((name) => [name, item[name]]),
  )

const withoutKey = ({ key }: WorldTable, item: WireRow): WireRow =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !key.includes(name)))

/** Rows are taken out, then moved, changed and made. What the writer does not see is no part of the list. */
function writeList(
  steps: Steps,
  sight: Sight,
  relationship: Relationship,
  parent: WireRow,
  list: List,
): void {
  const table = steps.table(relationship.target)
  const link = Object.fromEntries(
    relationship.columns.map(([here, there]) => [there, parent[here]]),
  )
  const isMember = (row: WireRow | undefined): boolean =>
    row !== undefined && Object.entries(link).every(([name, value]) => row[name] === value)
  const { data } = steps
  const isSeen = (row: WireRow | undefined): boolean =>
    row !== undefined && isMember(row) && sight.sees(data, table.name, row, Object.keys(link))
  const known = (item: WireRow) => steps.row(table.name, item)
  const isTakenOut = list.form === 'changes' && list.delete.length > 0
  if (isTakenOut && !sight.mayUpdate(table.name)) throw new Refused()
  const plan = list.form === 'whole' ? planWhole(table, list.entries, isSeen, known) : list
  const adopted = 'adopt' in plan ? plan.adopt : []
  if ([...plan.update, ...adopted].some((item) => known(item) === undefined)) throw new Refused()
  const nothing = Object.fromEntries(Object.keys(link).map((name) => [name, null]))
  const gone = plan.delete.filter((key) => isSeen(known(key)))
  const given = (key: WireRow, values: WireRow): Asked => ({
    ...asked(table, values),
    key: keyOnly(table, key),
  })
  const updates = plan.update.map((item) => given(item, changesOf(item)))
  const changes =
    list.form === 'whole' ? updates.filter(({ fields }) => fields.length > 0) : updates
  steps.write(
    table.name,
    'update',
    gone.map((key) => given(key, nothing)),
  )
  steps.write(
    table.name,
    'update',
    adopted.map((key) => given(key, link)),
  )
  steps.write(table.name, 'update', changes)
  steps.write(
    table.name,
    'create',
    plan.create.map((item) => asked(table, { ...ownOf(item), ...link })),
  )

  /** A row of the list is linked already. */
  function changesOf(item: WireRow): WireRow {
    const isLinked = list.form === 'whole' ? isSeen(known(item)) : isMember(known(item))
    return { ...withoutKey(table, ownOf(item)), ...(isLinked ? {} : link) }
  }

  /** What an item says of the link counts for nothing. */
  function ownOf(item: WireRow): WireRow {
    return Object.fromEntries(Object.entries(item).filter(([name]) => !Object.hasOwn(link, name)))
  }
}

interface Plan {
  readonly adopt: readonly WireRow[]
  readonly create: readonly WireRow[]
  readonly update: readonly WireRow[]
  readonly delete: readonly WireRow[]
}

function planWhole(
  table: WorldTable,
  entries: readonly Entry[],
  isMember: (row: WireRow | undefined) => boolean,
  known: (item: WireRow) => WireRow | undefined,
): Plan {
  const keys = entries.flatMap((entry) => ('key' in entry ? [entry.key] : []))
  const items = entries.flatMap((entry) => ('item' in entry ? [entry.item] : []))
  const kept = new Set([...keys, ...items].map((row) => keyOf(table, row)))
  return {
    delete: table.rows.filter((row) => isMember(row) && !kept.has(keyOf(table, row))),
    adopt: keys.filter((key) => !isMember(known(key))),
    update: items.filter((item) => known(item) !== undefined),
    create: items.filter((item) => known(item) === undefined),
  }
}
