import type { JsonSchema } from './document.js'
import { propertiesOf } from './document.js'

const formats: Readonly<Record<string, unknown>> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00',
  timestamp: '2026-01-31T12:00:00.000Z',
  time: '12:00:00',
  uuid: '3f2b8c1e-9a64-4c55-8f0d-6e1b2a7c9d40',
  decimal: '9.90',
  int64: '42',
  float: 1.5,
}

const types: Readonly<Record<string, unknown>> = {
  integer: 1,
  number: 1.5,
  boolean: true,
  string: 'text',
  array: [],
  object: {},
}

/** A value that a schema allows, for examples. */
export function exampleOf(schema: JsonSchema): unknown {
  const { oneOf, type, format, enum: values, default: preset } = schema
  if (preset !== undefined) return preset
  if (Array.isArray(oneOf)) return exampleOf((oneOf[0] ?? {}) as JsonSchema)
  if (Array.isArray(values)) return values[0]
  const name: unknown = Array.isArray(type) ? type[0] : type
  const known = typeof format === 'string' ? formats[format] : undefined
  return known ?? types[String(name)] ?? null
}

/** An item with what has to be given, or with its first fields where nothing has to be. */
export function exampleItem(schema: JsonSchema): Readonly<Record<string, unknown>> {
  const required = (schema['required'] ?? []) as readonly string[]
  const writable = Object.entries(propertiesOf(schema)).filter(
    ([, field]) => field['readOnly'] !== true,
  )
  const chosen =
    required.length > 0
      ? writable.filter(([name]) => required.includes(name))
      : writable.slice(1, 3)
  return Object.fromEntries(chosen.map(([name, field]) => [name, exampleOf(field)]))
}

/** One field with a new value. */
export function exampleChange(schema: JsonSchema): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(exampleItem(schema)).slice(-1))
}
