import { type Query, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Messages } from '../messages/english.js'
import { useStudio } from '../provider/studio-provider.js'
import { fieldValue } from '../schema/field-value.js'
import { itemKey, itemPath, itemsPath } from '../schema/item-key.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { Item } from '../wire/objects.js'
import { WireError } from '../wire/wire-error.js'
import { type ConflictField, conflictFields } from './conflict.js'
import { toDraft } from './draft.js'
import { type Drafts, readPayload } from './payload.js'
import { wireOf } from './staged.js'
import { useKeptDraft } from './use-kept-draft.js'
import { type FieldsForm, useFieldsForm } from './use-fields-form.js'
import { type ItemRecord, itemQuery } from './use-item.js'

/** Why an item could not be saved as it was read: somebody else changed it, or it is gone. */
export type Conflict =
  | {
      readonly kind: 'changed'
      readonly fields: readonly ConflictField[]
      readonly theirs: ItemRecord
    }
  | { readonly kind: 'gone' }

/** A form at work. */
export interface ItemFormState extends FieldsForm {
  /** null of a new item. */
  readonly itemKey: string | null
  readonly isSaving: boolean
  readonly conflict: Conflict | null
  /** What was typed before the page went away is in the form again. */
  readonly isRestored: boolean
  /** Answers the key of what was saved, or null where it was not. */
  save(): Promise<string | null>
  /** Makes a new item of what is in the form; answers its key, or null. */
  saveCopy(): Promise<string | null>
  /** Answers whether it was deleted. */
  remove(): Promise<boolean>
  /** Writes some values of the item and nothing else, as when it is archived; answers whether it did. */
  write(values: Item): Promise<boolean>
  /** Goes on from what the other one saved; the named fields take their values. */
  resolve(theirs: ReadonlySet<string>): void
  /** Closes the conflict, and leaves all as it is. */
  readonly leaveConflict: () => void
}

/** What a form begins with, and keeps. */
export interface ItemFormOptions {
  /** Keeps what was typed in this tab over a reload. Default: no. */
  readonly keepsDraft?: boolean
  /** Drafts that a new item begins with. */
  readonly initially?: Drafts
}

/**
 * What a form of an item holds and does, without any look. What was typed is kept until it is saved or
 * discarded, also while the item is read anew.
 *
 * @param key null of a new item
 * @param record as it was read; null of a new one
 */
export function useItemForm(
  collection: StudioCollection,
  key: string | null,
  record: ItemRecord | null,
  { keepsDraft = false, initially = {} }: ItemFormOptions = {},
): ItemFormState {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const [start] = useState(initially)
  const [base, setBase] = useState(record)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [isSaving, setSaving] = useState(false)
  // A second press of a key comes before the button is disabled.
  const isBusy = useRef(false)
  const form = useFieldsForm(collection, base?.item ?? null, start)
  const isRestored = useKeptDraft(form, key, base, keepsDraft, setBase)
  useEffect(() => {
    // Under somebody's hands the item stays as they have read it; saving tells what happened to it.
    if (!form.isDirty) setBase(record)
  }, [record, form.isDirty])

  /** Reads items anew. A deleted one is known to be old, and asked for no more while its page stands: that is refused. */
  async function readAnew(isDeleted: boolean): Promise<void> {
    const isGone = ({ queryKey: [, id, what, of] }: Pick<Query, 'queryKey'>): boolean =>
      isDeleted && id === collection.id && of === key && (what === 'item' || what === 'name')
    const items = { queryKey: ['items'] }
    await queries.invalidateQueries({ ...items, predicate: isGone, refetchType: 'none' })
    await queries.invalidateQueries({
      ...items,
      predicate: (query) => !isGone(query),
      refetchType: 'active',
    })
  }

  async function attempt<T>(
    work: () => Promise<T>,
    otherwise: T,
    { deletes = false } = {},
  ): Promise<T> {
    if (isBusy.current) return otherwise
    isBusy.current = true
    setSaving(true)
    try {
      const result = await work()
      await readAnew(deletes)
      return result
    } catch (error) {
      if (!(await isConflict(error))) form.refuse(error)
      return otherwise
    } finally {
      isBusy.current = false
      setSaving(false)
    }
  }

  async function isConflict(error: unknown): Promise<boolean> {
    if (!(error instanceof WireError) || error.status !== 412 || key === null) return false
    const query = { ...itemQuery(client, collection.id, key), staleTime: 0 }
    const theirs = await refusedOr(() => queries.fetchQuery(query))
    if (theirs instanceof WireError) {
      if (theirs.status === 403) setConflict({ kind: 'gone' })
      else form.refuse(theirs)
      return true
    }
    const fields = conflictFields(collection, base?.item ?? {}, theirs.item, form.drafts())
    setConflict({ kind: 'changed', fields, theirs })
    return true
  }

  async function create(values: Item): Promise<string> {
    const body = wireOf(values)
    const { data } = await client.ask<Item>(itemsPath(collection.id), { method: 'POST', body })
    form.methods.reset(form.methods.getValues())
    return itemKey(collection, data) ?? ''
  }

  async function update(to: string, values: Item): Promise<string> {
    const { data, etag } = await client.ask<Item | undefined>(itemPath(collection.id, to), {
      method: 'PATCH',
      body: wireOf(values),
      ifMatch: base?.etag,
    })
    if (data === undefined) return to
    const written = { item: { ...base?.item, ...data }, etag }
    queries.setQueryData(itemQuery(client, collection.id, to).queryKey, written)
    form.settle(written.item)
    setBase(written)
    return to
  }

  return {
    ...form,
    itemKey: key,
    isSaving,
    conflict,
    isRestored,
    async save() {
      const values = form.read()
      if (values === null) return null
      return attempt(() => (key === null ? create(values) : update(key, values)), null)
    },
    async saveCopy() {
      if (form.read() === null) return null
      return attempt(() => create(copyOf(form, messages)), null)
    },
    remove: () =>
      attempt(
        async () => {
          await client.ask(itemPath(collection.id, key ?? ''), { method: 'DELETE' })
          return true
        },
        false,
        { deletes: true },
      ),
    write: (values) =>
      attempt(async () => {
        await update(key ?? '', values)
        return true
      }, false),
    resolve(theirs) {
      if (conflict?.kind !== 'changed') return
      for (const { field, mine, base: was } of conflict.fields) {
        const takes = theirs.has(field.name) || JSON.stringify(mine) === JSON.stringify(was)
        if (takes) form.change(field.name, toDraft(field, fieldValue(field, conflict.theirs.item)))
      }
      setBase(conflict.theirs)
      setConflict(null)
    },
    leaveConflict: () => setConflict(null),
  }
}

async function refusedOr<T>(work: () => Promise<T>): Promise<T | WireError> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WireError) return error
    throw error
  }
}

/** All that may be written of a new item; what the database fills in, and lists, begin anew. */
function copyOf({ collection, drafts }: FieldsForm, messages: Messages): Item {
  const kept = collection.parts.filter(
    ({ isKey, fillsItself, readonly, actions, type, isAlias }) =>
      isAlias !== true &&
      actions.includes('create') &&
      !readonly &&
      !(isKey && fillsItself) &&
      type !== 'hash',
  )
  const fields = kept.map((field) => ({ field, isReadonly: false }))
  return readPayload(fields, drafts(), null, messages).values
}
