import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import {
  errorText,
  type SchemaRequest,
  SqlPanel,
  useSchemaChange,
  useSchemaPlan,
  useStudio,
} from '@relvar/studio-ui'
import { type ReactElement, useState } from 'react'
import { dataModelWords as words } from './words.js'

interface RemoveDialogProps {
  readonly title: string
  readonly text: string
  /** What has to be typed; null where nothing is lost. */
  readonly name: string | null
  readonly request: SchemaRequest
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Asks before something is dropped, with the statements that would do it. */
export function RemoveDialog(props: RemoveDialogProps): ReactElement {
  const { title, text, name, request, onClose, onDone } = props
  const { messages } = useStudio()
  const [typed, setTyped] = useState('')
  const result = useSchemaPlan(request)
  const change = useSchemaChange()
  const mayRemove = (name === null || typed === name) && result.error === null
  async function remove(): Promise<void> {
    if (await change.run([request], true)) onDone()
  }
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (mayRemove) void remove()
        }}
      >
        <Stack>
          <Text fz="sm">{text}</Text>
          <SqlPanel result={result} isReady />
          {name !== null && (
            <TextInput
              data-autofocus
              autoComplete="off"
              label={words.remove.typed(name)}
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          )}
          {change.error !== null && (
            <Alert color="red" p="sm" role="alert">
              {errorText(change.error, messages)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" color="red" disabled={!mayRemove} loading={change.isBusy}>
              {words.delete}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
