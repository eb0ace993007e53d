import { Button, Modal, Stack, Text } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { ShownOnce } from './shown-once.js'

interface ShownOnceDialogProps {
  /** null while there is nothing to show. */
  readonly value: string | null
  readonly title: string
  readonly text: string
  /** What the button says. */
  readonly done: string
  readonly onClose: () => void
}

/** A secret that was just made; a press beside the dialog does not take it away. */
export function ShownOnceDialog(props: ShownOnceDialogProps): ReactElement {
  const { value, title, text, done, onClose } = props
  const { messages } = useStudio()
  return (
    <Modal
      opened={value !== null}
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <Stack>
        <Text fz="sm">{text}</Text>
        <ShownOnce value={value ?? ''} />
        <Button onClick={onClose}>{done}</Button>
      </Stack>
    </Modal>
  )
}
