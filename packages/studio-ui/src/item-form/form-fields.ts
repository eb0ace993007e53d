import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioField } from '../schema/studio-field.js'

/** A field in a form. */
export interface FormField {
  readonly field: StudioField
  readonly isReadonly: boolean
}

/**
 * The fields of a form. A new item has those that may be filled in, a key that nobody numbers among
 * them; an item that is there has all that are not hidden, and its key stays as it is.
 */
export function formFields(collection: StudioCollection, isNew: boolean): readonly FormField[] {
  const action = isNew ? 'create' : 'update'
  return collection.fields
    .map((field) => ({ field, isReadonly: !isWritable(field, action) }))
    .filter(({ field, isReadonly }) =>
      isNew ? !isReadonly && !(field.hidden && !isNeeded(field)) : !field.hidden || field.isKey,
    )
}

function isWritable(field: StudioField, action: 'create' | 'update'): boolean {
  if (!field.actions.includes(action) || field.interface === null) return false
  if (action === 'update') return !field.readonly && !field.isKey
  return !field.readonly || isNeeded(field)
}

function isNeeded({ required, isKey, fillsItself }: StudioField): boolean {
  return required || (isKey && !fillsItself)
}
