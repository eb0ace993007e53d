import { Alert, Button, Group, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useRef, useState } from 'react'
import { errorText } from '../../messages/failure-text.js'
import { useStudio } from '../../provider/studio-provider.js'

interface GroupDialogProps {
  readonly title: string
  /** What is typed. */
  readonly label: string
  /** What it is called by now. */
  readonly name?: string
  readonly work: (name: string) => Promise<void>
  readonly onClose: () => void
}

/** Asks what a group is called, one that is there or a new one. */
export function GroupDialog(props: GroupDialogProps): ReactElement {
  const { title, label, name = '', work, onClose } = props
  const { messages } = useStudio()
  const [text, setText] = useState(name)
  // Set at once: a second press may come before the button is drawn as busy.
  const isBusy = useRef(false)
  const { mutate, error, isPending } = useMutation({
    mutationFn: work,
    onSuccess: onClose,
    onSettled: () => {
      isBusy.current = false
    },
  })
  const written = text.trim()
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (isBusy.current || written === '') return
    if (written === name) {
      onClose()
      return
    }
    isBusy.current = true
    mutate(written)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <form onSubmit={submit}>
        <TextInput
          label={label}
          value={text}
          required
          withAsterisk={false}
          autoComplete="off"
          data-autofocus
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {error !== null && (
          <Alert color="red" role="alert" mt="md">
            {errorText(error, messages)}
          </Alert>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {messages.cancel}
          </Button>
          <Button type="submit" loading={isPending} disabled={written === ''}>
            {messages.save}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
