import type { Messages } from '../messages/english.js'
import type { StudioField } from '../schema/studio-field.js'
import { isTextDraft, type Outcome } from './draft.js'

/**
 * A draft as text, the way it goes over the wire: what is copied, and edited where no interface suits.
 *
 * @example
 * rawText(['a', 'b']) // '["a","b"]' on several lines
 */
export function rawText(draft: unknown): string {
  if (draft === null || draft === undefined) return ''
  return typeof draft === 'string' ? draft : JSON.stringify(draft, null, 2)
}

/** The draft that a text stands for; an empty one is none. */
export function readRaw(field: StudioField, text: string, messages: Messages): Outcome {
  if (text === '') return { kind: 'value', value: null }
  if (isTextDraft(field)) return { kind: 'value', value: text }
  try {
    return { kind: 'value', value: JSON.parse(text) }
  } catch {
    return { kind: 'problem', problem: messages.invalidJson }
  }
}
