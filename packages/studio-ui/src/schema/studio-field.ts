import {
  defaultDisplay,
  defaultInterface,
  type FieldType,
  titleOf,
} from '@relvar/data-model/catalogue'
import type { Action, Column, SchemaModel, Table } from '@relvar/schema-introspect/model'
import type { WireField } from '../wire/objects.js'
import type { WireTable } from './model-of-wire.js'

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
  readonly related: { readonly collection: string; readonly key: string } | null
  readonly actions: readonly Action[]
}

/** The columns of a collection, in the order of its form. Aliases hold no values of their own. */
export function fieldsOf(
  { fields }: WireTable,
  table: Table,
  model: SchemaModel,
): readonly StudioField[] {
  const columns = new Map(table.columns.map((column) => [column.name, column]))
  return fields
    .flatMap((field) => {
      const column = columns.get(field.field)
      return column === undefined ? [] : [{ order: orderOf(field), field, column }]
    })
    .toSorted((left, right) => left.order - right.order)
    .map(({ field, column }) => fieldOf(field, column, table, model))
}

/** What nobody has put in order comes after what somebody has, as the database has it. */
function orderOf({ meta }: WireField): number {
  const sort = meta?.['sort']
  return typeof sort === 'number' ? sort : Number.MAX_SAFE_INTEGER
}

function fieldOf(
  { field, type, meta }: WireField,
  column: Column,
  table: Table,
  model: SchemaModel,
): StudioField {
  const given = defaultInterface(column, table, model)
  const shown = defaultDisplay(column, table, model)
  const chosen = textOf(meta?.['interface'])
  const display = textOf(meta?.['display'])
  const related = relatedOf(field, table, model)
  const fillsItself = column.generated !== null || column.default !== null
  return {
    name: field,
    title: titleOfField(field, related !== null),
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
    options: chosen === null ? given.options : optionsOf(meta?.['options']),
    display: display ?? shown.display,
    displayOptions: display === null ? shown.display_options : optionsOf(meta?.['display_options']),
    half: String(meta?.['width'] ?? '').startsWith('half'),
    note: textOf(meta?.['note']) ?? column.comment,
    related,
    actions: column.actions,
  }
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
