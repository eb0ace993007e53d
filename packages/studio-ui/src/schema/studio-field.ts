import {
  defaultDisplay,
  defaultInterface,
  type FieldType,
  titleOf,
} from '@relvar/data-model/catalogue'
import type { Action, Column, SchemaModel, Table } from '@relvar/schema-introspect/model'
import type { WireField } from '../wire/objects.js'
import type { LinkColumn } from './link-columns.js'
import type { WireTable } from './model-of-wire.js'
import { nameIn, type Naming } from './naming.js'
import type { StudioList } from './studio-list.js'

export type Options = Readonly<Record<string, unknown>>

/** A field as lists and forms show it. */
export interface StudioField {
  readonly name: string
  readonly title: string
  readonly type: FieldType
  /** The vendor's own: `varchar(40)`. */
  readonly nativeType: string
  readonly isKey: boolean
  readonly nullable: boolean
  /** A new item cannot do without a value for it. */
  readonly required: boolean
  /** The database fills it where nothing is sent. */
  readonly fillsItself: boolean
  /** The most characters that it takes. */
  readonly maxLength: number | null
  readonly readonly: boolean
  readonly hidden: boolean
  /** The id of an interface; null where none edits such values. */
  readonly interface: string | null
  readonly options: Options
  readonly display: string
  readonly displayOptions: Options
  readonly half: boolean
  readonly note: string | null
  /** The collection that it links to, where that may be read. */
  readonly related: {
    readonly collection: string
    /** The column there; of several the first. */
    readonly key: string
    /** Of a link over several columns. */
    readonly columns?: readonly LinkColumn[]
  } | null
  readonly actions: readonly Action[]
  /** What the database fills in by itself, where it is the same for all. */
  readonly initial?: string | number | boolean
  /** A part of the form without a column: a list, a group, a divider. */
  readonly isAlias?: true
  /** Of a link over several columns: those that it stands for in the form. Its value has them by name. */
  readonly covers?: readonly string[]
  /** The rows that it stands for, where it is a list. */
  readonly list?: StudioList
  /** The group of the form that it stands in. */
  readonly group?: string
  /** What is different under which condition, the last one that holds counts. */
  readonly conditions?: readonly Condition[]
  /** What is said where a value is refused. */
  readonly validationMessage?: string
}

/** What is different of a field while a rule holds for the values of the form. */
export interface Condition {
  /** In the wire's filter language. */
  readonly rule: Readonly<Record<string, unknown>>
  readonly readonly?: boolean
  readonly hidden?: boolean
  readonly required?: boolean
  readonly options?: Options
  /** A field that it hides is emptied when the item is saved. */
  readonly clearsHidden?: boolean
}

/** The columns of a collection, in the order of its form. Aliases hold no values of their own. */
export function fieldsOf(
  { fields }: WireTable,
  table: Table,
  model: SchemaModel,
  naming: Naming,
  nameOf: FieldPlace['nameOf'] = () => null,
): readonly StudioField[] {
  const columns = new Map(table.columns.map((column) => [column.name, column]))
  return fields
    .flatMap((field) => {
      const column = columns.get(field.field)
      return column === undefined ? [] : [{ order: orderOf(field), field, column }]
    })
    .toSorted((left, right) => left.order - right.order)
    .map(({ field, column }) => fieldOf(field, column, { table, model, naming, nameOf }))
}

/** What nobody has put in order comes after what somebody has, as the database has it. */
export function orderOf({ meta }: WireField): number {
  const sort = meta?.['sort']
  return typeof sort === 'number' ? sort : Number.MAX_SAFE_INTEGER
}

/** Where a field stands. */
interface FieldPlace {
  readonly table: Table
  readonly model: SchemaModel
  readonly naming: Naming
  /** How items that a link leads to are named, where that is more than their own columns tell. */
  readonly nameOf: (collection: string) => string | null
}

function fieldOf(
  { field, type, meta }: WireField,
  column: Column,
  { table, model, naming, nameOf }: FieldPlace,
): StudioField {
  const given = defaultInterface(column, table, model)
  const shown = defaultDisplay(column, table, model)
  const chosen = textOf(meta?.['interface'])
  const display = textOf(meta?.['display'])
  const related = relatedOf(field, table, model)
  const template = related === null ? null : nameOf(related.collection)
  const named = template !== null && { template }
  const fillsItself = column.generated !== null || column.default !== null
  return {
    name: field,
    title: nameIn(meta?.['translations'], naming) ?? titleOfField(field, related !== null),
    type,
    nativeType: nativeTypeOf(column),
    isKey: table.primaryKey.includes(field),
    nullable: column.nullable,
    required: meta?.['required'] === true || (!column.nullable && !fillsItself),
    fillsItself,
    maxLength: column.length,
    readonly: meta?.['readonly'] === true || given.readonly,
    hidden: meta === null ? given.hidden : meta['hidden'] === true,
    interface: chosen ?? given.interface,
    options: chosen === null ? { ...given.options, ...named } : optionsOf(meta?.['options']),
    display: display ?? shown.display,
    displayOptions:
      display === null
        ? { ...shown.display_options, ...named }
        : optionsOf(meta?.['display_options']),
    half: String(meta?.['width'] ?? '').startsWith('half'),
    note: textOf(meta?.['note']) ?? column.comment,
    related,
    actions: column.actions,
    ...(column.default?.kind === 'literal' && initialOf(column.default.value, type)),
    ...saidOfForm(meta),
  }
}

/** Groups, lists and what else of a form holds no value of its own. */
export function aliasesOf(
  { fields }: WireTable,
  lists: ReadonlyMap<string, StudioList>,
  actions: readonly Action[],
  naming: Naming,
): readonly (readonly [order: number, field: StudioField])[] {
  const aliases = fields.filter(({ type }) => type === 'alias')
  const named = new Set(aliases.map(({ field }) => field))
  const unnamed = [...lists.values()].filter(({ name }) => !named.has(name))
  return [
    ...aliases.map(
      (field) => [orderOf(field), aliasOf(field, lists.get(field.field), actions, naming)] as const,
    ),
    ...unnamed.map((list) => [Number.MAX_SAFE_INTEGER, listField(list, actions, naming)] as const),
  ]
}

/** A list that nobody gave a place in the form. */
function listField(list: StudioList, actions: readonly Action[], naming: Naming): StudioField {
  const { name } = list
  const id = list.kind === 'many-to-many' ? 'list-m2m' : 'list-o2m'
  const said = { interface: list.kind === 'many-to-any' ? 'list-m2a' : id }
  const field = aliasOf(
    { collection: '', field: name, type: 'alias', schema: null, meta: said },
    list,
    actions,
    naming,
  )
  return { ...field, title: list.title }
}

function aliasOf(
  { field, type, meta }: WireField,
  list: StudioList | undefined,
  actions: readonly Action[],
  naming: Naming,
): StudioField {
  return {
    name: field,
    title: nameIn(meta?.['translations'], naming) ?? titleOf(field),
    type,
    nativeType: list === undefined ? '' : list.kind,
    isKey: false,
    nullable: true,
    required: false,
    fillsItself: false,
    maxLength: null,
    readonly: meta?.['readonly'] === true,
    hidden: meta?.['hidden'] === true,
    interface: textOf(meta?.['interface']),
    options: optionsOf(meta?.['options']),
    display: textOf(meta?.['display']) ?? 'raw',
    displayOptions: optionsOf(meta?.['display_options']),
    half: String(meta?.['width'] ?? '').startsWith('half'),
    note: textOf(meta?.['note']),
    related: null,
    actions,
    isAlias: true,
    ...(list !== undefined && { list }),
    ...saidOfForm(meta),
  }
}

function saidOfForm(
  meta: WireField['meta'],
): Pick<StudioField, 'group' | 'conditions' | 'validationMessage'> {
  const group = textOf(meta?.['group'])
  const message = textOf(meta?.['validation_message'])
  const conditions = meta?.['conditions']
  return {
    ...(group !== null && { group }),
    ...(message !== null && { validationMessage: message }),
    ...(Array.isArray(conditions) && { conditions: conditions.flatMap(conditionOf) }),
  }
}

function conditionOf(entry: unknown): readonly Condition[] {
  const { rule, readonly, hidden, required, options, clear_hidden_value_on_save } = optionsOf(entry)
  if (typeof rule !== 'object' || rule === null) return []
  return [
    {
      rule: rule as Condition['rule'],
      ...(typeof readonly === 'boolean' && { readonly }),
      ...(typeof hidden === 'boolean' && { hidden }),
      ...(typeof required === 'boolean' && { required }),
      ...(typeof options === 'object' && options !== null && { options: optionsOf(options) }),
      ...(clear_hidden_value_on_save === true && { clearsHidden: true }),
    },
  ]
}

/** Some databases have numbers for what is true or not. */
function initialOf(value: unknown, type: FieldType): Pick<StudioField, 'initial'> {
  if (type === 'json' || type.startsWith('geometry')) return {}
  if (type === 'boolean') return { initial: ['1', 'true', 't'].includes(String(value)) }
  const isPlain = type === 'decimal' || type === 'bigInteger'
  if (typeof value === 'number') return { initial: isPlain ? String(value) : value }
  return typeof value === 'string' ? { initial: value } : {}
}

/** A link is named after what it leads to: `customer_id` is the customer. */
function titleOfField(field: string, isLink: boolean): string {
  const title = titleOf(field)
  return isLink ? title.replace(/(.) Id$/, '$1') : title
}

function nativeTypeOf({ nativeType, length, precision, scale }: Column): string {
  const size = length ?? (precision === null ? null : [precision, scale ?? 0].join(','))
  return size === null ? nativeType : `${nativeType}(${size})`
}

function relatedOf(field: string, table: Table, { tables }: SchemaModel): StudioField['related'] {
  const link = table.relationships.find(({ columns }) => columns[0]?.[0] === field)
  const key = link?.columns[0]?.[1]
  if (typeof link?.target !== 'string' || key === undefined) return null
  return tables[link.target] === undefined ? null : { collection: link.target, key }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function optionsOf(value: unknown): Options {
  return typeof value === 'object' && value !== null ? (value as Options) : {}
}
