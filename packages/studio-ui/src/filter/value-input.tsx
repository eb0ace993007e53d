import { Group, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import type { FilterRule } from './filter-tree.js'
import { ListInput } from './list-input.js'
import { operandOf } from './operators.js'
import { ScalarInput } from './scalar-input.js'
import { StructureInput } from './structure-input.js'
import type { FilterField } from './use-filter-field.js'
import { isVariable, VariableInput, VariableMenu } from './variable-input.js'

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
