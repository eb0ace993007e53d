import type { Relationship } from '@relvar/schema-introspect/model'
import { type Data, tableNamed } from './data.js'
import { isGood, type Outcome, type Place, put, REFUSED } from './evaluator-rows.js'
import { keyOf } from './items.js'
import type { Entry, List, NestedWrite, ToOne } from './nested-writes.js'
import type { WireRow, WorldTable } from './world.js'

const isFree = ({ old }: Place): boolean => old === undefined
const isThere = ({ old }: Place): boolean => old !== undefined

/** A world that is changed step by step, until a step is refused. */
class Steps {
  data: Data
  mayRefuse = false

  constructor(data: Data) {
    this.data = data
  }

  table(name: unknown): WorldTable {
    return tableNamed(this.data, String(name))
  }

  row(table: string, key: WireRow): WireRow | undefined {
    const { rows, ...rest } = this.table(table)
    const wanted = keyOf({ rows, ...rest }, key)
    return rows.find((row) => keyOf({ rows, ...rest }, row) === wanted)
  }

  /** @throws Refused */
  write(table: string, items: readonly WireRow[], allows: (place: Place) => boolean): void {
    if (items.length === 0) return
    const { after, mayRefuse } = put(this.data, this.table(table), items, allows)
    if (after === null) throw new Refused()
    this.data = after
    this.mayRefuse ||= mayRefuse
  }
}

class Refused extends Error {
  override readonly name = 'Refused'
}

/** What is linked to goes first, then the row, then what links to it. */
export function writeNested(data: Data, { name }: WorldTable, write: NestedWrite): Outcome {
  const steps = new Steps(data)
  const { item, toOne, toMany, verb } = write
  if (verb === 'update' && steps.row(name, item) === undefined) {
    // What is written to no row may be looked at or not.
    return { after: data, written: [], mayRefuse: true }
  }
  try {
    if (!isGood(steps.table(name), item)) return REFUSED
    const links = toOne.map((each) => linkTo(steps, each))
    const row = Object.assign(Object.create(null) as object, item, ...links) as WireRow
    steps.write(name, [row], verb === 'create' ? isFree : isThere)
    for (const { relationship, list } of toMany) {
      writeList(steps, relationship, steps.row(name, item) ?? {}, list)
    }
  } catch (error) {
    if (error instanceof Refused) return REFUSED
    throw error
  }
  const written = steps.row(name, item)
  return { after: steps.data, written: written ? [written] : [], mayRefuse: steps.mayRefuse }
}

/** Writes the item that is linked to, if it is one; the columns that hold the link. */
function linkTo(steps: Steps, { relationship, value }: ToOne): WireRow {
  const target = String(relationship.target)
  if (value !== null && 'item' in value) steps.write(target, [value.item], () => true)
  const row: WireRow = value === null ? {} : 'item' in value ? value.item : value.key
  return Object.fromEntries(relationship.columns.map(([here, there]) => [here, row[there] ?? null]))
}

/** Rows are taken out, then moved, changed and made. */
function writeList(steps: Steps, relationship: Relationship, parent: WireRow, list: List): void {
  const table = steps.table(relationship.target)
  const link = Object.fromEntries(
    relationship.columns.map(([here, there]) => [there, parent[here]]),
  )
  const isMember = (row: WireRow | undefined): boolean =>
    row !== undefined && Object.entries(link).every(([name, value]) => row[name] === value)
  const plan = list.form === 'whole' ? planWhole(steps, table, list.entries, isMember) : list
  const adopted = 'adopt' in plan ? plan.adopt : []
  const known = (item: WireRow) => steps.row(table.name, item)
  if ([...plan.update, ...adopted].some((item) => known(item) === undefined)) throw new Refused()
  const nothing = Object.fromEntries(Object.keys(link).map((name) => [name, null]))
  const gone = plan.delete.filter((key) => isMember(known(key)))
  const keyOnly = (item: WireRow): WireRow =>
    Object.fromEntries(table.key.map((name) => [name, item[name]]))
  steps.write(
    table.name,
    gone.map((key) => ({ ...keyOnly(key), ...nothing })),
    isThere,
  )
  steps.write(
    table.name,
    adopted.map((key) => ({ ...keyOnly(key), ...link })),
    isThere,
  )
  steps.write(
    table.name,
    plan.update.map((item) => linked(item, isMember(known(item)))),
    isThere,
  )
  steps.write(
    table.name,
    plan.create.map((item) => linked(item, false)),
    isFree,
  )

  /** A row of the list is linked already; what an item says of the link counts for nothing. */
  function linked(item: WireRow, isLinked: boolean): WireRow {
    const own = Object.entries(item).filter(([name]) => !(name in link))
    return Object.assign(
      Object.create(null) as object,
      Object.fromEntries(own),
      isLinked ? {} : link,
    ) as WireRow
  }
}

interface Plan {
  readonly adopt: readonly WireRow[]
  readonly create: readonly WireRow[]
  readonly update: readonly WireRow[]
  readonly delete: readonly WireRow[]
}

function planWhole(
  steps: Steps,
  table: WorldTable,
  entries: readonly Entry[],
  isMember: (row: WireRow | undefined) => boolean,
): Plan {
  const keys = entries.flatMap((entry) => ('key' in entry ? [entry.key] : []))
  const items = entries.flatMap((entry) => ('item' in entry ? [entry.item] : []))
  const kept = new Set([...keys, ...items].map((row) => keyOf(table, row)))
  const isKnown = (item: WireRow): boolean => steps.row(table.name, item) !== undefined
  return {
    delete: table.rows.filter((row) => isMember(row) && !kept.has(keyOf(table, row))),
    adopt: keys,
    update: items.filter(isKnown),
    create: items.filter((item) => !isKnown(item)),
  }
}
