import { InvalidPayloadError, type Row } from '@relvar/query-engine'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import { carryCollection, carryField } from '../carry/carry-said.js'
import type { NewNames } from '../carry/new-names.js'
import { applyChange } from '../change/apply/apply-change.js'
import { idOf } from '../change/apply/lookup.js'
import { settle } from '../change/apply/settle.js'
import type { SchemaChange } from '../change/schema-change.js'
import type { FieldRow, OverlayRows, RelationRow } from '../overlay/overlay-rows.js'
import type { Snapshot } from './snapshot.js'
import type { Renames } from './snapshot-diff.js'

/**
 * The renames that a snapshot hints at and that are still to be done: one whose new name is there, and
 * whose old name is not, was done before.
 *
 * @throws InvalidPayloadError where something is to be renamed and to stay, too
 */
export function renamesOf(desired: Snapshot, before: Snapshot): Renames {
  const there = new Set(before.collections.map(({ collection }) => collection))
  const wanted = new Set(desired.collections.map(({ collection }) => collection))
  const collections = desired.collections.flatMap(({ collection: to, renamed_from: from }) => {
    if (from === undefined || !there.has(from) || there.has(to)) return []
    if (wanted.has(from)) throw bothWanted(from, to)
    return [{ from, to }]
  })
  const formerly = new Map(collections.map(({ from, to }) => [to, from]))
  const fieldNames = (snapshot: Snapshot, collection: string): ReadonlySet<string> =>
    new Set(
      snapshot.fields.filter((each) => each.collection === collection).map(({ field }) => field),
    )
  const fields = desired.fields.flatMap(({ collection, field: to, renamed_from: from }) => {
    if (from === undefined) return []
    const known = fieldNames(before, formerly.get(collection) ?? collection)
    if (!known.has(from) || known.has(to)) return []
    if (fieldNames(desired, collection).has(from)) throw bothWanted(from, to)
    return [{ collection, from, to }]
  })
  return { collections, fields }
}

function bothWanted(from: string, to: string): InvalidPayloadError {
  return new InvalidPayloadError(`"${to}" is renamed from "${from}", which is to stay as well.`)
}

/** The changes that rename what has a place in the database. */
export function renameChanges(model: SchemaModel, renames: Renames): readonly SchemaChange[] {
  const changes: SchemaChange[] = []
  let current = model
  const take = (change: SchemaChange): void => {
    current = applyChange(current, change)
    changes.push(change)
  }
  for (const { from, to } of renames.collections) {
    const table = current.tables[from]
    if (table === undefined) continue
    const prefix = `${table.schema}.`
    const name = to.startsWith(prefix) ? to.slice(prefix.length) : to
    if (idOf(current, table.schema, name) !== to)
      throw new InvalidPayloadError(`"${from}" cannot become "${to}": a table stays in its schema.`)
    take({ kind: 'rename-table', table: from, to: name })
  }
  for (const { collection, from, to } of renames.fields) {
    const isColumn = current.tables[collection]?.columns.some(({ name }) => name === from)
    if (isColumn === true) take({ kind: 'rename-column', table: collection, column: from, to })
  }
  return changes
}

/** A schema with renames made. */
export function renamedModel(model: SchemaModel, changes: readonly SchemaChange[]): SchemaModel {
  return changes.length === 0 ? model : settle(changes.reduce(applyChange, model))
}

/** What people say, with all names in it as they are after some renames; each row keeps its id. */
export function renamedRows(rows: OverlayRows, renames: Renames, names: NewNames): OverlayRows {
  const collections = new Map(renames.collections.map(({ from, to }) => [from, to]))
  const fields = new Map(
    renames.fields.map(({ collection, from, to }) => [JSON.stringify([collection, from]), to]),
  )
  const collectionNow = <T>(name: T): T =>
    typeof name === 'string' ? ((collections.get(name) ?? name) as T) : name
  /** @param of the new name of its collection */
  const fieldNow = <T>(of: unknown, name: T): T =>
    (fields.get(JSON.stringify([of, name])) ?? name) as T
  return {
    collections: rows.collections.map((row) => {
      const collection = collectionNow(row.collection)
      const { primary_key: key } = row
      return {
        ...row,
        collection,
        ...inPlace(row, ['sort_field', 'archive_field'], (name) => fieldNow(collection, name)),
        ...inPlace(row, ['group'], collectionNow),
        ...carryCollection(row, names),
        ...(Array.isArray(key) && { primary_key: key.map((name) => fieldNow(collection, name)) }),
      }
    }),
    fields: rows.fields.map((row): FieldRow => {
      const collection = collectionNow(row.collection)
      const own = inPlace(row, ['field', 'group'], (name) => fieldNow(collection, name))
      return { ...row, collection, ...own, ...carryField(row, names) }
    }),
    relations: rows.relations.map((row): RelationRow => {
      const many = collectionNow(row.many_collection)
      const one = collectionNow(row.one_collection)
      const here = ['many_field', 'one_collection_field', 'junction_field', 'sort_field'] as const
      return {
        ...row,
        ...inPlace(row, here, (name) => fieldNow(many, name)),
        ...inPlace(row, ['one_field'], (name) => fieldNow(one, name)),
        ...inPlace(row, ['one_collection'], collectionNow),
        many_collection: many,
        ...(Array.isArray(row.one_allowed_collections) && {
          one_allowed_collections: row.one_allowed_collections.map(collectionNow),
        }),
      }
    }),
  }
}

/** Some keys of a row with other values; absent ones stay absent. */
function inPlace(row: Row, keys: readonly string[], change: (value: unknown) => unknown): Row {
  return Object.fromEntries(
    keys.filter((key) => Object.hasOwn(row, key)).map((key) => [key, change(row[key])]),
  )
}
