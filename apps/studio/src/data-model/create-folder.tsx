import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { errorText, useSchemaChange, useStudio } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { dataModelWords as words } from './words.js'

/** Makes a folder, which is a collection without a table. */
export function CreateFolder({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { messages } = useStudio()
  const { register, control, handleSubmit } = useForm({ defaultValues: { name: '' } })
  const name = useWatch({ control, name: 'name' })
  const change = useSchemaChange()
  async function create(): Promise<void> {
    const body = { collection: name, meta: {} }
    if (await change.run([{ method: 'POST', path: '/collections', body }])) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.createFolder}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <form onSubmit={(event) => void handleSubmit(create)(event)}>
        <Stack>
          <TextInput {...register('name')} data-autofocus label={words.folderName} />
          {change.error !== null && (
            <Alert color="red" p="sm" role="alert">
              {errorText(change.error, messages)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={change.isBusy}>
              {words.newCollection.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
