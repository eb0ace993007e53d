import type { StudioField } from '../schema/studio-field.js'
import type { Messages } from '../messages/english.js'
import { compareExact } from './exact.js'

/** What a draft comes to: a value for the wire, or what is wrong with it. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: string }

/** Whether the values of a field are numbers. */
export function isNumeric({ type }: Pick<StudioField, 'type'>): boolean {
  return ['integer', 'bigInteger', 'decimal', 'float'].includes(type)
}

/** JSON that is edited as text; other interfaces of JSON hold lists and objects as they are. */
function isStructured({ type, interface: id, isAlias, covers }: StudioField): boolean {
  if (isAlias === true || covers !== undefined) return false
  return (type === 'json' && !OF_STRUCTURES.has(id ?? '')) || type.startsWith('geometry')
}

const OF_STRUCTURES: ReadonlySet<string> = new Set([
  'tags',
  'list',
  'select-multiple-dropdown',
  'select-multiple-checkbox',
  'select-multiple-checkbox-tree',
  'collection-item-dropdown',
  'collection-item-multiple-dropdown',
  'system-fields',
  'system-collections',
  'system-filter',
])

/** Whether a field's drafts are texts; others hold what the wire has. */
export function isTextDraft(field: StudioField): boolean {
  const isOther = field.type === 'boolean' || field.type === 'json' || field.type === 'csv'
  return !isOther || isStructured(field)
}

/** A value as a form holds it: structures as text, so that a half-typed one is kept. */
export function toDraft(field: StudioField, value: unknown): unknown {
  if (value === null || value === undefined || field.list !== undefined) return null
  return isStructured(field) ? JSON.stringify(value, null, 2) : value
}

/** The draft that typing comes to: what was emptied is null where the field may be, else an empty text. */
export function typedDraft(field: StudioField, typed: unknown): unknown {
  return typed === '' && mayBeEither(field) ? null : typed
}

/** Whether null and an empty text are two values of a field. */
export function mayBeEither(field: StudioField): boolean {
  return field.nullable && !field.required && isText(field)
}

/** Reads a draft. An empty text is one, where the field takes texts; nothing but spaces is null where it may be. */
export function readDraft(field: StudioField, draft: unknown, messages: Messages): Outcome {
  if (draft === null || draft === undefined) return missing(field, messages)
  if (typeof draft !== 'string') return value(draft)
  return readText(field, field.options['trim'] === true ? draft.trim() : draft, messages)
}

function readText(field: StudioField, draft: string, messages: Messages): Outcome {
  if (draft === '' && mayBeEither(field)) return value('')
  if (draft.trim() === '' && (field.nullable || field.required || !isText(field)))
    return missing(field, messages)
  if (isStructured(field)) return readJson(draft, messages)
  if (isNumeric(field)) return readNumber(field, draft.trim(), messages)
  if (field.maxLength !== null && [...draft].length > field.maxLength)
    return { kind: 'problem', problem: messages.tooLong(field.maxLength) }
  return value(draft)
}

/** Whether the values of a field are texts that people write. */
export function isText({ type }: StudioField): boolean {
  return type === 'string' || type === 'text'
}

function missing({ required }: StudioField, messages: Messages): Outcome {
  return required ? { kind: 'problem', problem: messages.missing } : value(null)
}

function readJson(text: string, messages: Messages): Outcome {
  try {
    return value(JSON.parse(text))
  } catch {
    return { kind: 'problem', problem: messages.invalidJson }
  }
}

/** Whole numbers beyond 2^53, and decimals, go over the wire as text. */
function readNumber({ type, options }: StudioField, text: string, messages: Messages): Outcome {
  const isWhole = type === 'integer' || type === 'bigInteger'
  if (isWhole && !/^[+-]?\d+$/.test(text))
    return { kind: 'problem', problem: messages.invalidInteger }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text))
    return { kind: 'problem', problem: messages.invalidNumber }
  const { min, max } = options
  if (typeof min === 'number' && (compareExact(text, String(min)) ?? 0) < 0)
    return { kind: 'problem', problem: messages.atLeast(min) }
  if (typeof max === 'number' && (compareExact(text, String(max)) ?? 0) > 0)
    return { kind: 'problem', problem: messages.atMost(max) }
  const number = Number(text)
  const isExact = type === 'float' || (type === 'integer' && Number.isSafeInteger(number))
  return value(isExact ? number : text.replace(/^\+/, ''))
}

function value(given: unknown): Outcome {
  return { kind: 'value', value: given }
}
