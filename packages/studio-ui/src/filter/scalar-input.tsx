import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { fromInput, inputType, toInput } from '../interfaces/datetime/input-value.js'
import { SelectDropdownM2o } from '../interfaces/select-dropdown-m2o/select-dropdown-m2o.js'
import { isNumeric } from '../item-form/draft.js'
import { useStudio } from '../provider/studio-provider.js'
import { choicesOf } from '../schema/choices.js'
import type { StudioField } from '../schema/studio-field.js'
import type { FilterRule } from './filter-tree.js'
import { NumberText } from './number-text.js'
import type { FilterField } from './use-filter-field.js'

interface ScalarInputProps {
  readonly rule: FilterRule
  readonly target: FilterField
  readonly onChange: (value: unknown) => void
  readonly label: string
  readonly value: unknown
}

/** One value, in what its type is typed in. */
export function ScalarInput({
  label,
  value,
  target,
  rule,
  onChange,
}: ScalarInputProps): ReactElement {
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
  return (
    <div style={{ flex: 1, minWidth: 160 }} role="group" aria-label={label}>
      <SelectDropdownM2o
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
    </div>
  )
}

function isTemporal({ type }: StudioField): boolean {
  return ['date', 'time', 'dateTime', 'timestamp'].includes(type)
}
