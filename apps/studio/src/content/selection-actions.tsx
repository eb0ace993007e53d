import { Alert, Button, Group, Modal, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { errorText, itemPath, type StudioCollection, useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'

interface SelectionActionsProps {
  readonly collection: StudioCollection
  /** Keys of items. */
  readonly selection: ReadonlySet<string>
  readonly onDone: () => void
}

/** What is done with the items that are chosen. */
export function SelectionActions({
  collection,
  selection,
  onDone,
}: SelectionActionsProps): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  /** One after another: keys of several columns go no other way, and what failed is told. */
  async function remove(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      for (const key of selection)
        await client.ask(itemPath(collection.id, key), { method: 'DELETE' })
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
      <Text fz="sm" fw={600}>
        {messages.selected(selection.size)}
      </Text>
      <Button variant="default" onClick={onDone}>
        {messages.cancel}
      </Button>
      <Button color="red" leftSection={<IconTrash size={16} />} onClick={() => setAsking(true)}>
        {messages.delete}
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={messages.confirmDelete(selection.size)}
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
          <Button color="red" loading={isBusy} onClick={() => void remove()}>
            {messages.delete}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
