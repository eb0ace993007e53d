import { Select, Stack, Text, TextInput } from '@mantine/core'
import { displays, FilterBuilder, type Interface, interfaces } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { ConditionsEditor } from './conditions-editor.js'
import { OptionsForm } from './options-form.js'
import type { FieldTabProps } from './schema-tab.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.field

/** How the field is filled in. */
export function InterfaceTab({ form, draft, chosen }: FieldTabProps): ReactElement {
  const fitting = interfaces.filter(
    (each) => each.types.includes(draft.type) && isOfOneKind(each, chosen),
  )
  return (
    <Stack>
      <Select
        label={words.interface}
        searchable
        clearable
        data={fitting.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.interface === '' ? null : draft.interface}
        onChange={(id) => form.setValue('interface', id ?? '')}
      />
      {chosen !== undefined && (
        <OptionsForm
          key={chosen.id}
          schema={chosen.options}
          type={draft.type}
          values={draft.options}
          onChange={(values) => form.setValue('options', values)}
        />
      )}
    </Stack>
  )
}

/** A link stays one of its kind, and a plain value stays none. */
function isOfOneKind(each: Interface, chosen: Interface | undefined): boolean {
  if (chosen?.relational !== true) return !each.relational
  return each.localTypes.some((type) => chosen.localTypes.includes(type))
}

/** How its values are shown in lists. */
export function DisplayTab({ form, draft }: FieldTabProps): ReactElement {
  const fitting = displays.filter(({ types }) => types.includes(draft.type))
  const chosen = displays.find(({ id }) => id === draft.display)
  return (
    <Stack>
      <Select
        label={words.displayKind}
        clearable
        placeholder={words.byType}
        data={fitting.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.display}
        onChange={(id) => form.setValue('display', id)}
      />
      {chosen !== undefined && (
        <OptionsForm
          key={chosen.id}
          schema={chosen.options}
          type={draft.type}
          values={draft.displayOptions}
          onChange={(values) => form.setValue('displayOptions', values)}
        />
      )}
    </Stack>
  )
}

/** What values have to pass, and when the field looks otherwise. */
export function RulesTab({ form, draft, collection }: FieldTabProps): ReactElement {
  return (
    <Stack>
      <Stack gap={4} component="section" aria-label={words.rule}>
        <Text fz="sm" fw={500}>
          {words.rule}
        </Text>
        <Text fz="xs" c="dimmed">
          {words.ruleText}
        </Text>
        <FilterBuilder
          collection={collection}
          value={draft.validation}
          onChange={(rule) => form.setValue('validation', rule)}
          of="payload"
        />
      </Stack>
      <TextInput {...form.register('validationMessage')} label={words.message} />
      <ConditionsEditor
        collection={collection}
        conditions={draft.conditions}
        onChange={(conditions) => form.setValue('conditions', [...conditions])}
      />
    </Stack>
  )
}
