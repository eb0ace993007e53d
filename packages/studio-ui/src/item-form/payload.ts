import type { StudioField } from '../schema/studio-field.js'
import type { Messages } from '../messages/english.js'
import type { Item } from '../wire/objects.js'
import { readDraft } from './draft.js'
import type { FormField } from './form-fields.js'
import { isStagedItem } from './staged.js'

export type Drafts = Readonly<Record<string, unknown>>

/** What is to be sent, or what keeps it from being sent, by field. */
export interface Payload {
  readonly values: Item
  readonly problems: Readonly<Record<string, string>>
}

/**
 * Reads a form. Of an item that is there, what was not touched is not sent: nobody else's change is
 * undone. Of a new one, what is empty is left to the database.
 *
 * @param before the drafts as they were; null of a new item
 */
export function readPayload(
  fields: readonly FormField[],
  drafts: Drafts,
  before: Drafts | null,
  messages: Messages,
): Payload {
  const values: Record<string, unknown> = {}
  const problems: Record<string, string> = {}
  for (const { field, isReadonly, isCleared } of fields) {
    const draft = isCleared === true ? null : (drafts[field.name] ?? null)
    if (isReadonly || (before !== null && isSame(draft, before[field.name] ?? null))) continue
    if (before === null && draft !== null && isSame(draft, field.initial ?? null)) continue
    const outcome = readDraft(field, draft, messages)
    if (outcome.kind === 'problem') problems[field.name] = outcome.problem
    else if (before !== null || outcome.value !== null)
      Object.assign(values, written(field, outcome.value))
  }
  return { values, problems }
}

/** A link over several columns is written by those that are its own, unless the other item is written along. */
function written({ name, covers }: StudioField, value: unknown): Item {
  if (covers === undefined || isStagedItem(value)) return { [name]: value }
  const parts = typeof value === 'object' && value !== null ? value : {}
  return Object.fromEntries(covers.map((column) => [column, Reflect.get(parts, column) ?? null]))
}

/** Whether two drafts say the same. */
export function isSame(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right)
}
