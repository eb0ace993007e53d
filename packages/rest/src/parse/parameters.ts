/** The parameters of a read as they came in, by name: texts, arrays and objects from a query string, any JSON from a body. */
export type Parameters = Readonly<Record<string, unknown>>

const names = [
  'fields',
  'filter',
  'search',
  'sort',
  'limit',
  'offset',
  'page',
  'after',
  'before',
  'aggregate',
  'groupBy',
  'deep',
  'alias',
  'meta',
  'export',
  'backlink',
  'upsert',
  'explain',
] as const

export type ParameterName = (typeof names)[number]

const known: ReadonlySet<string> = new Set(names)

/** Whether a read understands a parameter of this name; all others are ignored. */
export function isParameter(name: string): name is ParameterName {
  return known.has(name)
}

/** Whether a parameter says nothing: absent, null, or empty text. */
export function isBlank(value: unknown): value is null | undefined | '' {
  return value === undefined || value === null || value === ''
}
