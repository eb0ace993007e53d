import type { FieldType, Interface } from '@relvar/data-model/catalogue'
import type { FilterJson } from '../filter/filter-tree.js'
import type { WireField } from '../wire/objects.js'
import type { SchemaRequest } from './schema-request.js'

interface Values {
  readonly [name: string]: unknown
}

/** A field as the drawer puts it together; numbers are kept as they are typed. */
export interface FieldDraft {
  readonly name: string
  readonly type: FieldType
  readonly interface: string
  readonly options: Values
  readonly display: string | null
  readonly displayOptions: Values
  readonly note: string
  readonly required: boolean
  readonly readonly: boolean
  readonly hidden: boolean
  readonly half: boolean
  readonly defaultValue: string
  readonly length: string
  readonly precision: string
  readonly scale: string
  readonly nullable: boolean
  readonly unique: boolean
  readonly indexed: boolean
  /** The group of the form that it stands in; '' for none. */
  readonly group: string
  /** What it is called in other languages. */
  readonly translations: readonly NameTranslation[]
  /** What every written value has to pass. */
  readonly validation: FilterJson | null
  readonly validationMessage: string
  /** When it looks otherwise in forms; the last whose rule holds counts. */
  readonly conditions: readonly FieldCondition[]
}

/** The name of something in a language. */
export interface NameTranslation {
  readonly language: string
  readonly translation: string
}

/** When a field looks otherwise, as the wire has it. What else is said of it is kept. */
export interface FieldCondition extends Values {
  readonly name?: string
  readonly rule?: FilterJson
  readonly readonly?: boolean
  readonly hidden?: boolean
  readonly required?: boolean
}

/** A new field with an interface; its type is the first that the interface takes. */
export function newField({ id, types }: Interface): FieldDraft {
  return {
    name: '',
    type: types[0] ?? 'string',
    interface: id,
    options: {},
    display: null,
    displayOptions: {},
    note: '',
    required: false,
    readonly: false,
    hidden: false,
    half: false,
    defaultValue: '',
    length: '',
    precision: '',
    scale: '',
    nullable: true,
    unique: false,
    indexed: false,
    group: '',
    translations: [],
    validation: null,
    validationMessage: '',
    conditions: [],
  }
}

/** What a field is now. */
export function draftOfField({ field, type, meta, schema }: WireField): FieldDraft {
  const said = meta ?? {}
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : String(value)
  return {
    name: field,
    type,
    interface: textOf(said['interface']),
    options: valuesOf(said['options']),
    display: textOf(said['display']) === '' ? null : textOf(said['display']),
    displayOptions: valuesOf(said['display_options']),
    note: textOf(said['note']),
    required: said['required'] === true,
    readonly: said['readonly'] === true,
    hidden: said['hidden'] === true,
    half: textOf(said['width']).startsWith('half'),
    defaultValue: textOfDefault(schema?.default_value),
    length: number(schema?.max_length),
    precision: number(schema?.numeric_precision),
    scale: number(schema?.numeric_scale),
    nullable: schema?.is_nullable ?? true,
    unique: schema?.is_unique ?? false,
    indexed: schema?.is_indexed ?? false,
    group: textOf(said['group']),
    translations: objectsOf(said['translations']).map(nameTranslation),
    validation: isObject(said['validation']) ? said['validation'] : null,
    validationMessage: textOf(said['validation_message']),
    conditions: objectsOf(said['conditions']),
  }
}

/** Whether values of a type have a length or digits that one can say. */
export function sizeOf(type: FieldType): 'length' | 'digits' | null {
  if (type === 'string') return 'length'
  return type === 'decimal' ? 'digits' : null
}

/** What cannot be sent yet: the names of the parts of the draft. */
export function draftProblems(draft: FieldDraft): readonly (keyof FieldDraft)[] {
  const problems: (keyof FieldDraft)[] = []
  if (draft.name.trim() === '') problems.push('name')
  for (const key of ['length', 'precision', 'scale'] as const)
    if (draft[key] !== '' && !/^\d+$/.test(draft[key])) problems.push(key)
  return problems
}

/** The request that makes a field; null while something of it cannot be sent. */
export function createFieldRequest(collection: string, draft: FieldDraft): SchemaRequest | null {
  if (draftProblems(draft).length > 0) return null
  const isAlias = draft.type === 'alias'
  return {
    method: 'POST',
    path: `/fields/${encodeURIComponent(collection)}`,
    body: {
      field: draft.name,
      type: draft.type,
      ...(!isAlias && { schema: withoutEmpty(schemaOf(draft)) }),
      meta: { ...metaOf(draft), ...specialsOf(draft) },
    },
  }
}

/** The request that changes a field: only what differs is sent. Null where nothing does, or it cannot be sent. */
export function changeFieldRequest(field: WireField, draft: FieldDraft): SchemaRequest | null {
  if (draftProblems(draft).length > 0) return null
  const before = draftOfField(field)
  const meta = differing(metaOf(before), metaOf(draft))
  const schema = field.schema === null ? {} : differing(schemaOf(before), schemaOf(draft))
  const body = {
    ...(draft.type !== before.type && { type: draft.type }),
    ...(Object.keys(schema).length > 0 && { schema }),
    ...(Object.keys(meta).length > 0 && { meta }),
  }
  if (Object.keys(body).length === 0) return null
  const path = `/fields/${encodeURIComponent(field.collection)}/${encodeURIComponent(field.field)}`
  return { method: 'PATCH', path, body }
}

function schemaOf(draft: FieldDraft): Values {
  const size = sizeOf(draft.type)
  const number = (text: string): number | null => (text === '' ? null : Number(text))
  return {
    default_value: defaultOf(draft),
    is_nullable: draft.nullable,
    is_unique: draft.unique,
    is_indexed: draft.indexed,
    ...(size === 'length' && { max_length: number(draft.length) }),
    ...(size === 'digits' && {
      numeric_precision: number(draft.precision),
      numeric_scale: number(draft.scale),
    }),
  }
}

/** What says nothing beyond what holds for a new column by itself. */
function withoutEmpty(schema: Values): Values {
  const plain: Values = { is_nullable: true, is_unique: false, is_indexed: false }
  const isSaid = ([key, value]: readonly [string, unknown]): boolean =>
    value !== null && plain[key] !== value
  return Object.fromEntries(Object.entries(schema).filter(isSaid))
}

function defaultOf({ type, defaultValue: text }: FieldDraft): string | number | boolean | null {
  if (text.trim() === '') return null
  if (type === 'boolean') return text === 'true'
  if (type === 'integer' || type === 'float')
    return Number.isNaN(Number(text)) ? text : Number(text)
  return text
}

function metaOf(draft: FieldDraft): Values {
  return {
    interface: draft.interface === '' ? null : draft.interface,
    options: nullOfEmpty(draft.options),
    display: draft.display,
    display_options: nullOfEmpty(draft.displayOptions),
    note: draft.note === '' ? null : draft.note,
    required: draft.required,
    readonly: draft.readonly,
    hidden: draft.hidden,
    width: draft.half ? 'half' : 'full',
    group: draft.group === '' ? null : draft.group,
    translations: nullOfNone(draft.translations.filter(({ language }) => language.trim() !== '')),
    validation: draft.validation,
    validation_message: draft.validationMessage === '' ? null : draft.validationMessage,
    conditions: nullOfNone(draft.conditions),
  }
}

/** What the type alone does not say of the column. */
function specialsOf({ type, interface: id }: FieldDraft): Values {
  if (type === 'csv') return { special: ['cast-csv'] }
  if (id.startsWith('group-')) return { special: ['alias', 'no-data', 'group'] }
  return type === 'alias' ? { special: ['alias', 'no-data'] } : {}
}

function differing(before: Values, after: Values): Values {
  const isNew = ([key, value]: readonly [string, unknown]): boolean =>
    JSON.stringify(before[key]) !== JSON.stringify(value)
  return Object.fromEntries(Object.entries(after).filter(isNew))
}

function nullOfEmpty(values: Values): Values | null {
  return Object.keys(values).length === 0 ? null : values
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function textOfDefault(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

function valuesOf(value: unknown): Values {
  return isObject(value) ? value : {}
}

function objectsOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What else is said of a language (its singular and plural) is kept. */
function nameTranslation(said: Values): NameTranslation {
  return {
    ...said,
    language: textOf(said['language']),
    translation: textOf(said['translation']),
  }
}

function nullOfNone<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list
}
