import { Button, Group, Stack } from '@mantine/core'
import type { FormEvent, ReactElement } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import { ItemFields } from './item-fields.js'
import { type ItemRecord, useItem } from './use-item.js'
import { useItemForm } from './use-item-form.js'

/** The item that is edited, or a new one. */
export interface ItemFormProps {
  readonly collection: StudioCollection
  /** null for a new item. */
  readonly itemKey: string | null
  readonly onSaved?: (key: string) => void
}

/**
 * A form of an item with a button that saves it, for pages that have no header of their own.
 *
 * @example
 * <ItemForm collection={orders} itemKey="7" onSaved={() => close()} />
 */
export function ItemForm({ collection, itemKey, onSaved }: ItemFormProps): ReactElement | null {
  const { data } = useItem(collection.id, itemKey)
  if (itemKey !== null && data === undefined) return null
  return (
    <LoadedForm {...{ collection, itemKey, record: data ?? null, ...(onSaved && { onSaved }) }} />
  )
}

function LoadedForm({
  collection,
  itemKey,
  record,
  onSaved,
}: ItemFormProps & { readonly record: ItemRecord | null }): ReactElement {
  const { messages } = useStudio()
  const form = useItemForm(collection, itemKey, record)
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const key = await form.save()
    if (key !== null) onSaved?.(key)
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <ItemFields form={form} isBusy={form.isSaving} />
        <Group justify="flex-end">
          <Button type="submit" loading={form.isSaving} disabled={!form.isDirty}>
            {messages.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
