import type { EnumType, SchemaModel } from '@relvar/schema-introspect/model'
import { ChangeRefusedError } from '../errors.js'
import { assertName } from '../names.js'
import type { ColumnDraft, CreateEnum, DropEnum, EnumDraft, ExtendEnum } from '../schema-change.js'
import { idOf } from './lookup.js'

/** The type that a draft names; undefined where it is not there. */
export function enumOfDraft(
  { defaultSchema, enums }: SchemaModel,
  { schema = defaultSchema, name }: Pick<EnumDraft, 'schema' | 'name'>,
): EnumType | undefined {
  return Object.values(enums).find((each) => each.schema === schema && each.name === name)
}

/** The types that columns are of and that are not there yet, each once. */
export function missingEnums(
  model: SchemaModel,
  columns: readonly Pick<ColumnDraft, 'enumType'>[],
): readonly CreateEnum[] {
  const drafts = new Map(
    columns.flatMap(({ enumType }) =>
      enumType === undefined || enumOfDraft(model, enumType) !== undefined
        ? []
        : [[JSON.stringify([enumType.schema, enumType.name]), enumType] as const],
    ),
  )
  return [...drafts.values()].map((draft) => ({ kind: 'create-enum', enum: draft }))
}

export function createEnum(model: SchemaModel, { enum: draft }: CreateEnum): SchemaModel {
  const { schema = model.defaultSchema, name, values } = draft
  if (model.dialect !== 'postgres' && model.dialect !== 'cockroachdb')
    throw new ChangeRefusedError('unsupported', 'This database has no types of values.')
  assertName(model.dialect, name, `type "${name}"`)
  if (new Set(values).size < values.length)
    throw new ChangeRefusedError('invalid-type', `Type "${name}" has a value twice.`)
  const isTaken =
    enumOfDraft(model, draft) !== undefined ||
    Object.values(model.tables).some((table) => table.schema === schema && table.name === name)
  if (isTaken)
    throw new ChangeRefusedError('name-taken', `There is a table or a type "${name}" already.`)
  const id = idOf(model, schema, name)
  return { ...model, enums: { ...model.enums, [id]: { id, name, schema, values } } }
}

export function extendEnum(model: SchemaModel, { enum: draft }: ExtendEnum): SchemaModel {
  const type = knownEnum(model, draft)
  const { name, values } = draft
  const kept = values.filter((value) => type.values.includes(value))
  if (kept.join('\0') !== type.values.join('\0') || new Set(values).size < values.length)
    throw new ChangeRefusedError(
      'unsupported',
      `Type "${name}" has the values ${type.values.join(', ')}: others can be added, but none removed or moved.`,
    )
  return { ...model, enums: { ...model.enums, [type.id]: { ...type, values } } }
}

/** A new value and the one that it stands behind, or that it stands before where it is the first. */
export interface AddedValue {
  readonly value: string
  readonly place: 'before' | 'after'
  readonly other: string
}

/** The values that one list has beyond another, in an order in which each finds its place. */
export function addedValues(
  before: readonly string[],
  after: readonly string[],
): readonly AddedValue[] {
  const [first] = before
  return after.flatMap((value, index): readonly AddedValue[] => {
    if (before.includes(value)) return []
    const previous = after[index - 1]
    if (previous !== undefined) return [{ value, place: 'after', other: previous }]
    return first === undefined ? [] : [{ value, place: 'before', other: first }]
  })
}

/** @throws ChangeRefusedError where there is none of that name */
function knownEnum(model: SchemaModel, draft: Pick<EnumDraft, 'schema' | 'name'>): EnumType {
  const type = enumOfDraft(model, draft)
  if (type === undefined)
    throw new ChangeRefusedError('unknown-constraint', `There is no type "${draft.name}".`)
  return type
}

export function dropEnum(model: SchemaModel, { enum: draft }: DropEnum): SchemaModel {
  const type = knownEnum(model, draft)
  const user = Object.values(model.tables).find(({ columns }) =>
    columns.some((column) => column.enum === type.id),
  )
  if (user !== undefined)
    throw new ChangeRefusedError(
      'in-use',
      `Type "${draft.name}" cannot be dropped: a column of "${user.id}" is of it.`,
    )
  const { [type.id]: _, ...enums } = model.enums
  return { ...model, enums }
}
