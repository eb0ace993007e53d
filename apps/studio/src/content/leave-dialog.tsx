import { Button, Group, Modal, Text } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { words } from '../words.js'

interface LeaveDialogProps {
  readonly blocker: {
    readonly status: 'blocked' | 'idle'
    readonly proceed?: (() => void) | undefined
    readonly reset?: (() => void) | undefined
  }
}

/** Asks whoever leaves a form with changes that are not saved. */
export function LeaveDialog({
  blocker: { status, proceed, reset },
}: LeaveDialogProps): ReactElement {
  const { messages } = useStudio()
  const stay = (): void => reset?.()
  return (
    <Modal
      opened={status === 'blocked'}
      onClose={stay}
      title={words.leaveTitle}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <Text fz="sm">{words.leaveText}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => proceed?.()}>
          {words.leave}
        </Button>
        <Button data-autofocus onClick={stay}>
          {words.stay}
        </Button>
      </Group>
    </Modal>
  )
}
