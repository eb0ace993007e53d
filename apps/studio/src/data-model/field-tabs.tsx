import { Select, Stack, Textarea, TextInput } from '@mantine/core'
import { displays, interfaces } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { mono } from './mono.js'
import { OptionsForm } from './options-form.js'
import type { FieldTabProps } from './schema-tab.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.field

/** How the field is filled in. */
export function InterfaceTab({ form, draft, chosen }: FieldTabProps): ReactElement {
  const fitting = interfaces.filter(
    ({ types, relational }) => !relational && types.includes(draft.type),
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
export function RulesTab({ form: { register }, problems }: FieldTabProps): ReactElement {
  const wrong = (key: 'validation' | 'conditions'): string | false =>
    problems.includes(key) && words.invalidJson
  const code = { styles: mono, spellCheck: false, autosize: true, minRows: 4 } as const
  return (
    <Stack>
      <Textarea
        {...register('validation')}
        {...code}
        label={words.rule}
        description={words.ruleText}
        error={wrong('validation')}
      />
      <TextInput {...register('validationMessage')} label={words.message} />
      <Textarea
        {...register('conditions')}
        {...code}
        label={words.conditionList}
        description={words.conditionText}
        error={wrong('conditions')}
      />
    </Stack>
  )
}
