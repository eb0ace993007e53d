import { InvalidPayloadError, type Row } from '@relvar/query-engine'
import type { ColumnType, DialectName } from '@relvar/schema-introspect/model'
import { FIELD_TYPES, type FieldType } from '../catalogue/field-type.js'
import type { ColumnDraft } from '../change/schema-change.js'
import { defaultDraft } from './default-draft.js'

/** A column that is to be, and what is to hold of it alone. */
export interface ColumnPart {
  readonly draft: ColumnDraft
  /** One of the columns of the key. */
  readonly isKey: boolean
  readonly isUnique: boolean
  readonly isIndexed: boolean
}

/** What can be asked for of a column. */
const WRITABLE = [
  'default_value',
  'max_length',
  'numeric_precision',
  'numeric_scale',
  'is_nullable',
  'is_unique',
  'is_indexed',
  'comment',
] as const

/** What is settled when the column is made. */
export const SETTLED = ['is_primary_key', 'has_auto_increment'] as const

/** What follows from all else: clients send it back as they have read it. */
export const TOLD = [
  'name',
  'table',
  'schema',
  'data_type',
  'is_generated',
  'generation_expression',
  'foreign_key_schema',
  'foreign_key_table',
  'foreign_key_column',
  'choices',
  'actions',
] as const

/**
 * The column that a field with a type is to have.
 *
 * @param schema as sent: keys of `FieldSchema`
 * @throws InvalidPayloadError for a type that is none, and for what makes no sense of a column
 */
export function columnPart(
  field: string,
  type: unknown,
  schema: Row,
  dialect: DialectName,
): ColumnPart {
  assertSchemaKeys(schema)
  const shaped = typeDraft(typeOf(type), dialect)
  const isKey = flag(schema, 'is_primary_key')
  const isNumbered = flag(schema, 'has_auto_increment')
  const draft: ColumnDraft = {
    name: field,
    ...shaped,
    ...sizes(schema),
    ...(!isKey && { nullable: flag(schema, 'is_nullable', true) }),
    // Of a numbered key it is the vendor's own, as it was read elsewhere.
    ...(!isNumbered && { default: defaultDraft(schema['default_value'], shaped.type) }),
    ...(isNumbered && { generated: 'identity' }),
    ...(typeof schema['comment'] === 'string' && { comment: schema['comment'] }),
  }
  const isUnique = !isKey && flag(schema, 'is_unique')
  const isIndexed = !isKey && flag(schema, 'is_indexed')
  return { draft, isKey, isUnique, isIndexed }
}

/** @throws InvalidPayloadError for a key that nobody would look at */
export function assertSchemaKeys(schema: Row): void {
  const known: readonly string[] = [...WRITABLE, ...SETTLED, ...TOLD]
  const unknown = Object.keys(schema).find((key) => !known.includes(key))
  if (unknown !== undefined)
    throw new InvalidPayloadError(`"schema.${unknown}" is not one of ${known.join(', ')}.`)
}

/** @throws InvalidPayloadError where it is no type of a column */
export function typeOf(type: unknown): Exclude<FieldType, 'alias' | 'unknown'> {
  const found = FIELD_TYPES.find((each) => each === type)
  if (found === undefined || found === 'alias' || found === 'unknown')
    throw new InvalidPayloadError(`${JSON.stringify(type)} is no type of a field.`)
  return found
}

type TypeDraft = Pick<ColumnDraft, 'nativeType'> & { readonly type: ColumnType }

/** Shapes of geometry are types of their own where the vendor has such; elsewhere their special says it. */
export function typeDraft(
  type: Exclude<FieldType, 'alias' | 'unknown'>,
  dialect: DialectName,
): TypeDraft {
  const [, shape] = /^geometry\.(.+)$/.exec(type) ?? []
  if (shape === undefined) return { type: type as ColumnType }
  const nativeType = SHAPED[dialect]?.(shape)
  return { type: 'geometry', ...(nativeType !== undefined && { nativeType }) }
}

const lower = (shape: string): string => shape.toLowerCase()
const postgis = (shape: string): string => `geometry(${shape}, 4326)`

const SHAPED: Readonly<Partial<Record<DialectName, (shape: string) => string>>> = {
  postgres: postgis,
  cockroachdb: postgis,
  mysql: lower,
  mariadb: lower,
  sqlite: lower,
}

type Sizes = Pick<ColumnDraft, 'length' | 'precision' | 'scale'>

/** Those that are told; null stands for the usual one. */
export function sizes(schema: Row): Sizes {
  const length = size(schema, 'max_length')
  const precision = size(schema, 'numeric_precision')
  const scale = size(schema, 'numeric_scale')
  return {
    ...(length !== null && { length }),
    ...(precision !== null && { precision }),
    ...(scale !== null && { scale }),
  }
}

function size(schema: Row, name: string): number | null {
  const value = schema[name]
  if (value === undefined || value === null) return null
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw new InvalidPayloadError(`"schema.${name}" is a whole number or null.`)
}

/** @throws InvalidPayloadError where it is neither true nor false */
export function flag(schema: Row, name: string, initially = false): boolean {
  const value = schema[name] ?? initially
  if (typeof value !== 'boolean')
    throw new InvalidPayloadError(`"schema.${name}" is true or false.`)
  return value
}
