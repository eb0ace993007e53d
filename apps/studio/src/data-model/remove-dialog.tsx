import { Modal, Text, TextInput } from '@mantine/core'
import type { SchemaRequest } from '@relvar/studio-ui'
import { type ReactElement, useState } from 'react'
import { ChangeForm } from './change-form.js'
import { dataModelWords as words } from './words.js'

interface RemoveDialogProps {
  readonly title: string
  readonly text: string
  /** What has to be typed; null where nothing is lost. */
  readonly name: string | null
  readonly request: SchemaRequest
  /** What the button says; without it, that something is deleted. */
  readonly submit?: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Asks before something is dropped, with the statements that would do it. */
export function RemoveDialog(props: RemoveDialogProps): ReactElement {
  const { title, text, name, request, submit = words.delete, onClose, onDone } = props
  const [typed, setTyped] = useState('')
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <ChangeForm
        change={request}
        submit={submit}
        isRemoval
        isAllowed={name === null || typed === name}
        onCancel={onClose}
        onDone={onDone}
      >
        <Text fz="sm">{text}</Text>
        {name !== null && (
          <TextInput
            data-autofocus
            autoComplete="off"
            label={words.remove.typed(name)}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        )}
      </ChangeForm>
    </Modal>
  )
}
