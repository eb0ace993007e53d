import { ActionIcon, Autocomplete, Menu, Text } from '@mantine/core'
import { IconMathFunction, IconX } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import type { FilterField } from './use-filter-field.js'

/** Whether the server fills in the value. */
export function isVariable(value: unknown): value is string {
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

/** The variables to choose from. */
export function VariableMenu({
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
    <Menu position="bottom-end">
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
              <Text fz="xs" c="inherit">
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

/** A variable, with what is added to it or taken from it. */
export function VariableInput({ value, target, onChange }: VariableInputProps): ReactElement {
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
