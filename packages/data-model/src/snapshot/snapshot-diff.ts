import { InvalidPayloadError } from '@relvar/query-engine'
import { type Difference, differences, withDifferences } from './deep-diff.js'
import type { Snapshot, SnapshotCollection, SnapshotField, SnapshotRelation } from './snapshot.js'

/** What is different between two snapshots, object by object. */
export interface SnapshotDiff {
  readonly collections: readonly DiffEntry[]
  readonly fields: readonly DiffEntry[]
  /** Always empty: our own tables are ours to make. */
  readonly systemFields: readonly DiffEntry[]
  readonly relations: readonly DiffEntry[]
}

export interface DiffEntry {
  readonly collection: string
  readonly field?: string
  readonly related_collection?: string | null
  /** Ours: it gets its name first, and then the differences. */
  readonly renamed_from?: string
  readonly diff: readonly Difference[]
}

const LISTS = ['collections', 'fields', 'relations'] as const

type Listed = SnapshotCollection | SnapshotField | SnapshotRelation

/** Names of collections and fields that are to change, before all else does. */
export interface Renames {
  readonly collections: readonly { readonly from: string; readonly to: string }[]
  /** `collection` is the name that it has afterwards. */
  readonly fields: readonly {
    readonly collection: string
    readonly from: string
    readonly to: string
  }[]
}

/** @param before with all renames made */
export function diffSnapshots(before: Snapshot, after: Snapshot, renames: Renames): SnapshotDiff {
  const there = new Set(after.collections.map(({ collection }) => collection))
  const gone = new Set(
    before.collections.map(({ collection }) => collection).filter((each) => !there.has(each)),
  )
  const isTold = ({ collection }: DiffEntry): boolean => !gone.has(collection)
  return {
    collections: diffLists(
      before.collections.map((each) => inOrderOf(after.collections, each)),
      after.collections,
      renamedFrom(renames),
    ),
    // What goes with its collection is not told twice.
    fields: diffLists(before.fields, after.fields, renamedFrom(renames)).filter(isTold),
    systemFields: [],
    relations: diffLists(before.relations, after.relations, () => undefined).filter(isTold),
  }
}

/** Where a column stands is no difference. */
function inOrderOf(
  others: readonly SnapshotCollection[],
  object: SnapshotCollection,
): SnapshotCollection {
  const other = others.find(({ collection }) => collection === object.collection)
  if (object.schema === undefined || other?.schema === undefined) return object
  const { columns } = other.schema
  return { ...object, schema: { ...object.schema, ...(columns !== undefined && { columns }) } }
}

export function isEmptyDiff(diff: SnapshotDiff): boolean {
  return LISTS.every((list) => diff[list].length === 0)
}

function renamedFrom({ collections, fields }: Renames) {
  return ({ collection, field }: Place): string | undefined =>
    field === undefined
      ? collections.find(({ to }) => to === collection)?.from
      : fields.find((each) => each.collection === collection && each.to === field)?.from
}

interface Place {
  readonly collection: string
  readonly field?: string
}

function keyOf({ collection, field }: Place): string {
  return JSON.stringify([collection, field])
}

function diffLists(
  before: readonly Listed[],
  after: readonly Listed[],
  renamed: (place: Place) => string | undefined,
): readonly DiffEntry[] {
  const left = new Map(before.map((each) => [keyOf(each), each]))
  const right = new Map(after.map((each) => [keyOf(each), each]))
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort()
  return keys.flatMap((key) => {
    const [one, other] = [left.get(key), right.get(key)]
    const place = other ?? one
    if (place === undefined) return []
    const from = renamed(place)
    const diff = differences(one, other)
    return diff.length === 0 && from === undefined ? [] : [entryOf(place, from, diff)]
  })
}

function entryOf(place: Listed, from: string | undefined, diff: readonly Difference[]): DiffEntry {
  return {
    collection: place.collection,
    ...('field' in place && { field: place.field }),
    ...('related_collection' in place && { related_collection: place.related_collection }),
    ...(from !== undefined && { renamed_from: from }),
    diff,
  }
}

/** The renames that a diff begins with. */
export function renamesOfDiff({ collections, fields }: SnapshotDiff): Renames {
  return {
    collections: collections.flatMap(({ collection, renamed_from: from }) =>
      from === undefined ? [] : [{ from, to: collection }],
    ),
    fields: fields.flatMap(({ collection, field, renamed_from: from }) =>
      from === undefined || field === undefined ? [] : [{ collection, from, to: field }],
    ),
  }
}

/**
 * A snapshot with the differences made; what is in a collection that goes, goes with it.
 *
 * @param before with the diff's renames made
 * @returns of the shape of a snapshot where the diff is sound, which is still to be checked
 * @throws InvalidPayloadError where a difference leads nowhere
 */
export function patchSnapshot(before: Snapshot, diff: SnapshotDiff): unknown {
  const collections = patchList(before.collections, diff.collections)
  const there = new Set(collections.map(({ collection }) => collection))
  const known = new Set(before.collections.map(({ collection }) => collection))
  const isLeft = ({ collection }: Place): boolean => there.has(collection) || !known.has(collection)
  return {
    ...before,
    collections,
    fields: patchList(before.fields, diff.fields).filter(isLeft),
    relations: patchList(before.relations, diff.relations).filter(isLeft),
  }
}

function patchList(before: readonly Listed[], entries: readonly DiffEntry[]): readonly Place[] {
  const list = new Map<string, unknown>(before.map((each) => [keyOf(each), each]))
  for (const entry of entries) {
    const key = keyOf(entry)
    const made = withDifferences(list.get(key), entry.diff)
    if (made === undefined) list.delete(key)
    else list.set(key, placed(made, entry))
  }
  return [...list.values()] as readonly Place[]
}

/** An entry makes the object that it names, and no other. */
function placed(made: unknown, entry: DiffEntry): unknown {
  const isThere = typeof made === 'object' && made !== null && keyOf(made as Place) === keyOf(entry)
  if (!isThere)
    throw new InvalidPayloadError(
      `The diff of "${[entry.collection, entry.field].filter(Boolean).join('.')}" makes something else of it.`,
    )
  return made
}
