import type { Column, SchemaModel, Table } from '@relvar/schema-introspect/model'
import type { FieldType } from '../field-type.js'
import type { Json } from '../options-schema.js'
import { choicesOf, fieldTypeOf, fillsItself, linkedTable } from './column-facts.js'
import { type Meaning, meaningOf } from './meaning.js'
import { defaultTemplate } from './template.js'

/** How a field is filled in that nobody said anything about; the words are those of a field's `meta`. */
export interface DefaultInterface {
  /** The id of an interface; null where none edits such values, so that they are shown as they are. */
  readonly interface: string | null
  readonly options: Readonly<Record<string, Json>>
  readonly readonly: boolean
  readonly hidden: boolean
}

type Chosen = Pick<DefaultInterface, 'interface' | 'options'>

/**
 * How a column is filled in that nobody said anything about. It follows what the database says (type,
 * enum, foreign key, generated or not) and, where a name leaves no doubt, the name.
 *
 * @param schema as the viewer may see it: links to tables that are not in it are plain values
 * @example
 * const orders = getTable(schema, 'orders')
 * defaultInterface(getColumn(orders, 'customer_id'), orders, schema)
 * // { interface: 'select-dropdown-m2o', options: { template: '{{ name }}' }, readonly: false, hidden: false }
 */
export function defaultInterface(
  column: Column,
  table: Table,
  schema: SchemaModel,
): DefaultInterface {
  const chosen = chooseInterface(column, table, schema)
  return {
    ...chosen,
    readonly: chosen.interface === null || isReadonly(column, table),
    hidden: isHidden(column, table),
  }
}

function chooseInterface(column: Column, table: Table, schema: SchemaModel): Chosen {
  const linked = linkedTable(column, table, schema)
  if (linked !== undefined) return of('select-dropdown-m2o', { template: defaultTemplate(linked) })
  const choices = choicesOf(column, schema)
  if (choices !== undefined)
    return of('select-dropdown', { choices, ...(column.nullable ? { allowNone: true } : {}) })
  if (column.traits.secret !== undefined && column.type !== 'hash')
    return of('input', { masked: true })
  if (column.type === 'array') return ofArray(column)
  return isOneLine(column, table) ? ofLine(meaningOf(column)) : ofType(fieldTypeOf(column))
}

function ofType(type: FieldType): Chosen {
  switch (type) {
    case 'boolean':
      return of('boolean')
    case 'date':
    case 'dateTime':
    case 'time':
    case 'timestamp':
      return of('datetime')
    case 'json':
      return of('input-code', { language: 'json' })
    case 'csv':
      return of('tags')
    case 'hash':
      return of('input-hash', { masked: true })
    case 'text':
    case 'string':
      return of('input-multiline')
    case 'binary':
    case 'unknown':
    case 'alias':
      return { interface: null, options: {} }
    default:
      return type.startsWith('geometry') ? ofGeometry(type) : of('input')
  }
}

function ofGeometry(type: FieldType): Chosen {
  const shape = type.split('.')[1]
  return of('map', shape === undefined ? {} : { geometryType: shape })
}

function ofArray({ elementType }: Column): Chosen {
  const isOfWords = elementType === 'string' || elementType === 'text'
  return isOfWords ? of('tags') : of('input-code', { language: 'json' })
}

const LINES: Partial<Record<Meaning, Chosen>> = {
  color: of('select-color'),
  email: of('input', { iconLeft: 'mail' }),
  phone: of('input', { iconLeft: 'call' }),
  secret: of('input', { masked: true }),
  url: of('input', { iconLeft: 'link' }),
}

function ofLine(meaning: Meaning | null): Chosen {
  return (meaning === null ? undefined : LINES[meaning]) ?? of('input')
}

/** More than this is written on several lines. */
const LINE = 500

/** Text that fits a line: short, or told to be by its name or by the keys and indexes it is part of. */
function isOneLine(column: Column, table: Table): boolean {
  const meaning = meaningOf(column)
  if (meaning === 'long-text') return false
  if (column.type === 'string' && (column.length === null || column.length <= LINE)) return true
  if (column.type !== 'string' && column.type !== 'text') return false
  const keys = [table.primaryKey, ...[...table.uniques, ...table.indexes].map((key) => key.columns)]
  return meaning !== null || keys.some((columns) => columns.includes(column.name))
}

function isReadonly(column: Column, table: Table): boolean {
  const { traits } = column
  if (column.generated !== null || traits.onUpdate !== undefined) return true
  if (!fillsItself(column)) return false
  const meaning = meaningOf(column)
  const isKey = table.primaryKey.includes(column.name)
  return traits.onCreate !== undefined || isKey || meaning === 'created' || meaning === 'updated'
}

/** Numbers of the database and of a manual order say nothing to anybody. */
function isHidden(column: Column, table: Table): boolean {
  const isNumbered = column.generated === 'identity' && table.primaryKey.includes(column.name)
  return isNumbered || table.traits.sortColumn === column.name
}

function of(id: string, options: Chosen['options'] = {}): Chosen {
  return { interface: id, options }
}
