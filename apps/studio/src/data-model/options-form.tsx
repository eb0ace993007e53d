import {
  JsonInput,
  NumberInput,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import {
  ColorField,
  type FieldType,
  type OptionSchema,
  type OptionsSchema,
} from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { ChoicesEditor } from './choices-editor.js'
import { offeredOptions } from './offered-options.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.field

type Values = Readonly<Record<string, unknown>>

interface OptionsFormProps {
  /** Those of an interface or display. */
  readonly schema: OptionsSchema
  readonly type: FieldType
  readonly values: Values
  readonly onChange: (values: Values) => void
}

/** A form for the options of an interface or display, made of what the catalogue says of them. */
export function OptionsForm({ schema, type, values, onChange }: OptionsFormProps): ReactElement {
  const shown = offeredOptions(schema, type)
  if (shown.length === 0)
    return (
      <Text fz="sm" c="dimmed">
        {words.noOptions}
      </Text>
    )
  function change(name: string, value: unknown): void {
    const { [name]: _, ...others } = values
    onChange(value === undefined ? others : { ...others, [name]: value })
  }
  return (
    <Stack>
      {shown.map(([name, option]) => (
        <Option
          key={name}
          name={name}
          option={option}
          value={values[name]}
          onChange={(value) => change(name, value)}
        />
      ))}
    </Stack>
  )
}

interface OptionProps {
  readonly name: string
  readonly option: OptionSchema
  readonly value: unknown
  /** Undefined takes the option away, so that its default holds. */
  readonly onChange: (value: unknown) => void
}

function Option({ name, option, value, onChange }: OptionProps): ReactElement {
  const common = { label: option.title ?? name, description: option.description }
  const types = typeof option.type === 'string' ? [option.type] : (option.type ?? [])
  const text = typeof value === 'string' ? value : ''
  const placeholder = typeof option.default === 'string' ? option.default : ''
  const orNothing = (next: string): void => onChange(next === '' ? undefined : next)
  if (name === 'choices')
    return <ChoicesEditor choices={Array.isArray(value) ? value : []} onChange={onChange} />
  if (option.enum !== undefined)
    return (
      <Select
        {...common}
        clearable
        data={option.enum.filter((each) => each !== null)}
        placeholder={placeholder}
        value={text === '' ? null : text}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    )
  if (types.includes('boolean'))
    return (
      <Switch
        {...common}
        checked={typeof value === 'boolean' ? value : option.default === true}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    )
  if (types.includes('number') || types.includes('integer'))
    return (
      <NumberInput
        {...common}
        allowDecimal={!types.includes('integer')}
        {...(option.minimum !== undefined && { min: option.minimum })}
        placeholder={option.default === undefined ? '' : String(option.default)}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next === '' ? undefined : Number(next))}
      />
    )
  if (types.includes('array') && option.items?.type === 'string')
    return (
      <TagsInput
        {...common}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(next) => onChange(next.length === 0 ? undefined : next)}
      />
    )
  if (!types.includes('string'))
    return <JsonOption label={common.label} value={value} onChange={onChange} />
  if (option.format === 'color')
    return <ColorField {...common} value={text} onChange={orNothing} format="hex" />
  const isLong = option.format === 'markdown' || option.format === 'code'
  const Input = isLong ? Textarea : TextInput
  return (
    <Input
      {...common}
      placeholder={placeholder}
      value={text}
      onChange={({ currentTarget }: { currentTarget: { value: string } }) =>
        orNothing(currentTarget.value)
      }
    />
  )
}

interface JsonOptionProps {
  readonly label: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

/** What has no form of its own is written as JSON; what is half-typed stays, and counts once it is whole. */
function JsonOption({ label, value, onChange }: JsonOptionProps): ReactElement {
  return (
    <JsonInput
      label={label}
      autosize
      minRows={2}
      formatOnBlur
      validationError={words.invalidJson}
      defaultValue={value === undefined || value === null ? '' : JSON.stringify(value, null, 2)}
      onChange={(text) => {
        if (text.trim() === '') return onChange(undefined)
        try {
          onChange(JSON.parse(text))
        } catch {
          // It says so by itself.
        }
      }}
    />
  )
}
