import type { DialectName } from '@relvar/schema-introspect/model'
import { textLiteral, toText } from '../change/ddl/sql.js'
import { fieldsByKey, keyOf } from './fields-by-key.js'
import type { Snapshot, SnapshotColumn } from './snapshot.js'

/** A native type that was not changed along with the sizes beside it is out of date. */
export function withOwnTypes(desired: Snapshot, before: Snapshot): Snapshot {
  const known = fieldsByKey(before)
  const fields = desired.fields.map((field) => {
    const [now, then] = [known.get(keyOf(field)), field.schema]
    if (then?.native_type === undefined || now?.schema === undefined) return field
    // Its values are those of the type.
    if (then.enum_type !== undefined) return field
    if (then.native_type !== now.schema.native_type) return field
    const inline = inlineType(desired.vendor, then)
    const isSized =
      now.type === field.type && SIZES.every((size) => then[size] === now.schema?.[size])
    // Values that a check holds are none of the type's.
    const isSame = inline === null || then.values?.join('\0') === now.schema.values?.join('\0')
    if (isSized && isSame) return field
    const { native_type: _, ...schema } = then
    return { ...field, schema: inline === null ? schema : { ...then, native_type: inline } }
  })
  return { ...desired, fields }
}

/** `enum('a','b')` of the values beside it, where only these were changed. */
function inlineType(
  vendor: DialectName,
  { native_type: native = '', values }: SnapshotColumn,
): string | null {
  const [, word] = /^(enum|set)\(/i.exec(native) ?? []
  if (word === undefined || values === undefined) return null
  const list = values.map((value) => toText(vendor, textLiteral(vendor, value)))
  return `${word}(${list.join(',')})`
}

const SIZES = ['max_length', 'numeric_precision', 'numeric_scale'] as const
