import { Skeleton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { FilterJson } from '../../filter/filter-tree.js'
import { ItemTable } from '../../item-table/item-table.js'
import { firstPage } from '../../item-table/list-query.js'
import { useStudio } from '../../provider/studio-provider.js'
import { itemQuery } from '../../item-form/use-item.js'
import { useCollection } from '../../schema/use-collections.js'
import type { Item } from '../../wire/objects.js'

interface ItemPickerProps {
  readonly collection: string
  /** What an item has to have to be chosen. */
  readonly filter?: FilterJson | null
  readonly onPick: (item: Item) => void
}

/** A list to choose one item from. */
export function ItemPicker({
  collection: id,
  filter = null,
  onPick,
}: ItemPickerProps): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const { collection } = useCollection(id)
  const [state, setState] = useState({ ...firstPage, limit: 25 })
  const search = useDebouncedCallback(
    (text: string) => setState((now) => ({ ...now, page: 1, search: text })),
    250,
  )
  async function pick(key: string): Promise<void> {
    const { item } = await queries.fetchQuery(itemQuery(client, id, key))
    onPick(item)
  }
  return (
    <>
      <TextInput
        mx="md"
        mb="sm"
        data-autofocus
        aria-label={messages.search}
        placeholder={messages.search}
        leftSection={<IconSearch size={16} />}
        onChange={({ currentTarget }) => search(currentTarget.value.trim())}
      />
      {collection === undefined ? (
        <Skeleton h={240} mx="md" />
      ) : (
        <ItemTable
          collection={collection}
          state={{ ...state, filter }}
          onStateChange={(next) => setState(() => ({ ...state, ...next }))}
          onOpen={(key) => void pick(key)}
        />
      )}
    </>
  )
}
