import type { Relationship, Table } from '@relvar/schema-introspect/model'
import { ForbiddenError, InvalidPayloadError } from '../errors.js'
import { parseKey } from '../query/key.js'
import { isPlainObject } from '../query/plain.js'
import type { Key, KeyInput, Row } from '../query/query.js'
import { createItems } from './create.js'
import { deleteItems } from './delete.js'
import type { Payload } from './payload.js'
import { columnValue } from './payload.js'
import { selectMatching, selectMaximum, selectRows } from './statements.js'
import { keyText } from './target.js'
import { updateItems } from './update.js'
import type { Writing } from './writing.js'
import { visibleTable } from './writing.js'

/** A row that was just written, with the to-many relationships of its payload. */
export interface Parent {
  /** The row's key and the columns that others link to. */
  readonly row: Row
  readonly payload: Payload
  /** Nothing can be linked to a row that was just made. */
  readonly fresh: boolean
}

/** One to-many relationship of one parent. */
interface ToMany {
  readonly writing: Writing
  readonly relationship: Relationship
  readonly table: Table
  /** The values by which rows of `table` belong to the parent. */
  readonly link: ReadonlyMap<string, unknown>
  readonly fresh: boolean
}

/** Writes what is nested in to-many relationships, after the rows that it belongs to. */
export async function writeToMany(
  writing: Writing,
  table: Table,
  parents: readonly Parent[],
): Promise<void> {
  for (const { row, payload, fresh } of parents) {
    for (const { relationship, value } of payload.toMany) {
      if (typeof relationship.target !== 'string') throw new ForbiddenError()
      const target = visibleTable(writing, relationship.target)
      const link = linkOf(relationship, table, target, row)
      await writeOne({ writing, relationship, table: target, link, fresh }, value)
    }
  }
}

function linkOf(
  { columns, where }: Relationship,
  parent: Table,
  target: Table,
  row: Row,
): Map<string, unknown> {
  const link = new Map<string, unknown>()
  for (const [here, there] of columns) {
    const column = target.columns.find((each) => each.name === there)
    if (column === undefined) throw new ForbiddenError()
    link.set(there, columnValue(target, column, row[here] ?? null))
  }
  if (where !== null) link.set(where.column, where.equals)
  if ([...link.values()].some((value) => value === null)) {
    throw new InvalidPayloadError(
      `Nothing can be linked to an item of "${parent.id}" whose link columns are null.`,
    )
  }
  return link
}

async function writeOne(list: ToMany, value: unknown): Promise<void> {
  if (value === null) return replace(list, [])
  if (Array.isArray(value)) return replace(list, value)
  if (isPlainObject(value)) return change(list, value)
  throw new InvalidPayloadError(
    `"${list.relationship.name}" takes a list, or an object of "create", "update" and "delete".`,
  )
}

const PARTS = new Set(['create', 'update', 'delete'])

/** The detailed form touches only what it names. */
async function change(list: ToMany, value: Readonly<Record<string, unknown>>): Promise<void> {
  const { writing, table, relationship } = list
  for (const [name, part] of Object.entries(value)) {
    if (!PARTS.has(name))
      throw new InvalidPayloadError(
        `"${relationship.name}" knows "create", "update" and "delete", not "${name}".`,
      )
    if (part !== undefined && part !== null && !Array.isArray(part))
      throw new InvalidPayloadError(`"${name}" of "${relationship.name}" has to be a list.`)
  }
  const removed = ((value['delete'] ?? []) as KeyInput[]).map((input) => childKey(list, input))
  await takeOut(list, await linkedAmong(list, removed))
  for (const item of (value['update'] ?? []) as Row[]) {
    await updateItems(
      writing,
      table,
      [childKey(list, item as Key)],
      withLink(list, withoutKey(table, item)),
    )
  }
  const created = ((value['create'] ?? []) as Row[]).map((item) => ({
    ...asItem(list, item),
    ...linkValues(list),
  }))
  if (created.length > 0) await createItems(writing, table, await withPositions(list, created))
}

/** The basic form is the whole set: what it leaves out is taken out. */
async function replace(list: ToMany, entries: readonly unknown[]): Promise<void> {
  const { writing, table } = list
  const named = entries.map((entry) => ({ entry, key: keyOf(list, entry) }))
  const keys = named.flatMap(({ key }) => (key === null ? [] : [key]))
  const existing = new Set(
    keys.length === 0
      ? []
      : (await selectRows(writing, table, keys, table.primaryKey)).map((row) =>
          keyText(table, row),
        ),
  )
  const isKept = (key: Key | null): key is Key => key !== null && existing.has(keyText(table, key))
  if (named.some(({ entry, key }) => !isPlainObject(entry) && !isKept(key)))
    throw new ForbiddenError()
  const kept = new Set(keys.filter(isKept).map((key) => keyText(table, key)))
  if (!list.fresh)
    await takeOut(
      list,
      (await linkedKeys(list)).filter((key) => !kept.has(keyText(table, key))),
    )
  const created: Row[] = []
  for (const { entry, key } of named) {
    if (!isKept(key)) created.push({ ...asItem(list, entry), ...linkValues(list) })
    else
      await updateItems(
        writing,
        table,
        [key],
        withLink(list, isPlainObject(entry) ? withoutKey(table, entry) : {}),
      )
  }
  if (created.length > 0) await createItems(writing, table, created)
}

/** A child's key, with the columns that link it to the parent filled in; null for an item without one. */
function keyOf(list: ToMany, entry: unknown): Key | null {
  if (isPlainObject(entry)) return parseKey(list.table, { ...entry, ...linkValues(list) } as Key)
  return parseKey(list.table, entry as KeyInput)
}

/** @throws ForbiddenError for what is no key of the related table */
function childKey(list: ToMany, input: KeyInput): Key {
  const key = keyOf(list, input)
  if (key === null) throw new ForbiddenError()
  return key
}

function asItem(list: ToMany, entry: unknown): Row {
  if (isPlainObject(entry)) return entry
  throw new InvalidPayloadError(`"${list.relationship.name}" holds items and keys.`)
}

function withoutKey(table: Table, item: Row): Row {
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => !table.primaryKey.includes(name)),
  )
}

function linkValues({ link }: ToMany): Row {
  return Object.fromEntries(link)
}

/** The link itself, unless it is part of the key: a row with that key is linked already. */
function withLink(list: ToMany, item: Row): Row {
  const own = [...list.link].filter(([name]) => !list.table.primaryKey.includes(name))
  return { ...item, ...Object.fromEntries(own) }
}

/** New rows of the detailed form go to the end of a manual order. */
async function withPositions(
  { writing, table, relationship, link }: ToMany,
  items: readonly Row[],
): Promise<Row[]> {
  const { sortColumn } = relationship.traits
  if (sortColumn === undefined) return [...items]
  const last = await selectMaximum(writing, table, sortColumn, link)
  return items.map((item, index) =>
    Object.hasOwn(item, sortColumn) ? item : { ...item, [sortColumn]: last + 1 + index },
  )
}

async function linkedKeys({ writing, table, link }: ToMany): Promise<Key[]> {
  return (await selectMatching(writing, table, link, table.primaryKey)) as Key[]
}

async function linkedAmong(list: ToMany, keys: readonly Key[]): Promise<Key[]> {
  if (keys.length === 0) return []
  const wanted = new Set(keys.map((key) => keyText(list.table, key)))
  return (await linkedKeys(list)).filter((key) => wanted.has(keyText(list.table, key)))
}

/** Unlinks rows, or deletes them where the relationship says so or their key is made of the link. */
async function takeOut(
  { writing, table, relationship, link }: ToMany,
  keys: readonly Key[],
): Promise<void> {
  if (keys.length === 0) return
  const isPartOfKey = [...link.keys()].some((name) => table.primaryKey.includes(name))
  if (isPartOfKey || relationship.traits.onDeselect === 'delete') {
    await deleteItems(writing, table, keys)
    return
  }
  await updateItems(
    writing,
    table,
    keys,
    Object.fromEntries([...link.keys()].map((name) => [name, null])),
  )
}
