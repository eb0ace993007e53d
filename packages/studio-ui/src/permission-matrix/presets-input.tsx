import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconBraces, IconX } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { StructureInput } from '../filter/structure-input.js'
import { useFilterField } from '../filter/use-filter-field.js'
import { ValueInput } from '../filter/value-input.js'
import { useStudio } from '../provider/studio-provider.js'
import { useCollection } from '../schema/use-collections.js'
import type { Said } from './matrix.js'
import { RuleInput } from './rule-input.js'

interface PresetsInputProps {
  readonly collection: string
  readonly value: Said | null
  /** Called with what makes sense only. */
  readonly onChange: (value: Said | null) => void
  /** Whether what is typed makes sense. */
  readonly onValidity: (isValid: boolean) => void
}

/** What a new item starts from, field by field; or as text, which everything can be said in. */
export function PresetsInput(props: PresetsInputProps): ReactElement {
  const { matrix, filter } = useStudio().messages
  const words = matrix.editor
  const [isText, setText] = useState(false)
  const [isValid, setValid] = useState(true)
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fz="sm" c="dimmed">
          {words.presetsText}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          style={{ flexShrink: 0 }}
          leftSection={<IconBraces size={14} />}
          // What makes no sense as text makes none as fields.
          disabled={!isValid}
          onClick={() => setText(!isText)}
        >
          {isText ? words.asFields : filter.asText}
        </Button>
      </Group>
      {isText ? (
        <RuleInput
          label={words.presets}
          value={props.value}
          onChange={props.onChange}
          onValidity={(next) => {
            setValid(next)
            props.onValidity(next)
          }}
        />
      ) : (
        <Fields {...props} />
      )}
    </Stack>
  )
}

function Fields({ collection: id, value, onChange }: PresetsInputProps): ReactElement {
  const { matrix } = useStudio().messages
  const words = matrix.editor
  const { collection } = useCollection(id)
  const [search, setSearch] = useState('')
  const values = value ?? {}
  const names = Object.keys(values)
  const set = (next: Said): void => onChange(Object.keys(next).length === 0 ? null : next)
  const without = (name: string): Said =>
    Object.fromEntries(Object.entries(values).filter(([each]) => each !== name))
  const free = (collection?.fields ?? []).filter(({ name }) => !names.includes(name))
  return (
    <Stack gap="xs">
      {names.length === 0 && (
        <Text fz="sm" c="dimmed">
          {words.noPresets}
        </Text>
      )}
      {names.map((name) => (
        <Preset
          key={name}
          collection={id}
          name={name}
          value={values[name]}
          onChange={(next) => set({ ...values, [name]: next })}
          onRemove={() => set(without(name))}
        />
      ))}
      <Select
        size="xs"
        maw={280}
        searchable
        aria-label={words.addPreset}
        placeholder={words.addPreset}
        searchValue={search}
        onSearchChange={setSearch}
        data={free.map(({ name, title }) => ({ value: name, label: title }))}
        value={null}
        onChange={(name) => {
          setSearch('')
          if (name !== null) set({ ...values, [name]: null })
        }}
      />
    </Stack>
  )
}

interface PresetProps {
  readonly collection: string
  readonly name: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly onRemove: () => void
}

function Preset({ collection, name, value, onChange, onRemove }: PresetProps): ReactElement {
  const { matrix } = useStudio().messages
  const target = useFilterField(collection, [name])
  const isStructure = target.field?.type === 'json' || (typeof value === 'object' && value !== null)
  return (
    <Group gap="xs" wrap="nowrap" role="group" aria-label={target.title}>
      <Text fz="sm" w={140} truncate title={name} style={{ flexShrink: 0 }}>
        {target.title}
      </Text>
      {isStructure ? (
        <StructureInput value={value} onChange={onChange} />
      ) : (
        <ValueInput
          rule={{ kind: 'rule', id: 0, path: [name], operator: '_eq', value }}
          target={target}
          onChange={onChange}
        />
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={matrix.editor.removePreset(target.title)}
        onClick={onRemove}
      >
        <IconX size={16} />
      </ActionIcon>
    </Group>
  )
}
