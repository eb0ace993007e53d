import { mayBeEither } from '../item-form/draft.js'
import type { Messages } from '../messages/english.js'
import type { StudioField } from '../schema/studio-field.js'

/**
 * What stands in an empty box: the words that somebody gave it, and that there is a text, but an empty one, where
 * that could be null as well, which is the usual.
 */
export function placeholderOf(field: StudioField, value: unknown, messages: Messages): string {
  const { placeholder } = field.options
  if (value === '' && mayBeEither(field)) return messages.emptyTextHint
  return typeof placeholder === 'string' ? placeholder : ''
}
