import type { Relationship } from '@relvar/schema-introspect/model'
import fc from 'fast-check'
import { type Data, tableNamed } from './data.js'
import { itemOf, keysOf } from './items.js'
import type { WireRow, WorldTable } from './world.js'

/** One item with what is nested in it, apart from each other. */
export interface NestedWrite {
  readonly kind: 'nested'
  readonly verb: 'create' | 'update'
  /** Its own key and columns. */
  readonly item: WireRow
  readonly toOne: readonly ToOne[]
  readonly toMany: readonly ToMany[]
}

export interface ToOne {
  readonly relationship: Relationship
  /** A row to be linked by its key, an item, or nothing. */
  readonly value: Entry | null
}

export interface ToMany {
  readonly relationship: Relationship
  readonly list: List
}

export type Entry = { readonly key: WireRow } | { readonly item: WireRow }

export type List =
  | { readonly form: 'whole'; readonly entries: readonly Entry[] }
  | {
      readonly form: 'changes'
      readonly create: readonly WireRow[]
      readonly update: readonly WireRow[]
      readonly delete: readonly WireRow[]
    }

/** The links of a table that something can be nested in: rows without a key are in no list that is written. */
export function writableLinks(data: Data, table: WorldTable): readonly Relationship[] {
  return data
    .relationships(table)
    .filter(
      ({ cardinality, target }) =>
        cardinality === 'many-to-one' || tableNamed(data, String(target)).key.length > 0,
    )
}

/** An item with up to two links of each kind; nested items hold columns only. */
export function nestedWrites(data: Data, table: WorldTable): fc.Arbitrary<NestedWrite> {
  const links = writableLinks(data, table)
  const toOne = links.filter(({ cardinality }) => cardinality === 'many-to-one')
  const toMany = links.filter(({ cardinality }) => cardinality === 'one-to-many')
  const verbs = fc.constantFrom('create' as const, 'update' as const, 'update' as const)
  return fc
    .record({
      verb: verbs,
      item: unlinkedItem(table, []),
      known: knownKeys(table),
      toOne: someOf(toOne.map((link) => toOneOf(data, link))),
      toMany: someOf(toMany.map((link) => toManyOf(data, link))),
    })
    .map(({ known, ...write }) => {
      const item = write.verb === 'update' ? { ...write.item, ...known } : write.item
      return { kind: 'nested', ...write, item: withoutLinks(item, write.toOne) }
    })
}

/** Mostly those of rows that were there at first. */
function knownKeys(table: WorldTable): fc.Arbitrary<WireRow> {
  const known = table.rows.map((row) =>
    Object.fromEntries(table.key.map((name) => [name, row[name]])),
  )
  const anyKeys = keysOf(table)
  if (known.length === 0) return anyKeys
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: anyKeys },
  )
}

/** One that links to nothing by its columns, as a rule: most links lead nowhere, and refuse the whole. */
function unlinkedItem(table: WorldTable, optional: readonly string[]): fc.Arbitrary<WireRow> {
  const links = new Set(table.foreignKeys.flatMap(({ columns }) => columns))
  const isOwn = ([name]: [string, unknown]): boolean => !links.has(name)
  return fc
    .tuple(itemOf(table, optional), fc.nat(5))
    .map(([item, chance]) =>
      chance === 0 ? item : Object.fromEntries(Object.entries(item).filter(isOwn)),
    )
}

/** Each of them at the most once. */
function someOf<T>(arbitraries: readonly fc.Arbitrary<T>[]): fc.Arbitrary<readonly T[]> {
  const each = arbitraries.map((arbitrary) => fc.option(arbitrary, { freq: 2, nil: undefined }))
  return fc.tuple(...each).map((list) => list.filter((one) => one !== undefined))
}

/** A link is written in one way: as itself, or as its columns. */
function withoutLinks(item: WireRow, toOne: readonly ToOne[]): WireRow {
  const linking = new Set(
    toOne.flatMap(({ relationship }) => relationship.columns.map(([here]) => here)),
  )
  return Object.fromEntries(Object.entries(item).filter(([name]) => !linking.has(name)))
}

function toOneOf(data: Data, relationship: Relationship): fc.Arbitrary<ToOne> {
  const entry = entryOf(tableNamed(data, String(relationship.target)))
  return fc.option(entry, { freq: 6 }).map((value) => ({ relationship, value }))
}

function entryOf(table: WorldTable): fc.Arbitrary<Entry> {
  const optional = table.columns.map(({ name }) => name)
  return fc.oneof(
    knownKeys(table).map((key) => ({ key })),
    fc.oneof(unlinkedItem(table, []), unlinkedItem(table, optional)).map((item) => ({ item })),
  )
}

/** No row is named twice: what comes of that depends on the order of the parts. */
function toManyOf(data: Data, relationship: Relationship): fc.Arbitrary<ToMany> {
  const entries = fc.uniqueArray(entryOf(tableNamed(data, String(relationship.target))), {
    selector: (entry) => keyText(tableNamed(data, String(relationship.target)), entry),
    maxLength: 4,
  })
  const whole = entries.map((list): List => ({ form: 'whole', entries: list }))
  const changes = fc
    .tuple(entries, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }))
    .map(([list, choices]): List => {
      const items = list.flatMap((entry) => ('item' in entry ? [entry.item] : []))
      return {
        form: 'changes',
        create: items.filter((_, index) => choices[index] === true),
        update: items.filter((_, index) => choices[index] !== true),
        delete: list.flatMap((entry) => ('key' in entry ? [entry.key] : [])),
      }
    })
  return fc.oneof(whole, changes).map((list) => ({ relationship, list }))
}

function keyText({ key }: WorldTable, entry: Entry): string {
  const row = 'key' in entry ? entry.key : entry.item
  return JSON.stringify(key.map((name) => row[name]))
}

/** The item as the wire has it: what is nested stands under the names of the relationships. */
export function payloadOf({ item, toOne, toMany }: NestedWrite): WireRow {
  return Object.fromEntries([
    ...Object.entries(item),
    ...toOne.map(({ relationship, value }) => [relationship.name, value && wireOf(value)]),
    ...toMany.map(({ relationship, list }) => [
      relationship.name,
      list.form === 'whole'
        ? list.entries.map(wireOf)
        : { create: list.create, update: list.update, delete: list.delete.map(wireKey) },
    ]),
  ]) as WireRow
}

const wireOf = (entry: Entry): unknown => ('key' in entry ? wireKey(entry.key) : entry.item)

/** The value itself, or the values with commas between. */
function wireKey(key: WireRow): unknown {
  const parts = Object.values(key)
  return parts.length === 1 ? parts[0] : parts.join()
}
