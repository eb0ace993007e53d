import { Button, Fieldset, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FieldCondition, FilterBuilder } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { dataModelWords } from './words.js'

const words = dataModelWords.conditions

interface ConditionsEditorProps {
  readonly collection: string
  readonly conditions: readonly FieldCondition[]
  readonly onChange: (conditions: readonly FieldCondition[]) => void
}

/** When a field looks otherwise: rules about the other values of the form, and what holds then. */
export function ConditionsEditor(props: ConditionsEditorProps): ReactElement {
  const { collection, conditions, onChange } = props
  const change = (index: number, part: FieldCondition): void =>
    onChange(conditions.map((each, at) => (at === index ? { ...each, ...part } : each)))
  return (
    <Stack gap="sm" component="section" aria-label={words.title}>
      <Text fz="sm" fw={500}>
        {words.title}
      </Text>
      <Text fz="xs" c="dimmed">
        {words.text}
      </Text>
      {conditions.map((condition, index) => (
        <Fieldset key={index} legend={words.nth(index + 1)} p="sm">
          <Stack gap="sm">
            <TextInput
              label={words.name}
              value={condition.name ?? ''}
              onChange={({ currentTarget }) => change(index, { name: currentTarget.value })}
            />
            <FilterBuilder
              collection={collection}
              value={condition.rule ?? null}
              onChange={(rule) => change(index, { rule: rule ?? {} })}
              of="payload"
            />
            <Group>
              {(['hidden', 'readonly', 'required'] as const).map((key) => (
                <Switch
                  key={key}
                  label={words[key]}
                  checked={condition[key] === true}
                  onChange={({ currentTarget }) => change(index, { [key]: currentTarget.checked })}
                />
              ))}
            </Group>
            <Button
              variant="default"
              size="xs"
              style={{ alignSelf: 'start' }}
              onClick={() => onChange(conditions.toSpliced(index, 1))}
            >
              {words.remove}
            </Button>
          </Stack>
        </Fieldset>
      ))}
      <Button
        variant="default"
        size="xs"
        style={{ alignSelf: 'start' }}
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...conditions, { name: '', rule: {}, hidden: true }])}
      >
        {words.add}
      </Button>
    </Stack>
  )
}
