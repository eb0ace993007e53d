import { fieldsByKey, keyOf } from './fields-by-key.js'
import type { Snapshot, SnapshotField } from './snapshot.js'

/** What a merge wants of columns that have a list of values: those that they have, and those of the file. */
export function withKeptValues(before: Snapshot, desired: Snapshot): Snapshot {
  const known = fieldsByKey(before)
  const fields = desired.fields.map((field) => keepingValues(known.get(keyOf(field)), field))
  return { ...desired, fields }
}

function keepingValues(known: SnapshotField | undefined, field: SnapshotField): SnapshotField {
  const [now, then] = [known?.schema, field.schema]
  if (now?.values === undefined || then?.values === undefined) return field
  const isInline = [now, then].every(({ native_type: type = '' }) => /^(enum|set)\(/i.test(type))
  return {
    ...field,
    schema: {
      ...then,
      values: united(now.values, then.values),
      // Its values are told by those beside it.
      ...(isInline && { native_type: now.native_type }),
    },
  }
}

/** All values of a list, and each of another one behind the value that it stands behind there. */
function united(values: readonly string[], others: readonly string[]): readonly string[] {
  const all = [...values]
  for (const [index, other] of others.entries()) {
    const previous = others[index - 1]
    if (!all.includes(other))
      all.splice(previous === undefined ? 0 : all.indexOf(previous) + 1, 0, other)
  }
  return all
}
