import { useEffect, useState } from 'react'
import { dropDraft, isKeepable, keepDraft, keptDraft } from './kept-draft.js'
import { isSame } from './payload.js'
import { toDraft } from './draft.js'
import { fieldValue } from '../schema/field-value.js'
import type { FieldsForm } from './use-fields-form.js'
import type { ItemRecord } from './use-item.js'

/**
 * Keeps what was typed when the page goes away, and puts it into the form again when it comes back, over
 * the item that it was typed over.
 *
 * @returns whether something was put back
 */
export function useKeptDraft(
  form: FieldsForm,
  key: string | null,
  record: ItemRecord | null,
  isWanted: boolean,
  setRecord: (record: ItemRecord | null) => void,
): boolean {
  const { id } = form.collection
  const [kept] = useState(() => (isWanted ? keptDraft(id, key) : null))
  useEffect(() => {
    if (kept === null) return
    setRecord(kept.record)
    for (const [field, draft] of Object.entries(kept.drafts)) form.change(field, draft)
    // It was kept for this form, once.
  }, [kept])
  useEffect(() => {
    if (!isWanted) return undefined
    const keep = (): void => {
      const drafts = changedDrafts(form)
      if (Object.keys(drafts).length === 0) dropDraft(id, key)
      else keepDraft(id, key, { drafts, record })
    }
    addEventListener('pagehide', keep)
    return () => removeEventListener('pagehide', keep)
  })
  useEffect(() => {
    // Whoever leaves for another page was asked, and has saved or given it up.
    return isWanted ? () => dropDraft(id, key) : undefined
  }, [id, key, isWanted])
  return kept !== null
}

function changedDrafts({
  collection,
  item,
  drafts,
}: FieldsForm): Readonly<Record<string, unknown>> {
  const now = drafts()
  const changed = collection.parts.filter((field) => {
    const before = toDraft(field, item === null ? field.initial : fieldValue(field, item))
    return isKeepable(field) && !isSame(now[field.name] ?? null, before)
  })
  return Object.fromEntries(changed.map(({ name }) => [name, now[name]]))
}
