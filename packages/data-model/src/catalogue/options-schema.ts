import type { FieldType } from './field-type.js'

/** A value as JSON has it. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json }

type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null'

/**
 * What a text stands for, so that a form can offer more than a line to type in: a picker of icons or
 * colours, a name of the data model, a `{{ field }}` template.
 */
export type OptionFormat =
  | 'code'
  | 'collection'
  | 'color'
  | 'field'
  | 'flow'
  | 'folder'
  | 'icon'
  | 'markdown'
  | 'mime-type'
  | 'template'
  | 'url-template'

/** One option: the part of JSON Schema that options need. */
export interface OptionSchema {
  readonly title?: string
  readonly description?: string
  readonly type?: JsonType | readonly JsonType[]
  readonly format?: OptionFormat
  readonly enum?: readonly (string | null)[]
  readonly default?: Json
  readonly minimum?: number
  readonly items?: OptionSchema
  readonly properties?: Readonly<Record<string, OptionSchema>>
  readonly required?: readonly string[]
  readonly $ref?: string
  /** Fields of these types only have the option; without it all that the interface or display takes. */
  readonly 'x-types'?: readonly FieldType[]
  /** What the option rests on, and what is not there yet: it is kept, not offered. */
  readonly 'x-waits-for'?: 'files' | 'formats'
}

/**
 * The options of an interface, display or layout as a JSON Schema (draft 2020-12). Every option may be
 * null, which says no more than leaving it out; options that are not listed are kept and have no effect.
 */
export interface OptionsSchema {
  readonly $schema: 'https://json-schema.org/draft/2020-12/schema'
  readonly type: 'object'
  readonly properties: Readonly<Record<string, OptionSchema>>
  readonly $defs?: Readonly<Record<string, OptionSchema>>
}

type Extra = Pick<OptionSchema, 'description' | 'x-types' | 'x-waits-for'>

/** The schema of options by name. */
export function options(
  properties: OptionsSchema['properties'],
  $defs?: OptionsSchema['$defs'],
): OptionsSchema {
  const $schema = 'https://json-schema.org/draft/2020-12/schema'
  return { $schema, type: 'object', properties, ...($defs === undefined ? {} : { $defs }) }
}

export function text(
  title: string,
  extra: Extra & { readonly default?: string; readonly format?: OptionFormat } = {},
): OptionSchema {
  return { title, type: ['string', 'null'], ...extra }
}

export function flag(title: string, initially = false, extra: Extra = {}): OptionSchema {
  return { title, type: ['boolean', 'null'], default: initially, ...extra }
}

export function number(
  title: string,
  extra: Extra & { readonly default?: number } = {},
): OptionSchema {
  return { title, type: ['number', 'null'], ...extra }
}

/** A whole number from one up, as of rows or characters. */
export function count(
  title: string,
  extra: Extra & { readonly default?: number } = {},
): OptionSchema {
  return { title, type: ['integer', 'null'], minimum: 1, ...extra }
}

/** One of some words; without `initially` none is chosen. */
export function oneOf(
  title: string,
  words: readonly string[],
  initially?: string,
  extra: Extra = {},
): OptionSchema {
  const chosen = initially === undefined ? {} : { default: initially }
  return { title, type: ['string', 'null'], enum: [...words, null], ...chosen, ...extra }
}

export function list(
  title: string,
  items: OptionSchema,
  extra: Extra & { readonly default?: readonly Json[] } = {},
): OptionSchema {
  return { title, type: ['array', 'null'], items, ...extra }
}

export function object(
  properties: Readonly<Record<string, OptionSchema>>,
  required: readonly string[] = [],
): OptionSchema {
  return { type: 'object', properties, required }
}

/** A rule in the wire's filter language. */
export function filter(title = 'Filter'): OptionSchema {
  return { title, type: ['object', 'null'] }
}
