import {
  ActionIcon,
  Autocomplete,
  Group,
  JsonInput,
  Menu,
  NativeSelect,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core'
import { IconMathFunction, IconX } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { fromInput, inputType, toInput } from '../interfaces/datetime/input-value.js'
import { widgetOf } from '../interfaces/widget-of.js'
import { useStudio } from '../provider/studio-provider.js'
import { choicesOf } from '../schema/choices.js'
import type { StudioField } from '../schema/studio-field.js'
import type { FilterRule } from './filter-tree.js'
import { operandOf } from './operators.js'
import type { FilterField } from './use-filter-field.js'

interface ValueInputProps {
  readonly rule: FilterRule
  readonly target: FilterField
  readonly onChange: (value: unknown) => void
}

/** What a rule compares with, typed as the field's type wants it; or a variable that the server fills in. */
export function ValueInput({ rule, target, onChange }: ValueInputProps): ReactElement | null {
  const { messages } = useStudio()
  const words = messages.filter
  const operand = operandOf(rule.operator)
  if (operand === 'claim') return null
  if (operand === 'json') return <StructureInput value={rule.value} onChange={onChange} />
  if (isVariable(rule.value))
    return <VariableInput value={rule.value} target={target} onChange={onChange} />
  const pair = Array.isArray(rule.value) ? rule.value : []
  return (
    <Group gap={4} wrap="nowrap" style={{ flex: 1, minWidth: 160 }}>
      {operand === 'list' && <ListInput value={rule.value} target={target} onChange={onChange} />}
      {operand === 'value' && (
        <ScalarInput label={words.value} {...{ target, onChange, rule }} value={rule.value} />
      )}
      {operand === 'pair' && (
        <>
          <ScalarInput
            label={words.from}
            {...{ target, rule }}
            value={pair[0]}
            onChange={(first) => onChange([first, pair[1] ?? null])}
          />
          <Text fz="xs" c="dimmed">
            {words.to}
          </Text>
          <ScalarInput
            label={words.until}
            {...{ target, rule }}
            value={pair[1]}
            onChange={(last) => onChange([pair[0] ?? null, last])}
          />
        </>
      )}
      {operand !== 'pair' && <VariableMenu target={target} onPick={onChange} />}
    </Group>
  )
}

function isVariable(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('$')
}

/** The variables that make sense for a field, the likeliest first. */
function variablesFor({ field }: FilterField): readonly string[] {
  const type = field?.type
  if (type === 'date' || type === 'dateTime' || type === 'timestamp')
    return ['$NOW', '$NOW(-1 day)', '$NOW(-7 days)', '$NOW(-1 month)', '$NOW(+7 days)']
  const isOfPeople = type === 'uuid' || type === 'string' || type === 'text' || type === undefined
  return isOfPeople || field?.related != null
    ? ['$CURRENT_USER', '$CURRENT_ROLE', '$CURRENT_ROLES', '$CURRENT_POLICIES']
    : []
}

function VariableMenu({
  target,
  onPick,
}: {
  readonly target: FilterField
  readonly onPick: (variable: string) => void
}): ReactElement | null {
  const { messages } = useStudio()
  const words = messages.filter
  const variables = variablesFor(target)
  if (variables.length === 0) return null
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={words.variable}
          title={words.variable}
        >
          <IconMathFunction size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {variables.map((name) => (
          <Menu.Item
            key={name}
            rightSection={
              <Text fz="xs" c="dimmed">
                {words.variables[name]}
              </Text>
            }
            onClick={() => onPick(name)}
          >
            <Text span ff="monospace" fz="xs">
              {name}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

interface VariableInputProps {
  readonly value: string
  readonly target: FilterField
  readonly onChange: (value: unknown) => void
}

function VariableInput({ value, target, onChange }: VariableInputProps): ReactElement {
  const { messages } = useStudio()
  return (
    <Autocomplete
      size="xs"
      style={{ flex: 1, minWidth: 160 }}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      aria-label={messages.filter.value}
      data={[...variablesFor(target)]}
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      rightSection={
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={messages.filter.plainValue}
          onClick={() => onChange(null)}
        >
          <IconX size={14} />
        </ActionIcon>
      }
    />
  )
}

interface ScalarInputProps extends ValueInputProps {
  readonly label: string
  readonly value: unknown
}

function ScalarInput({ label, value, target, rule, onChange }: ScalarInputProps): ReactElement {
  const { messages } = useStudio()
  const { field, isNumber } = target
  const common = { size: 'xs', 'aria-label': label, style: { flex: 1, minWidth: 110 } } as const
  const isEquality = rule.operator === '_eq' || rule.operator === '_neq'
  if (field?.type === 'boolean') {
    const data = [
      { value: '', label: '' },
      { value: 'true', label: messages.filter.true },
      { value: 'false', label: messages.filter.false },
    ]
    return (
      <NativeSelect
        {...common}
        data={data}
        value={typeof value === 'boolean' ? String(value) : ''}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === '' ? null : currentTarget.value === 'true')
        }
      />
    )
  }
  const choices = field === null || !isEquality ? [] : choicesOf(field.options)
  if (choices.length > 0) {
    const data = [
      { value: '', label: '' },
      ...choices.map((choice) => ({ value: String(choice.value), label: choice.text })),
    ]
    return (
      <NativeSelect
        {...common}
        data={data}
        value={value == null ? '' : String(value)}
        onChange={({ currentTarget }) =>
          onChange(
            choices.find((choice) => String(choice.value) === currentTarget.value)?.value ?? null,
          )
        }
      />
    )
  }
  if (field?.related != null && isEquality)
    return <LinkInput {...{ field, value, onChange, label }} />
  if (isNumber || (field !== null && isNumeric(field)))
    return <NumberText {...{ value, onChange, label }} />
  if (field !== null && isTemporal(field))
    return (
      <TextInput
        {...common}
        type={inputType(field.type)}
        {...(field.type !== 'date' && { step: 1 })}
        value={typeof value === 'string' ? toInput(value, field.type) : ''}
        onChange={({ currentTarget }) => onChange(fromInput(currentTarget.value, field.type))}
      />
    )
  return (
    <TextInput
      {...common}
      autoComplete="off"
      value={value == null ? '' : String(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

/** The item that is meant, chosen from a list as in a form. */
function LinkInput({
  field,
  value,
  onChange,
  label,
}: {
  readonly field: StudioField
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly label: string
}): ReactElement {
  const Widget = widgetOf({ ...field, interface: 'select-dropdown-m2o' })
  return (
    <div style={{ flex: 1, minWidth: 160 }} role="group" aria-label={label}>
      {Widget !== null && (
        <Widget
          field={{ ...field, nullable: true }}
          value={value}
          onChange={onChange}
          frame={{
            id: `filter-${field.name}`,
            label: null,
            description: null,
            error: null,
            withAsterisk: false,
            disabled: false,
          }}
        />
      )}
    </div>
  )
}

function isNumeric({ type }: StudioField): boolean {
  return ['integer', 'bigInteger', 'decimal', 'float'].includes(type)
}

function isTemporal({ type }: StudioField): boolean {
  return ['date', 'time', 'dateTime', 'timestamp'].includes(type)
}

/** Digits beyond what a number of JavaScript holds go over the wire as text. */
function readNumber(text: string): unknown {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return null
  const number = Number(text)
  return String(number) === text ? number : text
}

/** A number, typed as text; while it is none, there is no value. */
function NumberText({
  value,
  onChange,
  label,
}: {
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly label: string
}): ReactElement {
  const { messages } = useStudio()
  const [text, setText] = useState(value == null ? '' : String(value))
  const isWrong = text !== '' && readNumber(text) === null
  return (
    <TextInput
      size="xs"
      style={{ flex: 1, minWidth: 80 }}
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      error={isWrong ? messages.invalidNumber : null}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        onChange(readNumber(currentTarget.value.trim()))
      }}
    />
  )
}

function ListInput({ value, target, onChange }: VariableListProps): ReactElement {
  const { messages } = useStudio()
  const { field, isNumber } = target
  const values = Array.isArray(value) ? value.map(String) : []
  const isOfNumbers = isNumber || (field !== null && isNumeric(field))
  const choices = field === null ? [] : choicesOf(field.options)
  return (
    <TagsInput
      size="xs"
      style={{ flex: 1, minWidth: 160 }}
      aria-label={messages.filter.value}
      placeholder={values.length === 0 ? messages.filter.listHint : ''}
      data={choices.map((choice) => String(choice.value))}
      splitChars={[',']}
      acceptValueOnBlur
      value={values}
      onChange={(next) =>
        onChange(isOfNumbers ? next.flatMap((text) => readNumber(text.trim()) ?? []) : next)
      }
    />
  )
}

interface VariableListProps {
  readonly value: unknown
  readonly target: FilterField
  readonly onChange: (value: unknown) => void
}

/** What is neither a value nor a list: shapes, and conditions on what JSON holds. */
function StructureInput({
  value,
  onChange,
}: {
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}): ReactElement {
  const { messages } = useStudio()
  const [text, setText] = useState(value == null ? '' : JSON.stringify(value))
  const parsed = parse(text)
  return (
    <JsonInput
      size="xs"
      autosize
      minRows={1}
      style={{ flex: 1, minWidth: 200 }}
      aria-label={messages.filter.value}
      error={text !== '' && parsed === null ? messages.invalidJson : null}
      value={text}
      onChange={(next) => {
        setText(next)
        onChange(parse(next))
      }}
    />
  )
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
