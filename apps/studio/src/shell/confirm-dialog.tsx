import { Alert, Button, Group, Modal, Text } from '@mantine/core'
import { errorText, useStudio } from '@relvar/studio-ui'
import { useMutation } from '@tanstack/react-query'
import { type ReactElement, useRef } from 'react'

interface ConfirmDialogProps {
  readonly title: string
  readonly text: string
  /** What the button says; without it, that something is deleted. */
  readonly action?: string
  readonly isDestructive?: boolean
  /** What is done once somebody agrees; the dialog says why it failed. */
  readonly work: () => Promise<unknown>
  readonly onClose: () => void
}

/** Asks before something is done that cannot be taken back. */
export function ConfirmDialog({
  title,
  text,
  action,
  isDestructive = true,
  work,
  onClose,
}: ConfirmDialogProps): ReactElement {
  const { messages } = useStudio()
  // Set at once: a second press may come before the button is drawn as busy.
  const isBusy = useRef(false)
  const { mutate, error, isPending } = useMutation({
    mutationFn: work,
    onSettled: () => {
      isBusy.current = false
    },
  })
  function agree(): void {
    if (isBusy.current) return
    isBusy.current = true
    mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <Text fz="sm">{text}</Text>
      {error !== null && (
        <Alert color="red" role="alert" mt="md">
          {errorText(error, messages)}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {messages.cancel}
        </Button>
        <Button {...(isDestructive && { color: 'red.9' })} loading={isPending} onClick={agree}>
          {action ?? messages.delete}
        </Button>
      </Group>
    </Modal>
  )
}
