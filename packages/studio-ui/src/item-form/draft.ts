import type { StudioField } from '../schema/studio-field.js'
import type { Messages } from '../messages/english.js'

/** What a draft comes to: a value for the wire, or what is wrong with it. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: string }

/** Whether the values of a field are numbers. */
export function isNumeric({ type }: Pick<StudioField, 'type'>): boolean {
  return ['integer', 'bigInteger', 'decimal', 'float'].includes(type)
}

function isStructured({ type, interface: id }: StudioField): boolean {
  return (type === 'json' && id !== 'tags') || type.startsWith('geometry')
}

/** A value as a form holds it: structures as text, so that a half-typed one is kept. */
export function toDraft(field: StudioField, value: unknown): unknown {
  if (value === null || value === undefined) return null
  return isStructured(field) ? JSON.stringify(value, null, 2) : value
}

/** Reads a draft. What is empty is null where the field may be, else an empty text. */
export function readDraft(field: StudioField, draft: unknown, messages: Messages): Outcome {
  if (draft === null || draft === undefined) return missing(field, messages)
  if (typeof draft !== 'string') return value(draft)
  if (draft.trim() === '' && (field.nullable || field.required || !isText(field)))
    return missing(field, messages)
  if (isStructured(field)) return readJson(draft, messages)
  if (isNumeric(field)) return readNumber(field, draft.trim(), messages)
  if (field.maxLength !== null && [...draft].length > field.maxLength)
    return { kind: 'problem', problem: messages.tooLong(field.maxLength) }
  return value(draft)
}

function isText({ type }: StudioField): boolean {
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
function readNumber({ type }: StudioField, text: string, messages: Messages): Outcome {
  const isWhole = type === 'integer' || type === 'bigInteger'
  if (isWhole && !/^[+-]?\d+$/.test(text))
    return { kind: 'problem', problem: messages.invalidInteger }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text))
    return { kind: 'problem', problem: messages.invalidNumber }
  return value(type === 'integer' || type === 'float' ? Number(text) : text.replace(/^\+/, ''))
}

function value(given: unknown): Outcome {
  return { kind: 'value', value: given }
}
