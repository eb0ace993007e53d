import { fieldValue } from '../schema/field-value.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioField } from '../schema/studio-field.js'
import type { Item } from '../wire/objects.js'
import { toDraft } from './draft.js'
import { type Drafts, isSame } from './payload.js'

/** A field that somebody else gave another value since it was read. */
export interface ConflictField {
  readonly field: StudioField
  readonly base: unknown
  readonly theirs: unknown
  /** What is in the form. */
  readonly mine: unknown
  /** Both of us changed it, to different values: one of the two has to be chosen. */
  readonly isContested: boolean
}

/** What somebody else changed, field by field, beside what is in the form. */
export function conflictFields(
  { parts }: StudioCollection,
  base: Item,
  theirs: Item,
  drafts: Drafts,
): readonly ConflictField[] {
  return parts.flatMap((field): readonly ConflictField[] => {
    const was = toDraft(field, fieldValue(field, base))
    const is = toDraft(field, fieldValue(field, theirs))
    if (isSame(was, is)) return []
    const mine = drafts[field.name] ?? null
    const isContested = !isSame(mine, was) && !isSame(mine, is)
    return [{ field, base: was, theirs: is, mine, isContested }]
  })
}
