import { Alert, Button, Group, Modal, Text } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import {
  errorText,
  itemsPath,
  type ListState,
  type StudioCollection,
  useStudio,
} from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactElement, Suspense, useState } from 'react'
import { words } from '../../words.js'
import { queryOf, type Selection, sizeOf } from './selection.js'

const BatchEdit = lazy(async () => ({ default: (await import('./batch-edit.js')).BatchEdit }))

export interface SelectionActionsProps {
  readonly collection: StudioCollection
  readonly selection: Selection
  /** What the list shows: all of it may be meant. */
  readonly state: ListState
  readonly onDone: () => void
}

/** What is done with the items that are chosen, all in one request: it happens to all of them, or to none. */
export function SelectionActions(props: SelectionActionsProps): ReactElement {
  const { collection, selection, state, onDone } = props
  const { client, locale, messages } = useStudio()
  const queries = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const [isEditing, setEditing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const size = sizeOf(selection)
  const count = size === null ? words.list.archives['all'] : size.toLocaleString(locale)

  async function remove(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const query = queryOf(collection, selection, state)
      await client.ask(itemsPath(collection.id), { method: 'DELETE', body: { query } })
      setAsking(false)
      onDone()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
      await queries.invalidateQueries({ queryKey: ['items', collection.id] })
    }
  }

  return (
    <>
      <Text fz="sm" fw={600} visibleFrom="sm">
        {size === null ? words.list.allSelected('') : messages.selected(size)}
      </Text>
      <Button variant="default" onClick={onDone}>
        {messages.cancel}
      </Button>
      {collection.actions.includes('update') && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} />}
          onClick={() => setEditing(true)}
        >
          {words.list.edit}
        </Button>
      )}
      {collection.actions.includes('delete') && (
        <Button
          variant="default"
          c="var(--mantine-color-error)"
          leftSection={<IconTrash size={16} />}
          onClick={() => setAsking(true)}
        >
          {messages.delete}
        </Button>
      )}
      {isEditing && (
        <Suspense>
          <BatchEdit {...props} count={count ?? ''} onClose={() => setEditing(false)} />
        </Suspense>
      )}
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={size === null ? messages.delete : messages.confirmDelete(size)}
        closeButtonProps={{ 'aria-label': messages.close }}
      >
        <Text fz="sm">{messages.confirmDeleteText}</Text>
        {error !== null && (
          <Alert color="red" role="alert" mt="md">
            {errorText(error, messages)}
          </Alert>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setAsking(false)}>
            {messages.cancel}
          </Button>
          <Button color="red.9" loading={isBusy} onClick={() => void remove()}>
            {messages.delete}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
