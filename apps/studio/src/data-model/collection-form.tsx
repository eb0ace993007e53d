import {
  Alert,
  Button,
  Group,
  Menu,
  MultiSelect,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import {
  ColorField,
  errorText,
  titleOf,
  useSchemaChange,
  useStudio,
  type NamedCollection,
  type WireCollection,
  type WireField,
} from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { type CollectionSaid, saidOf, sayCollection } from './collection-said.js'
import { mono } from './mono.js'
import { NamesEditor } from './names-editor.js'
import { FormSwitch } from './form-switch.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.form

interface CollectionFormProps {
  readonly collection: WireCollection
  readonly fields: readonly WireField[]
  readonly all: readonly NamedCollection[]
}

/** What is said of a collection; nothing of it changes the database. */
export function CollectionForm({ collection, fields, all }: CollectionFormProps): ReactElement {
  const { messages } = useStudio()
  const form = useForm<CollectionSaid>({ values: saidOf(collection) })
  const { register, control, handleSubmit, formState, setValue, getValues } = form
  const change = useSchemaChange()
  const columns = fields.filter(({ schema }) => schema !== null).map(({ field }) => field)
  const choices = columns.map((name) => ({ value: name, label: titleOf(name) }))
  const folders = all
    .filter((each) => each.schema === null && each.collection !== collection.collection)
    .map((each) => ({ value: each.collection, label: each.title }))
  const isTable = collection.schema !== null
  const lacksKey = isTable && !hasKeyOfItsOwn(collection, fields)
  async function save(said: CollectionSaid): Promise<void> {
    await change.run([sayCollection(collection, said, lacksKey)])
  }
  const pick = (
    name: 'group' | 'sortField' | 'archiveField',
    label: string,
    data: readonly { readonly value: string; readonly label: string }[],
  ): ReactElement => (
    <Controller
      control={control}
      name={name}
      render={({ field: { value, onChange } }) => (
        <Select
          label={label}
          clearable
          searchable={data.length > 8}
          placeholder={words.none}
          data={[...data]}
          value={value === '' ? null : value}
          onChange={(chosen) => onChange(chosen ?? '')}
        />
      )}
    />
  )
  return (
    <form onSubmit={(event) => void handleSubmit(save)(event)} autoComplete="off">
      <Stack>
        <Textarea {...register('note')} label={words.note} autosize minRows={1} />
        <Group grow align="flex-start">
          <TextInput {...register('icon')} label={words.icon} description={words.iconText} />
          <Controller
            control={control}
            name="color"
            render={({ field: { value, onChange } }) => (
              <ColorField label={words.color} value={value} onChange={onChange} />
            )}
          />
        </Group>
        {pick('group', words.group, folders)}
        <FormSwitch control={control} name="hidden" label={words.hidden} />
        {isTable && (
          <>
            <Group align="flex-end" wrap="nowrap">
              <TextInput
                {...register('template')}
                label={words.template}
                description={words.templateText}
                style={{ flex: 1 }}
                styles={mono}
                spellCheck={false}
              />
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button variant="default">{words.addToTemplate}</Button>
                </Menu.Target>
                <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
                  {choices.map(({ value, label }) => (
                    <Menu.Item
                      key={value}
                      onClick={() =>
                        setValue(
                          'template',
                          `${getValues('template')} {{ ${value} }}`.trimStart(),
                          { shouldDirty: true },
                        )
                      }
                    >
                      {label}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            </Group>
            <FormSwitch control={control} name="singleton" label={words.singleton} />
            {lacksKey && (
              <Controller
                control={control}
                name="key"
                render={({ field: { value, onChange } }) => (
                  <MultiSelect
                    label={words.key}
                    description={words.keyText}
                    data={choices}
                    value={[...value]}
                    onChange={onChange}
                  />
                )}
              />
            )}
            {pick('sortField', words.sortField, choices)}
            {pick('archiveField', words.archiveField, choices)}
            <Group grow>
              <TextInput {...register('archiveValue')} label={words.archiveValue} />
              <TextInput {...register('unarchiveValue')} label={words.unarchiveValue} />
            </Group>
            <FormSwitch control={control} name="archiveFilter" label={words.archiveFilter} />
            <Controller
              control={control}
              name="accountability"
              render={({ field: { value, onChange } }) => (
                <Select
                  label={words.accountability}
                  allowDeselect={false}
                  data={(['all', 'activity', 'none'] as const).map((each) => ({
                    value: each,
                    label: words.accountabilities[each],
                  }))}
                  value={value}
                  onChange={(chosen) => onChange(chosen ?? value)}
                />
              )}
            />
          </>
        )}
        <Controller
          control={control}
          name="translations"
          render={({ field: { value, onChange } }) => (
            <NamesEditor names={value} onChange={onChange} />
          )}
        />
        {change.error !== null && (
          <Alert color="red" p="sm" role="alert">
            {errorText(change.error, messages)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" disabled={!formState.isDirty} loading={change.isBusy}>
            {dataModelWords.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The database has a key for it, so that none has to be declared. */
function hasKeyOfItsOwn({ meta }: WireCollection, fields: readonly WireField[]): boolean {
  const isDeclared = Array.isArray(meta?.['primary_key'])
  return !isDeclared && fields.some(({ schema }) => schema?.is_primary_key === true)
}
