import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioField } from '../schema/studio-field.js'
import type { Item } from '../wire/objects.js'
import { fieldsOfRule, holds } from './rule.js'

/** A field in a form. */
export interface FormField {
  readonly field: StudioField
  readonly isReadonly: boolean
  /** It is emptied when the item is saved, since a condition hides it. */
  readonly isCleared?: true
}

/**
 * The fields of a form, as the values in it leave them. A new item has those that may be filled in, a key
 * that nobody numbers among them; an item that is there has all that are not hidden, and its key stays as
 * it is.
 *
 * @param values by which conditions are told
 */
export function formFields(
  { parts }: Pick<StudioCollection, 'parts'>,
  isNew: boolean,
  values: Item,
): readonly FormField[] {
  const action = isNew ? 'create' : 'update'
  return parts.flatMap((part): readonly FormField[] => {
    const { field, clears } = asConditioned(part, values)
    const isReadonly = !isWritable(field, action)
    if (clears && !isReadonly) return [{ field, isReadonly, isCleared: true }]
    return isShown(field, isReadonly, isNew) ? [{ field, isReadonly }] : []
  })
}

/** The fields that conditions of a form look at. */
export function watchedFields({ parts }: Pick<StudioCollection, 'parts'>): readonly string[] {
  const rules = parts.flatMap(({ conditions = [] }) => conditions.map(({ rule }) => rule))
  return [...new Set(rules.flatMap(fieldsOfRule))]
}

/** The last condition that holds counts, and as a whole. */
function asConditioned(
  field: StudioField,
  values: Item,
): { readonly field: StudioField; readonly clears: boolean } {
  const held = field.conditions?.findLast(({ rule }) => holds(rule, values))
  if (held === undefined) return { field, clears: false }
  const { options = {}, readonly = field.readonly, hidden = field.hidden } = held
  const required = held.required ?? field.required
  const changed = {
    ...field,
    readonly,
    hidden,
    required,
    options: { ...field.options, ...options },
  }
  return { field: changed, clears: hidden && held.clearsHidden === true }
}

function isShown(field: StudioField, isReadonly: boolean, isNew: boolean): boolean {
  if (isWithoutValue(field)) return !field.hidden
  if (!isNew) return !field.hidden || field.isKey
  return !isReadonly && !(field.hidden && !isNeeded(field))
}

/** A group, a divider and the like. */
export function isWithoutValue({ isAlias, list }: StudioField): boolean {
  return isAlias === true && list === undefined
}

function isWritable(field: StudioField, action: 'create' | 'update'): boolean {
  if (!field.actions.includes(action) || field.interface === null) return false
  if (action === 'update') return !field.readonly && !field.isKey
  return !field.readonly || isNeeded(field)
}

function isNeeded({ required, isKey, fillsItself }: StudioField): boolean {
  return required || (isKey && !fillsItself)
}
