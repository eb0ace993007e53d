import type { Row } from '@relvar/query-engine'
import type { Snapshot, SnapshotCollection, SnapshotField, SnapshotRelation } from './snapshot.js'

/** `mirror`: what is not in the snapshot goes; `merge`: it stays. */
export type DiffMode = 'mirror' | 'merge'

/**
 * Everything as a snapshot wants it to be. What nobody has said anything about goes only by a snapshot
 * of everything; and one of some collections says nothing about the others.
 *
 * @param before a snapshot of everything
 */
export function mergeSnapshots(before: Snapshot, desired: Snapshot, mode: DiffMode): Snapshot {
  const isMirror = mode === 'mirror'
  const isWhole = isMirror && desired.version === 1
  const all = desired.unmanaged === true
  const told = new Set(desired.collections.map(({ collection }) => collection))
  const staysCollection = ({ meta }: SnapshotCollection): boolean =>
    !isWhole || (meta === null && !all)
  const stay = new Set(
    before.collections
      .filter((each) => told.has(each.collection) || staysCollection(each))
      .map(({ collection }) => collection),
  )
  /** Whether an object goes that is not wanted: those of a collection with it, others where they are told of. */
  const goes = ({ collection, meta }: SnapshotField | SnapshotRelation): boolean => {
    const isLost =
      before.collections.some((each) => each.collection === collection) && !stay.has(collection)
    return isLost || (isMirror && told.has(collection) && (meta !== null || all))
  }
  const wanted = new Set(desired.fields.map(keyOf))
  const collections = united(before.collections, desired.collections, staysCollection)
  const fields = united(
    before.fields,
    onlySaid(before.fields, desired.fields, told),
    (field) => !goes(field),
  ).flatMap((field) =>
    isWhole && !told.has(field.collection) && !wanted.has(keyOf(field)) ? unsaid(field) : [field],
  )
  const relations = united(
    before.relations,
    onlySaid(before.relations, desired.relations, told),
    (relation) => !goes(relation) && hasEnds(relation, collections, fields),
  )
  return { ...before, collections, fields, relations }
}

/** Of a table that a snapshot does not have, it says nothing but what people say about its parts. */
function onlySaid<T extends SnapshotField | SnapshotRelation>(
  before: readonly T[],
  desired: readonly T[],
  told: ReadonlySet<string>,
): readonly T[] {
  const known = new Map(before.map((each) => [keyOf(each), each]))
  return desired.map((each) => {
    const found = known.get(keyOf(each))
    return told.has(each.collection) || found === undefined ? each : { ...found, meta: each.meta }
  })
}

/** Whether the columns of a foreign key and what it leads to are still there. */
function hasEnds(
  { collection, schema }: SnapshotRelation,
  collections: readonly SnapshotCollection[],
  fields: readonly SnapshotField[],
): boolean {
  if (schema === null) return true
  const columns = schema.columns ?? [schema.column]
  const isThere = (name: string): boolean =>
    fields.some((field) => field.collection === collection && field.field === name)
  const target = schema.foreign_key_table
  const isOurs = schema.constraint_name === null
  return (
    columns.every(isThere) && (isOurs || collections.some((each) => each.collection === target))
  )
}

/** A column about which nothing is said any more; an alias is nothing but what is said. */
function unsaid(field: SnapshotField): readonly SnapshotField[] {
  return field.schema === undefined ? [] : [{ ...field, meta: null }]
}

interface Place {
  readonly collection: string
  readonly field?: string
  readonly meta: Row | null
}

function keyOf({ collection, field }: Place): string {
  return JSON.stringify([collection, field])
}

function united<T extends Place>(
  before: readonly T[],
  desired: readonly T[],
  stays: (object: T) => boolean,
): readonly T[] {
  const wanted = new Map(desired.map((each) => [keyOf(each), withoutHint(each)]))
  return [...before.filter((each) => !wanted.has(keyOf(each)) && stays(each)), ...wanted.values()]
}

/** Where it got its name from says nothing about what it is. */
function withoutHint<T extends Place>(object: T): T {
  const { renamed_from: _, ...rest } = object as T & { readonly renamed_from?: string }
  return rest as unknown as T
}
