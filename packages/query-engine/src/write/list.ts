import type { Relationship, Table } from '@relvar/schema-introspect/model'
import { ForbiddenError, InvalidPayloadError } from '../errors.js'
import { isPlainObject } from '../query/plain.js'
import type { Key, KeyInput, Row } from '../query/query.js'
import { changesOf, keyOfItem, keyText, requireKey } from './keys.js'
import { selectRows } from './select-rows.js'
import type { Values } from './values.js'
import type { KeyedChanges, Writing } from './writing.js'

/** One to-many relationship of one row. */
export interface ToManyList {
  readonly relationship: Relationship
  /** The table on the other side. */
  readonly table: Table
  /** The values by which rows of `table` belong to the list. */
  readonly link: Values
  /** The row was just made, and nothing can be linked to it yet. */
  readonly fresh: boolean
}

/** What it takes to take rows out: to delete them where the relationship says so or their key is made of the link, else to change them. */
export function takenOutBy(
  { columns, where, traits }: Relationship,
  { primaryKey }: Pick<Table, 'primaryKey'>,
): 'update' | 'delete' {
  const names = [...columns.map(([, there]) => there), ...(where === null ? [] : [where.column])]
  const isOfKey = names.some((name) => primaryKey.includes(name))
  return traits.onDeselect === 'delete' || isOfKey ? 'delete' : 'update'
}

/** What is to happen to the rows of one list. */
export interface ListPlan {
  readonly link: Values
  /** Rows that are taken out. */
  readonly remove: readonly Key[]
  /** Rows that become part of it as they are. */
  readonly adopt: readonly Key[]
  readonly update: readonly KeyedChanges[]
  readonly create: readonly Row[]
}

/** The key of an entry of a list, with the columns that link it filled in; null for an item without one. */
export function keyOfEntry({ table, link }: ToManyList, entry: unknown): Key | null {
  if (!isPlainObject(entry)) return requireKey(table, entry as KeyInput)
  return keyOfItem(table, { ...entry, ...Object.fromEntries(link) })
}

/** @throws ForbiddenError for what holds no key of the related table */
export function requireEntryKey(list: ToManyList, entry: unknown): Key {
  const key = keyOfEntry(list, entry)
  if (key === null) throw new ForbiddenError()
  return key
}

/** Which of the keys have a row, and whether that is a row of the list already. */
export async function findEntries(
  writing: Writing,
  { table, link }: ToManyList,
  keys: readonly Key[],
): Promise<ReadonlyMap<string, boolean>> {
  if (keys.length === 0) return new Map()
  const wanted = [...new Set([...table.primaryKey, ...link.keys()])]
  const rows = await selectRows(writing, table, keys, wanted)
  const isMember = (row: Row) =>
    [...link].every(([name, value]) => String(row[name]) === String(value))
  return new Map(rows.map((row) => [keyText(table, row), isMember(row)]))
}

/** @throws InvalidPayloadError for what is no item */
export function asItem({ relationship }: ToManyList, entry: unknown): Row {
  if (isPlainObject(entry)) return entry
  throw new InvalidPayloadError(`"${relationship.name}" holds items and keys.`)
}

/** An entry as a new row of the list. */
export function linkedItem(list: ToManyList, entry: unknown): Row {
  return { ...asItem(list, entry), ...Object.fromEntries(list.link) }
}

/** What an entry changes in its row: a row of the list is linked already. */
export function changesOfEntry({ table, link }: ToManyList, entry: Row, isMember: boolean): Row {
  const changes = Object.entries(changesOf(table, entry)).filter(([name]) => !link.has(name))
  return Object.fromEntries(isMember ? changes : [...changes, ...link])
}
