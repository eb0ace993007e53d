import { Button, Group, Modal, Text } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import type { ReactElement } from 'react'

interface DeleteDialogProps {
  readonly isOpen: boolean
  readonly isBusy: boolean
  readonly onClose: () => void
  readonly onDelete: () => void
}

/** Asks before an item is deleted. */
export function DeleteDialog(props: DeleteDialogProps): ReactElement {
  const { isOpen, isBusy, onClose, onDelete } = props
  const { messages } = useStudio()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={messages.confirmDelete(1)}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <Text fz="sm">{messages.confirmDeleteText}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {messages.cancel}
        </Button>
        <Button color="red.9" loading={isBusy} onClick={onDelete}>
          {messages.delete}
        </Button>
      </Group>
    </Modal>
  )
}
