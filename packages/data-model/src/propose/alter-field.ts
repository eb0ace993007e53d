import { isDeepStrictEqual } from 'node:util'
import { InvalidPayloadError, type Row } from '@relvar/query-engine'
import type { Column, DialectName, Table } from '@relvar/schema-introspect/model'
import { nativeTypeOf } from '../change/ddl/types/type-of.js'
import type { ColumnAlteration, SchemaChange } from '../change/schema-change.js'
import { partOf } from '../overlay/routes/body.js'
import type { FieldObject } from '../overlay/views/field-view.js'
import { assertSchemaKeys, flag, SETTLED, sizes, TOLD, typeDraft, typeOf } from './column-part.js'
import { defaultDraft } from './default-draft.js'
import { specialsFor, withoutCasts } from './specials-for.js'

/**
 * What makes a column as a body wants it. Clients send back what they have read, so only what differs
 * from that is a wish.
 *
 * @param field as it is shown
 * @param table as the database has it
 * @throws InvalidPayloadError for what cannot be changed, or only by another route
 */
export function alterFieldChanges(
  field: FieldObject,
  table: Table,
  column: Column,
  body: Row,
  dialect: DialectName,
): readonly SchemaChange[] {
  const schema = wishes(field, partOf(body, 'schema') ?? {})
  assertChangeable(schema, table, column)
  const type = body['type'] ?? field.type
  const retyped = type === field.type ? null : typeDraft(typeOf(type), dialect)
  const set: ColumnAlteration = {
    ...sizesFor(
      retyped?.type ?? column.type,
      schema,
      partOf(body, 'schema') ?? {},
      retyped !== null,
    ),
    ...(retyped !== null && retyped),
    ...('is_nullable' in schema && { nullable: flag(schema, 'is_nullable', true) }),
    ...('default_value' in schema && {
      default: defaultDraft(schema['default_value'], retyped?.type ?? column.type),
    }),
    ...('comment' in schema && { comment: commentOf(schema) }),
  }
  const wanted = withoutSameType(set, column, dialect)
  const isAltered = Object.keys(wanted).length > 0
  return [
    ...(isAltered
      ? [{ kind: 'alter-column', table: table.id, column: column.name, set: wanted } as const]
      : []),
    ...uniqueChanges(schema, table, column),
    ...indexChanges(schema, table, column),
  ]
}

/** What is to be said of a column that gets another type. */
export function retypedSpecials(field: FieldObject, type: unknown, dialect: DialectName): Row {
  if (type === undefined || type === null || type === field.type) return {}
  if (field.meta === null && type !== 'hash') return {}
  const wanted = typeOf(type)
  const { readsAs } = nativeTypeOf(dialect, { name: field.field, ...typeDraft(wanted, dialect) })
  const now = specialsNow(field)
  const casts = wanted === 'csv' ? ['cast-csv'] : []
  const special = specialsFor(wanted, readsAs.type, [...withoutCasts(now), ...casts])
  return { special: special.length === 0 ? null : special }
}

function specialsNow({ meta }: FieldObject): readonly string[] {
  const special = meta?.['special']
  return Array.isArray(special) ? special.map(String) : []
}

function wishes(field: FieldObject, schema: Row): Row {
  assertSchemaKeys(schema)
  const now = new Map<string, unknown>(Object.entries(field.schema ?? {}))
  return Object.fromEntries(
    Object.entries(schema).filter(
      ([name, value]) => now.has(name) && !isDeepStrictEqual(now.get(name), value),
    ),
  )
}

function assertChangeable(schema: Row, table: Table, column: Column): void {
  const fixed = [...SETTLED, ...TOLD].find((name) => name in schema)
  if (fixed !== undefined)
    throw new InvalidPayloadError(`"schema.${fixed}" of a field cannot be changed.`)
  if (schema['is_nullable'] === true && table.primaryKey.includes(column.name))
    throw new InvalidPayloadError('The key of a collection is never null.')
}

type Sizes = Pick<ColumnAlteration, 'length' | 'precision' | 'scale'>

const SIZES: Readonly<Partial<Record<Column['type'], readonly (keyof Sizes)[]>>> = {
  string: ['length'],
  hash: ['length'],
  decimal: ['precision', 'scale'],
}

/** A new type takes of the sizes that were sent along, which may be those of before, what it has. */
function sizesFor(type: Column['type'], schema: Row, sent: Row, isNew: boolean): Sizes {
  const told = Object.entries(sizes(isNew ? sent : schema))
  const has = ([name]: readonly [string, unknown]): boolean =>
    SIZES[type]?.some((size) => size === name) ?? false
  const other = told.find((each) => !has(each))
  if (other !== undefined && !isNew)
    throw new InvalidPayloadError(`A field of type ${type} has no ${other[0]} to change.`)
  return Object.fromEntries(told.filter(has))
}

/** Several types of ours may be one of the vendor's. */
function withoutSameType(
  set: ColumnAlteration,
  column: Column,
  dialect: DialectName,
): ColumnAlteration {
  const { type, nativeType, length, precision, scale, ...rest } = set
  if (type === undefined) return set
  const sized = { length, precision, scale }
  const told = Object.fromEntries(Object.entries(sized).filter(([, size]) => size !== undefined))
  const native = nativeType === undefined ? {} : { nativeType }
  const { readsAs } = nativeTypeOf(dialect, { name: column.name, type, ...native, ...told })
  return readsAs.nativeType === column.nativeType ? rest : set
}

function commentOf({ comment }: Row): string | null {
  if (comment === null || typeof comment === 'string') return comment
  throw new InvalidPayloadError('"schema.comment" is a text or null.')
}

function uniqueChanges(schema: Row, table: Table, { name }: Column): readonly SchemaChange[] {
  if (!('is_unique' in schema)) return []
  if (flag(schema, 'is_unique'))
    return [{ kind: 'add-unique', table: table.id, unique: { columns: [name] } }]
  if (isAlone(table.primaryKey, name))
    throw new InvalidPayloadError('The key of a collection is always unique.')
  return table.uniques
    .filter(({ columns }) => isAlone(columns, name))
    .map((unique) => ({ kind: 'drop-unique', table: table.id, name: unique.name }))
}

function indexChanges(schema: Row, table: Table, { name }: Column): readonly SchemaChange[] {
  if (!('is_indexed' in schema)) return []
  if (flag(schema, 'is_indexed'))
    return [{ kind: 'add-index', table: table.id, index: { columns: [name] } }]
  return table.indexes
    .filter(
      ({ columns, unique, definition }) =>
        !unique && definition === undefined && isAlone(columns, name),
    )
    .map((index) => ({ kind: 'drop-index', table: table.id, name: index.name }))
}

function isAlone(columns: readonly string[], name: string): boolean {
  return columns.length === 1 && columns[0] === name
}
