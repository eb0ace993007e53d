import {
  Alert,
  Box,
  Button,
  Drawer,
  Group,
  SegmentedControl,
  Stack,
  Tabs,
  Text,
} from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { useForm } from 'react-hook-form'
import { errorText } from '../messages/failure-text.js'
import { useStudio } from '../provider/studio-provider.js'
import { FilterBuilder } from '../filter/filter-builder.js'
import { FieldsChoice } from './fields-choice.js'
import { hasFields, type MatrixAction, type PermissionRow, type Said } from './matrix.js'
import { PresetsInput } from './presets-input.js'

/** The permissions of one cell, and what saves them. */
export interface PermissionEditorProps {
  /** The collection as people read it. */
  readonly title: string
  /** The permissions of one cell, at least one; those without an id are not saved yet. */
  readonly rows: readonly [PermissionRow, ...PermissionRow[]]
  /** @throws WireError which is shown, with everything as it was typed */
  readonly onSave: (row: PermissionRow) => Promise<void>
  readonly onRemove: (row: PermissionRow) => Promise<void>
  readonly onClose: () => void
}

/** The rules of one place of the matrix, in a drawer: items, fields, validation and presets. */
export function PermissionEditor(props: PermissionEditorProps): ReactElement {
  const { title, rows, onClose } = props
  const { messages } = useStudio()
  const { matrix } = messages
  const [chosen, setChosen] = useState(0)
  const row = rows[chosen] ?? rows[0]
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={
        <Text fw={600} span>
          {matrix.editor.title(matrix.actions[row.action], title)}
        </Text>
      }
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      {rows.length > 1 && (
        <Stack gap="xs" mb="md">
          <Text fz="sm" c="dimmed">
            {matrix.editor.several}
          </Text>
          <SegmentedControl
            value={String(chosen)}
            onChange={(value) => setChosen(Number(value))}
            data={rows.map((_, index) => ({
              value: String(index),
              label: matrix.editor.rule(index + 1),
            }))}
          />
        </Stack>
      )}
      <Rules key={row.id ?? 'new'} {...props} row={row} />
    </Drawer>
  )
}

type Part = 'items' | 'fields' | 'validation' | 'presets'

/** What means something for an action. */
function partsOf(action: MatrixAction): readonly Part[] {
  if (!hasFields(action)) return ['items']
  if (action === 'read') return ['items', 'fields']
  const written: readonly Part[] = ['fields', 'validation', 'presets']
  return action === 'create' ? written : ['items', ...written]
}

interface Draft {
  readonly permissions: Said | null
  readonly fields: readonly string[]
  readonly validation: Said | null
  readonly presets: Said | null
}

function Rules({
  row,
  onSave,
  onRemove,
  onClose,
}: PermissionEditorProps & { readonly row: PermissionRow }): ReactElement {
  const { messages } = useStudio()
  const words = messages.matrix.editor
  const { permissions, validation, presets } = row
  const form = useForm<Draft>({
    defaultValues: { permissions, fields: row.fields ?? [], validation, presets },
  })
  const draft = form.watch()
  const [isSensible, setSensible] = useState(true)
  const parts = partsOf(row.action)
  const { isSubmitting, errors } = form.formState

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      onClose()
    } catch (error) {
      form.setError('root', { message: errorText(error, messages) })
    }
  }

  const filter = (name: 'permissions' | 'validation', text: string) => (
    <Stack gap="sm">
      <Text fz="sm" c="dimmed">
        {text}
      </Text>
      <FilterBuilder
        collection={row.collection}
        value={draft[name]}
        of={name === 'validation' ? 'payload' : 'items'}
        onChange={(value) => form.setValue(name, value, { shouldDirty: true })}
      />
    </Stack>
  )
  const panels: Readonly<Record<Part, () => ReactElement>> = {
    items: () => filter('permissions', words.itemsText),
    fields: () => (
      <FieldsChoice
        collection={row.collection}
        value={draft.fields}
        onChange={(fields) => form.setValue('fields', fields, { shouldDirty: true })}
      />
    ),
    validation: () => filter('validation', words.validationText),
    presets: () => (
      <PresetsInput
        collection={row.collection}
        value={draft.presets}
        onChange={(value) => form.setValue('presets', value, { shouldDirty: true })}
        onValidity={setSensible}
      />
    ),
  }
  return (
    <form
      noValidate
      onSubmit={(event) =>
        void form.handleSubmit((values) => attempt(() => onSave({ ...row, ...values })))(event)
      }
    >
      <Tabs defaultValue={parts[0] ?? 'items'} keepMounted>
        <Tabs.List>
          {parts.map((part) => (
            <Tabs.Tab key={part} value={part}>
              {words[part]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map((part) => (
          <Tabs.Panel key={part} value={part} pt="md" mih={240}>
            {panels[part]()}
          </Tabs.Panel>
        ))}
      </Tabs>
      <Text fz="xs" c="dimmed" mt="sm">
        {words.variables}
      </Text>
      {errors.root?.message !== undefined && (
        <Alert color="red" role="alert" mt="md">
          {errors.root.message}
        </Alert>
      )}
      <Group mt="lg" justify="flex-end">
        {row.id !== undefined && (
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() => void attempt(() => onRemove(row))}
          >
            {words.remove}
          </Button>
        )}
        <Box style={{ flex: 1 }} />
        <Button variant="default" onClick={onClose}>
          {messages.cancel}
        </Button>
        <Button type="submit" loading={isSubmitting} disabled={!isSensible}>
          {messages.save}
        </Button>
      </Group>
    </form>
  )
}
