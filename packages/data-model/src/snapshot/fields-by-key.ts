import type { Snapshot, SnapshotField } from './snapshot.js'

type FieldPlace = Pick<SnapshotField, 'collection' | 'field'>

/** Tells a field apart from all others. */
export function keyOf({ collection, field }: FieldPlace): string {
  return JSON.stringify([collection, field])
}

export function fieldsByKey({ fields }: Snapshot): ReadonlyMap<string, SnapshotField> {
  return new Map(fields.map((field) => [keyOf(field), field]))
}
