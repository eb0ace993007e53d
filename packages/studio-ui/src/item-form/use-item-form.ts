import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { itemKey, itemPath, itemsPath } from '../schema/item-key.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { Item } from '../wire/objects.js'
import { toDraft } from './draft.js'
import { type FormField, formFields } from './form-fields.js'
import { type Drafts, isSame, readPayload } from './payload.js'
import { type SaveFailure, saveFailure } from './save-failure.js'

/** A form at work. */
export interface ItemFormState {
  readonly fields: readonly FormField[]
  readonly drafts: Drafts
  readonly failure: SaveFailure
  readonly isNew: boolean
  readonly isDirty: boolean
  readonly isSaving: boolean
  change(field: string, draft: unknown): void
  discard(): void
  /** Answers the key of what was saved, or null where it was not; then `failure` says why. */
  save(): Promise<string | null>
  /** Answers whether it was deleted. */
  remove(): Promise<boolean>
}

const nothing: SaveFailure = { fields: {}, general: null }

/**
 * What a form of an item holds and does, without any look. What was typed is kept until it is saved or
 * discarded, also while the item is read anew.
 *
 * @param item as it was read; null of a new one
 * @param key null of a new one
 */
export function useItemForm(
  collection: StudioCollection,
  key: string | null,
  item: Item | null,
): ItemFormState {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const [edits, setEdits] = useState<Drafts>({})
  const [failure, setFailure] = useState(nothing)
  const [isSaving, setSaving] = useState(false)
  // A second press of a key comes before the button is disabled.
  const isBusy = useRef(false)
  const isNew = key === null
  const fields = useMemo(() => formFields(collection, isNew), [collection, isNew])
  const before = useMemo(
    () =>
      Object.fromEntries(
        fields.map(({ field }) => [field.name, toDraft(field, item?.[field.name])]),
      ),
    [fields, item],
  )
  const drafts = { ...before, ...edits }
  const isDirty = Object.keys(edits).some((name) => !isSame(edits[name], before[name]))

  async function attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    if (isBusy.current) return otherwise
    isBusy.current = true
    setSaving(true)
    try {
      const result = await work()
      await queries.invalidateQueries({ queryKey: ['items', collection.id], refetchType: 'active' })
      return result
    } catch (error) {
      setFailure(saveFailure(error, fields, messages))
      return otherwise
    } finally {
      isBusy.current = false
      setSaving(false)
    }
  }

  return {
    fields,
    drafts,
    failure,
    isNew,
    isDirty,
    isSaving,
    change(field, draft) {
      setEdits((now) => ({ ...now, [field]: draft }))
      setFailure((now) => withoutField(now, field))
    },
    discard() {
      setEdits({})
      setFailure(nothing)
    },
    async save() {
      const { values, problems } = readPayload(fields, drafts, isNew ? null : before, messages)
      setFailure({ fields: problems, general: null })
      if (Object.keys(problems).length > 0) return null
      return attempt(async () => {
        const { data } = await client.ask<Item>(
          key === null ? itemsPath(collection.id) : itemPath(collection.id, key),
          { method: key === null ? 'POST' : 'PATCH', body: values },
        )
        setEdits({})
        return key ?? itemKey(collection, data) ?? ''
      }, null)
    },
    remove: () =>
      attempt(async () => {
        await client.ask(itemPath(collection.id, key ?? ''), { method: 'DELETE' })
        setEdits({})
        return true
      }, false),
  }
}

function withoutField({ fields, general }: SaveFailure, field: string): SaveFailure {
  const { [field]: _, ...rest } = fields
  return { fields: rest, general }
}
