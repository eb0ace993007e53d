import { InvalidPayloadError, type Row, type SystemTable } from '@relvar/query-engine'
import type { OverlayRows } from '../overlay/overlay-rows.js'
import { collectionsTable } from '../overlay/tables/collections-table.js'
import { fieldsTable } from '../overlay/tables/fields-table.js'
import { relationsTable } from '../overlay/tables/relations-table.js'
import { canonicalJson } from './canonical-json.js'
import type { Snapshot, SnapshotRelation } from './snapshot.js'
import { isForeignKey } from './table-draft.js'

/** What is to be written to one of the tables of what people say. */
export interface TableRowChanges {
  readonly create: readonly Row[]
  /** By the key that the row has now; `row` holds what is to be different. */
  readonly update: readonly { readonly key: string | number; readonly row: Row }[]
  readonly remove: readonly (string | number)[]
}

export interface RowChanges {
  readonly collections: TableRowChanges
  readonly fields: TableRowChanges
  readonly relations: TableRowChanges
}

/** What a snapshot says about tables, as rows. Links that a foreign key holds say nothing of what holds them. */
export function rowsOf({ collections, fields, relations }: Snapshot): OverlayRows {
  return {
    collections: collections.flatMap(({ collection, meta }) =>
      meta === null ? [] : [{ ...saidOf(collectionsTable, meta, collection), collection }],
    ),
    fields: fields.flatMap(({ collection, field, meta }) =>
      meta === null
        ? []
        : [{ ...saidOf(fieldsTable, meta, `${collection}.${field}`), collection, field }],
    ),
    relations: relations.flatMap((relation) => {
      const { collection, field, related_collection: related, meta } = relation
      if (meta === null) return []
      return [
        {
          ...saidOf(relationsTable, meta, `${collection}.${field}`),
          many_collection: collection,
          many_field: field,
          one_collection: related,
          ...onDelete(relation),
        },
      ]
    }),
  }
}

/**
 * Every column of the table, as said or as it is by default; keys that the database gives are left out.
 *
 * @throws InvalidPayloadError for a key that the table does not have
 */
function saidOf({ columns }: SystemTable, meta: Row, what: string): Row {
  const unknown = Object.keys(meta).find((key) => key !== 'id' && !Object.hasOwn(columns, key))
  if (unknown !== undefined)
    throw new InvalidPayloadError(`The meta of "${what}" has an unknown key "${unknown}".`)
  return Object.fromEntries(
    Object.entries(columns)
      .filter(([name]) => name !== 'id')
      .map(([name, column]) => {
        const value = meta[name]
        const isMissing = value === undefined || (value === null && column.required === true)
        return [name, isMissing ? (column.default ?? null) : value]
      }),
  )
}

function onDelete(relation: SnapshotRelation): Row {
  const { schema } = relation
  if (isForeignKey(relation)) return { on_delete: undefined }
  if (schema === null) return { on_delete: null }
  const action = schema.on_delete.toLowerCase()
  return { on_delete: action === 'no action' ? 'restrict' : action }
}

/**
 * What has to be written so that `before` becomes `desired`. Rows that no object of the snapshot of
 * `before` is made of speak of what is not there any more; they stay.
 *
 * @param before as they are
 * @param renamed the same rows in the same order, with all renames made
 * @param shown what a snapshot of `renamed` says
 */
export function rowChanges(
  { before, renamed, shown }: Readonly<Record<'before' | 'renamed' | 'shown', OverlayRows>>,
  desired: OverlayRows,
): RowChanges {
  const changes = (name: keyof OverlayRows, key: string, identity: readonly string[]) =>
    tableChanges(
      { before: before[name], renamed: renamed[name], shown: shown[name] },
      desired[name],
      { key, identity },
    )
  return {
    collections: changes('collections', 'collection', ['collection']),
    fields: changes('fields', 'id', ['collection', 'field']),
    relations: changes('relations', 'id', ['many_collection', 'many_field']),
  }
}

interface Identity {
  /** The column of the table's key. */
  readonly key: string
  /** The columns that say what a row is about. */
  readonly identity: readonly string[]
}

function tableChanges(
  { before, renamed, shown }: Readonly<Record<'before' | 'renamed' | 'shown', readonly Row[]>>,
  desired: readonly Row[],
  { key, identity }: Identity,
): TableRowChanges {
  const about = (row: Row): string => JSON.stringify(identity.map((name) => row[name]))
  const places = new Map(renamed.map((row, index) => [about(row), index]))
  const wanted = new Set(desired.map(about))
  const seen = new Set(shown.map(about))
  const create: Row[] = []
  const moved: Row[] = []
  const update: { key: string | number; row: Row }[] = []
  for (const row of desired) {
    const place = places.get(about(row))
    const known = place === undefined ? undefined : before[place]
    // A row whose key is its name is made anew under another.
    const isMoved = known !== undefined && key in row && known[key] !== row[key]
    if (isMoved) moved.push(known)
    if (known === undefined || isMoved) create.push(defined(row))
    else {
      const different = differing(known, row)
      if (Object.keys(different).length > 0) update.push({ key: keyOf(known, key), row: different })
    }
  }
  const gone = before.filter((_, index) => {
    const now = renamed[index]
    return now !== undefined && seen.has(about(now)) && !wanted.has(about(now))
  })
  return { create, update, remove: [...moved, ...gone].map((row) => keyOf(row, key)) }
}

function keyOf(row: Row, key: string): string | number {
  return row[key] as string | number
}

function defined(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
}

function differing(before: Row, desired: Row): Row {
  return Object.fromEntries(
    Object.entries(defined(desired)).filter(
      ([name, value]) => canonicalJson(before[name] ?? null) !== canonicalJson(value),
    ),
  )
}
