import { InvalidPayloadError } from '@relvar/query-engine'
import type { ColumnType } from '@relvar/schema-introspect/model'
import type { ColumnDraft } from '../change/schema-change.js'
import { FIELD_TYPES } from '../catalogue/field-type.js'
import { defaultDraft } from './default-kinds.js'
import type { SnapshotColumn, SnapshotField } from './snapshot.js'

/**
 * A field of a snapshot as a column that can be made.
 *
 * @throws InvalidPayloadError for a type that no column has
 */
export function columnDraft(field: SnapshotField, schema: SnapshotColumn): ColumnDraft {
  const type = columnType(field, schema)
  const { native_type: nativeType, enum_type: enumType, values, comment = null } = schema
  return {
    name: field.field,
    type,
    ...(nativeType !== undefined && { nativeType }),
    ...(enumType !== undefined && values !== undefined && { enumType: { ...enumType, values } }),
    length: schema.max_length,
    precision: schema.numeric_precision,
    scale: schema.numeric_scale,
    nullable: schema.is_nullable,
    ...fillingDraft(type, schema),
    ...(values !== undefined && !saysValues(schema) && { values }),
    comment,
  }
}

/** What the database fills a column with. A computed column of which nobody said how is stored. */
function fillingDraft(
  type: ColumnType,
  schema: SnapshotColumn,
): Pick<ColumnDraft, 'default' | 'generated' | 'expression'> {
  const { has_auto_increment: isNumbered, is_generated: isComputed } = schema
  const { generation_expression: expression, generation_kind: kind = 'stored' } = schema
  if (isNumbered) return { default: null, generated: 'identity' }
  if (isComputed && expression !== null) return { default: null, generated: kind, expression }
  return { default: defaultDraft(type, schema), generated: null }
}

/** A type of the vendor's own says its values by itself; beside all others there is a check. */
function saysValues({ native_type: native = '', enum_type: type }: SnapshotColumn): boolean {
  return type !== undefined || /^(?:enum|set)\(/i.test(native)
}

/**
 * A shape of geometry is the vendor's type; ours is one for all. What is unknown and has no type of the
 * vendor's either is a column of bytes: SQLite's without a type, and BYTEA as others tell it.
 */
function columnType(
  { collection, field, type }: SnapshotField,
  { native_type: nativeType }: SnapshotColumn,
): ColumnType {
  if (type === 'unknown' && nativeType === undefined) return 'binary'
  const [name = ''] = type.split('.')
  const isKnown = FIELD_TYPES.some((each) => each === type) && name !== 'alias'
  if (!isKnown)
    throw new InvalidPayloadError(
      `Field "${field}" of "${collection}" is of type "${type}", which no column has.`,
    )
  return name as ColumnType
}
