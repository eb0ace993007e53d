import { Alert, Button, Drawer, Group, Select, Stack, TextInput } from '@mantine/core'
import {
  errorText,
  type SchemaRequest,
  SqlPanel,
  useCollections,
  useSchemaChange,
  useSchemaPlan,
  useStudio,
  type WireField,
} from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import { userCollections } from '../content/collection-tree.js'
import { FormSwitch } from './form-switch.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.relations

const ACTIONS = ['NO ACTION', 'RESTRICT', 'SET NULL', 'CASCADE'] as const

interface RelationDraft {
  readonly field: string
  readonly target: string
  readonly back: string
  readonly onDelete: (typeof ACTIONS)[number]
  /** The database holds it; else it is only declared. */
  readonly isForeignKey: boolean
}

interface RelationDrawerProps {
  readonly collection: string
  /** The columns that are no link yet. */
  readonly free: readonly WireField[]
  readonly onClose: () => void
}

/** Makes a link of a column that is there: by a foreign key, or declared without one. */
export function RelationDrawer({ collection, free, onClose }: RelationDrawerProps): ReactElement {
  const { messages } = useStudio()
  const { data = [] } = useCollections()
  const { register, control, handleSubmit } = useForm<RelationDraft>({
    defaultValues: { field: '', target: '', back: '', onDelete: 'NO ACTION', isForeignKey: true },
  })
  const draft = useWatch({ control }) as RelationDraft
  const request = requestOf(collection, draft)
  const result = useSchemaPlan(request)
  const change = useSchemaChange()
  const targets = userCollections(data).filter(({ schema }) => schema !== null)
  async function create(): Promise<void> {
    if (request !== null && (await change.run([request]))) onClose()
  }
  const pick = (
    name: 'field' | 'target' | 'onDelete',
    label: string,
    options: readonly string[],
  ): ReactElement => (
    <Controller
      control={control}
      name={name}
      render={({ field: { value, onChange } }) => (
        <Select
          label={label}
          searchable
          allowDeselect={false}
          data={[...options]}
          value={value === '' ? null : value}
          onChange={(chosen) => onChange(chosen ?? value)}
        />
      )}
    />
  )
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={onClose}
      title={words.add}
      closeButtonProps={{ 'aria-label': dataModelWords.close }}
    >
      <form onSubmit={(event) => void handleSubmit(create)(event)} autoComplete="off">
        <Stack>
          <Group grow align="flex-start">
            {pick(
              'field',
              words.column,
              free.map(({ field }) => field),
            )}
            {pick(
              'target',
              words.target,
              targets.map((each) => each.collection),
            )}
          </Group>
          <TextInput {...register('back')} label={words.back} description={words.backText} />
          <FormSwitch
            control={control}
            name="isForeignKey"
            label={words.isForeignKey}
            description={words.isForeignKeyText}
          />
          {draft.isForeignKey && pick('onDelete', words.onDelete, ACTIONS)}
          <SqlPanel result={result} isReady={request !== null} />
          {change.error !== null && (
            <Alert color="red" p="sm" role="alert">
              {errorText(change.error, messages)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {dataModelWords.cancel}
            </Button>
            <Button
              type="submit"
              disabled={request === null || result.error !== null}
              loading={change.isBusy}
            >
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  )
}

function requestOf(
  collection: string,
  { field, target, back, onDelete, isForeignKey }: RelationDraft,
): SchemaRequest | null {
  if (field === '' || target === '') return null
  return {
    method: 'POST',
    path: '/relations',
    body: {
      collection,
      field,
      related_collection: target,
      schema: isForeignKey ? { on_delete: onDelete } : null,
      meta: { one_field: back.trim() === '' ? null : back.trim() },
    },
  }
}
