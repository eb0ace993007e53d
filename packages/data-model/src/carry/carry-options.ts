import type { Row } from '@relvar/query-engine'
import type { TableId } from '@relvar/schema-introspect/model'
import { layouts } from '../catalogue/layouts/layouts.js'
import type { OptionSchema, OptionsSchema } from '../catalogue/options-schema.js'
import { carryPath, carryPaths, carryTemplate } from './carry-paths.js'
import { AS_IT_WAS, carryRule } from './carry-rule.js'
import type { NewNames } from './new-names.js'

/**
 * Options in the names of afterwards, as far as their schema says which of them are names. Others are
 * texts that may read like a name by chance.
 *
 * @param from the collections whose fields may be meant
 */
export function carryOptions(
  given: unknown,
  { properties }: OptionsSchema,
  from: readonly TableId[],
  names: NewNames,
): unknown {
  if (!isRow(given)) return given
  return mapValues(given, (value, name) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined
    return schema === undefined ? value : carryOption(value, name, schema, from, names)
  })
}

/** Options that are a rule, and those that are an object by fields: a schema tells them from no other object. */
const RULES: ReadonlySet<string> = new Set(['filter'])
const BY_FIELD: ReadonlySet<string> = new Set(['widths', 'align'])

function carryOption(
  value: unknown,
  name: string,
  { format, items }: OptionSchema,
  from: readonly TableId[],
  names: NewNames,
): unknown {
  if (RULES.has(name)) return carryRule(value, from, names, AS_IT_WAS)
  if (BY_FIELD.has(name)) return carryKeys(value, from, names)
  if (Array.isArray(value))
    return items?.format === 'field' ? carryPaths(value, from, names) : value
  if (typeof value !== 'string') return value
  if (format === 'field') return carryPath(value, from, names).path
  return format === 'template' || format === 'url-template'
    ? carryTemplate(value, from, names)
    : value
}

/** An object by the names of fields, without those that are gone. */
export function carryKeys(value: unknown, from: readonly TableId[], names: NewNames): unknown {
  if (!isRow(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const { path } = carryPath(name, from, names)
      return path === null ? [] : [[path, inner]]
    }),
  )
}

/** What a preset keeps of layouts: `layout_query` or `layout_options`, by the layout. */
export function carryLayouts(
  given: unknown,
  part: 'query' | 'options',
  from: readonly TableId[],
  names: NewNames,
): unknown {
  if (!isRow(given)) return given
  return mapValues(given, (value, id) => {
    const layout = layouts.find((each) => each.id === id)
    return layout === undefined ? value : carryOptions(value, layout[part], from, names)
  })
}

function mapValues(row: Row, change: (value: unknown, name: string) => unknown): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, change(value, name)]))
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
