import { Box, Button, Drawer, Group, Modal, Text } from '@mantine/core'
import { type ReactElement, type ReactNode, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { escapeProps } from './escape-props.js'

interface SideDrawerProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A drawer on the right; several stand above each other. */
export function SideDrawer({ title, isOpen, onClose, children }: SideDrawerProps): ReactElement {
  const { messages } = useStudio()
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      {...escapeProps(onClose)}
      position="right"
      size="xl"
      title={title}
      closeButtonProps={{ 'aria-label': messages.close }}
      styles={drawerStyles}
    >
      {children}
    </Drawer>
  )
}

const drawerStyles = {
  title: { fontWeight: 600 },
  content: { display: 'flex', flexDirection: 'column' },
  body: { display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0, padding: 0 },
} as const

interface DrawerFormProps {
  readonly isDirty: boolean
  readonly canApply: boolean
  readonly onCancel: () => void
  readonly onApply: () => void
  readonly children: ReactNode
}

/** The form within a drawer, with the buttons that end it below. Nothing is sent from here. */
export function DrawerForm(props: DrawerFormProps): ReactElement {
  const { isDirty, canApply, onCancel, onApply, children } = props
  const { messages } = useStudio()
  return (
    <Box
      component="form"
      noValidate
      style={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}
      onSubmit={(event) => {
        event.preventDefault()
        // A form in a portal is still a child of the one that it was opened from.
        event.stopPropagation()
        if (canApply) onApply()
      }}
    >
      <Box px="md" pb="md" style={{ flex: 1, overflowY: 'auto' }}>
        {children}
      </Box>
      <Group
        px="md"
        py="sm"
        justify="space-between"
        wrap="nowrap"
        style={{ borderTop: '1px solid var(--mantine-color-default-border)' }}
      >
        <Text fz="xs" c="dimmed">
          {isDirty ? messages.savedWithParent : ''}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={onCancel}>
            {canApply ? messages.cancel : messages.close}
          </Button>
          {canApply && (
            <Button type="submit" disabled={!isDirty}>
              {messages.apply}
            </Button>
          )}
        </Group>
      </Group>
    </Box>
  )
}

/**
 * Asks before what was typed in a drawer or a dialog is lost.
 *
 * @param isDirty asked when it is to be closed
 */
export function useDiscardQuestion(
  isDirty: () => boolean,
  onClose: () => void,
): {
  readonly close: () => void
  readonly question: ReactElement
} {
  const { messages } = useStudio()
  const [isAsking, setAsking] = useState(false)
  return {
    close: () => (isDirty() ? setAsking(true) : onClose()),
    question: (
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={messages.discardTitle}
        closeButtonProps={{ 'aria-label': messages.close }}
        {...escapeProps(() => setAsking(false))}
      >
        <Text fz="sm">{messages.discardText}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {messages.discardIt}
          </Button>
          <Button data-autofocus onClick={() => setAsking(false)}>
            {messages.keepEditing}
          </Button>
        </Group>
      </Modal>
    ),
  }
}
