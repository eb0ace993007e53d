import { Alert, Group, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import {
  FIELD_TYPES,
  type FieldDraft,
  type Interface,
  sizeOf,
  titleOf,
  type WireField,
} from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { mono } from './mono.js'
import { NamesEditor } from './names-editor.js'
import { FormSwitch } from './form-switch.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.field

/** What every tab of a field's drawer is given. */
export interface FieldTabProps {
  readonly collection: string
  readonly form: UseFormReturn<FieldDraft>
  readonly draft: FieldDraft
  /** The parts of the draft that cannot be sent. */
  readonly problems: readonly (keyof FieldDraft)[]
  readonly isNew: boolean
  readonly chosen: Interface | undefined
}

interface SchemaTabProps extends FieldTabProps {
  readonly field: WireField | null
  /** The groups of the form that it can stand in. */
  readonly groups: readonly string[]
}

/** The column: its name, type, size, default, and what the database holds of it. */
export function SchemaTab({ field, groups, ...tab }: SchemaTabProps): ReactElement {
  const { form, draft, problems, isNew, chosen } = tab
  const { register, control } = form
  const isAlias = draft.type === 'alias'
  const isKey = field?.schema?.is_primary_key === true
  const types = chosen === undefined || chosen.types.length === 0 ? FIELD_TYPES : chosen.types
  const wrong = (key: keyof FieldDraft): string | false =>
    problems.includes(key) && words.invalidNumber
  return (
    <Stack>
      {field !== null && field.meta === null && (
        <Alert variant="light" p="sm" icon={<IconInfoCircle size={18} />}>
          <Text fz="sm">{words.unmanaged}</Text>
        </Alert>
      )}
      <Group grow align="flex-start">
        <TextInput
          {...register('name')}
          // What cannot be changed cannot have the focus, and would leave it outside of the drawer.
          {...(isNew && { 'data-autofocus': true })}
          // The drawer is open by the time that an interface is chosen.
          autoFocus={isNew}
          label={words.name}
          disabled={!isNew}
          styles={mono}
          spellCheck={false}
        />
        {!isAlias && (
          <Controller
            control={control}
            name="type"
            render={({ field: { value, onChange } }) => (
              <Select
                label={words.type}
                allowDeselect={false}
                disabled={isKey}
                data={[...new Set([...types, value])].filter((type) => type !== 'alias')}
                value={value}
                onChange={(type) => onChange(type ?? value)}
              />
            )}
          />
        )}
      </Group>
      {sizeOf(draft.type) === 'length' && (
        <TextInput
          {...register('length')}
          label={words.length}
          placeholder="255"
          inputMode="numeric"
          error={wrong('length')}
        />
      )}
      {sizeOf(draft.type) === 'digits' && (
        <Group grow align="flex-start">
          <TextInput
            {...register('precision')}
            label={words.precision}
            placeholder="10"
            inputMode="numeric"
            error={wrong('precision')}
          />
          <TextInput
            {...register('scale')}
            label={words.scale}
            placeholder="5"
            inputMode="numeric"
            error={wrong('scale')}
          />
        </Group>
      )}
      {!isAlias && !isKey && (
        <>
          <TextInput
            {...register('defaultValue')}
            label={words.defaultValue}
            description={words.defaultText}
          />
          <Controller
            control={control}
            name="required"
            render={({ field: { value, onChange } }) => (
              <Switch
                label={words.requiredField}
                description={words.requiredText}
                checked={value}
                onChange={({ currentTarget }) => {
                  onChange(currentTarget.checked)
                  // Of a new column it is meant so in the database, too.
                  if (isNew) form.setValue('nullable', !currentTarget.checked)
                }}
              />
            )}
          />
          <FormSwitch control={control} name="nullable" label={words.nullable} />
          <FormSwitch control={control} name="unique" label={words.unique} />
          <FormSwitch control={control} name="indexed" label={words.indexed} />
        </>
      )}
      <Textarea {...register('note')} label={words.note} autosize minRows={1} />
      <FormSwitch control={control} name="readonly" label={words.readonly} />
      <FormSwitch control={control} name="hidden" label={words.hidden} />
      <FormSwitch control={control} name="half" label={words.half} />
      {groups.length > 0 && (
        <Select
          label={words.group}
          clearable
          data={groups.map((name) => ({ value: name, label: titleOf(name) }))}
          value={draft.group === '' ? null : draft.group}
          onChange={(name) => form.setValue('group', name ?? '')}
        />
      )}
      <NamesEditor
        names={draft.translations}
        onChange={(names) => form.setValue('translations', [...names])}
      />
      {field !== null && (
        <Text fz="xs" c="dimmed" ff="monospace">
          {field.schema?.data_type ?? dataModelWords.noColumn}
        </Text>
      )}
    </Stack>
  )
}
