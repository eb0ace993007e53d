import type { Relationship, Table } from '@relvar/schema-introspect/model'
import { InvalidPayloadError } from '../errors.js'
import { isPlainObject } from '../query/plain.js'
import type { Key, Row } from '../query/query.js'
import { unknownField, writtenElsewhere } from '../resolve/resolution.js'
import { columnValue } from './column-value.js'
import { changeList } from './list-change.js'
import { type ListPlan, takenOutBy, type ToManyList } from './list.js'
import { replaceList } from './list-replace.js'
import type { NestedList, Payload } from './payload.js'
import { rightTo } from './rights.js'
import { columnNamed } from './values.js'
import type { Writing } from './writing.js'
import { atPath, nestedIn } from './writing.js'

/** A row that was just written, with the to-many relationships of its payload. */
export interface Parent {
  /** The row's key and the columns that others link to. */
  readonly row: Row
  readonly payload: Payload
}

/** Writes what is nested in to-many relationships, after the rows that it belongs to. */
export async function writeToMany(
  outer: Writing,
  table: Table,
  parents: readonly Parent[],
  fresh: boolean,
): Promise<void> {
  const relationships = new Set(
    parents.flatMap(({ payload }) => payload.toMany.map(({ relationship }) => relationship)),
  )
  for (const relationship of relationships) {
    const writing = nestedIn(outer, relationship)
    await atPath(relationship.name, async () => {
      const plans: ListPlan[] = []
      for (const { row, payload } of parents) {
        const nested = payload.toMany.find((each) => each.relationship === relationship)
        if (nested === undefined) continue
        const list = listOf(writing, table, relationship, row, fresh)
        plans.push(await planOf(writing, list, nested))
      }
      await carryOut(writing, table, relationship, plans)
    })
  }
}

function listOf(
  { core }: Writing,
  parent: Table,
  relationship: Relationship,
  row: Row,
  fresh: boolean,
): ToManyList {
  const { target, columns, where } = relationship
  const table = typeof target === 'string' ? core.schema.tables[target] : undefined
  if (table === undefined) throw unknownField(parent, relationship.name)
  if (table.traits.elsewhere) throw writtenElsewhere(table)
  const link = new Map<string, unknown>()
  for (const [here, there] of columns) {
    link.set(there, columnValue(table, columnNamed(table, there), row[here] ?? null))
  }
  if (where !== null) link.set(where.column, where.equals)
  if ([...link.values()].includes(null)) {
    throw new InvalidPayloadError(
      `Nothing can be linked to an item of "${parent.id}" whose link columns are null.`,
    )
  }
  return { relationship, table, link, fresh: fresh && linksAfterwards(parent, relationship) }
}

/**
 * Whether only rows written later can link to a row that was just made. One of the same table may link to
 * itself or to others of the same write, and what no foreign key holds may have pointed there all along.
 */
function linksAfterwards(parent: Table, { target, source }: Relationship): boolean {
  return target !== parent.id && source === 'foreign-key'
}

function planOf(writing: Writing, list: ToManyList, { value }: NestedList): Promise<ListPlan> {
  if (value === null || Array.isArray(value)) return replaceList(writing, list, value ?? [])
  if (isPlainObject(value)) return changeList(writing, list, value)
  throw new InvalidPayloadError(
    `"${list.relationship.name}" takes a list, or an object of "create", "update" and "delete".`,
  )
}

/** The lists of all parents together. Rows are taken out first: others may take their unique values. */
async function carryOut(
  writing: Writing,
  parent: Table,
  relationship: Relationship,
  plans: readonly ListPlan[],
): Promise<void> {
  if (typeof relationship.target !== 'string') throw unknownField(parent, relationship.name)
  const { items } = writing
  const id = relationship.target
  await takeOut(
    writing,
    relationship,
    plans.flatMap(({ remove }) => remove),
  )
  for (const { adopt, link } of plans) {
    if (adopt.length > 0) await items.updateItems(writing, id, adopt, Object.fromEntries(link))
  }
  const updates = plans.flatMap(({ update }) => update)
  if (updates.length > 0) await items.updateEach(writing, id, updates)
  const created = plans.flatMap(({ create }) => create)
  if (created.length > 0) {
    await items.createRows(writing, rightTo(writing, id, 'create'), created, [])
  }
}

async function takeOut(
  writing: Writing,
  relationship: Relationship,
  keys: readonly Key[],
): Promise<void> {
  const { columns, where, target } = relationship
  const table = typeof target === 'string' ? writing.core.schema.tables[target] : undefined
  if (keys.length === 0 || table === undefined) return
  if (takenOutBy(relationship, table) === 'delete') {
    await writing.items.deleteItems(writing, table.id, keys)
    return
  }
  const names = [...columns.map(([, there]) => there), ...(where === null ? [] : [where.column])]
  const nothing = Object.fromEntries(names.map((name) => [name, null]))
  await writing.items.updateItems(writing, table.id, keys, nothing)
}
