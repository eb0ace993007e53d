import { Alert, Button, Checkbox, Drawer, Group, Stack, Text } from '@mantine/core'
import {
  BatchField,
  errorText,
  type Item,
  itemsPath,
  readBatch,
  useStudio,
  WireError,
} from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { words } from '../../words.js'
import { queryOf } from './selection.js'
import type { SelectionActionsProps } from './selection-actions.js'

interface BatchEditProps extends SelectionActionsProps {
  readonly count: string
  readonly onClose: () => void
}

/** Gives several items the same values; only fields that are switched on are sent. */
export function BatchEdit(props: BatchEditProps): ReactElement {
  const { collection, selection, state, count, onClose, onDone } = props
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const [drafts, setDrafts] = useState<Item>({})
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const fields = collection.fields.filter(
    (field) =>
      !field.isKey &&
      !field.readonly &&
      field.interface !== null &&
      field.actions.includes('update'),
  )

  async function save(): Promise<void> {
    const batch = readBatch(fields, drafts, messages)
    setProblems(batch.problems)
    if (Object.keys(batch.problems).length > 0) return
    setBusy(true)
    setError(null)
    try {
      const body = { query: queryOf(collection, selection, state), data: batch.values }
      await client.ask(itemsPath(collection.id), { method: 'PATCH', query: { limit: 0 }, body })
      onClose()
      onDone()
    } catch (thrown) {
      refuse(thrown)
    } finally {
      setBusy(false)
      await queries.invalidateQueries({ queryKey: ['items', collection.id] })
    }
  }
  function refuse(thrown: unknown): void {
    const failures = thrown instanceof WireError ? thrown.failures : []
    const here = failures.flatMap(({ extensions: { field }, message }) =>
      typeof field === 'string' && Object.hasOwn(drafts, field) ? [[field, message] as const] : [],
    )
    setProblems(Object.fromEntries(here))
    if (here.length < Math.max(1, failures.length)) setError(errorText(thrown, messages))
  }
  function toggle(name: string, isOn: boolean): void {
    const { [name]: _, ...rest } = drafts
    setDrafts(isOn ? { ...rest, [name]: null } : rest)
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={words.list.editItems(count)}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <Stack gap="md">
        <Text fz="sm" c="dimmed">
          {fields.length === 0 ? words.list.nothingToEdit : words.list.editHint}
        </Text>
        {fields.map((field) => {
          const isOn = Object.hasOwn(drafts, field.name)
          return (
            <Group key={field.name} align="flex-start" wrap="nowrap">
              <Checkbox
                mt={isOn ? 34 : 0}
                size="xs"
                aria-label={words.list.change(field.title)}
                checked={isOn}
                onChange={({ currentTarget }) => toggle(field.name, currentTarget.checked)}
              />
              <div style={{ flex: 1, minWidth: 0 }}>
                {isOn ? (
                  <BatchField
                    field={field}
                    value={drafts[field.name]}
                    error={problems[field.name] ?? null}
                    onChange={(draft) => setDrafts((now) => ({ ...now, [field.name]: draft }))}
                  />
                ) : (
                  <Text fz="sm" title={field.name}>
                    {field.title}
                  </Text>
                )}
              </div>
            </Group>
          )
        })}
        {error !== null && (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {messages.cancel}
          </Button>
          <Button
            loading={isBusy}
            disabled={Object.keys(drafts).length === 0}
            onClick={() => void save()}
          >
            {words.list.apply}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  )
}
