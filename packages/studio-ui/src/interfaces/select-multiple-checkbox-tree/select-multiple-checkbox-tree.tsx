import { Box, Checkbox, Input, Stack } from '@mantine/core'
import type { ReactElement } from 'react'
import { type Choice, choiceTree } from '../../schema/choices.js'
import type { InterfaceProps } from '../interface-props.js'
import { chosenOf, listOrNull } from '../several.js'
import { checkedLeaves, checkState, type Combining, keptValues, toggled } from './checked-tree.js'

const ways: readonly Combining[] = ['all', 'branch', 'leaf', 'indeterminate', 'exclusive']

/** Several choices of a tree; a branch turns on all below it. */
export function SelectMultipleCheckboxTree(props: InterfaceProps): ReactElement {
  const { field, value, onChange, frame } = props
  const tree = choiceTree(field.options)
  const combining = ways.find((way) => way === field.options['valueCombining']) ?? 'all'
  const checked = checkedLeaves(tree, new Set(chosenOf(value).map(String)), combining)
  const { label, description, error, withAsterisk, id, disabled } = frame
  function toggle(choice: Choice, isOn: boolean): void {
    const next = keptValues(tree, toggled(choice, checked, isOn), combining)
    onChange(listOrNull(next, field))
  }
  return (
    <Input.Wrapper {...{ label, description, error, withAsterisk, id }} labelElement="div">
      <Box mt={6} role="group" aria-label={field.title}>
        <Branch {...{ choices: tree, checked, disabled, toggle }} />
      </Box>
    </Input.Wrapper>
  )
}

interface BranchProps {
  readonly choices: readonly Choice[]
  readonly checked: ReadonlySet<string>
  readonly disabled: boolean
  readonly toggle: (choice: Choice, isOn: boolean) => void
}

function Branch(props: BranchProps): ReactElement {
  const { choices, checked, disabled, toggle } = props
  return (
    <Stack gap={6}>
      {choices.map((choice) => {
        const state = checkState(choice, checked)
        return (
          <Box key={String(choice.value)}>
            <Checkbox
              label={choice.text}
              disabled={disabled}
              checked={state === 'on'}
              indeterminate={state === 'partly'}
              onChange={() => toggle(choice, state !== 'on')}
            />
            {choice.children !== undefined && (
              <Box pl="lg" pt={6}>
                <Branch {...props} choices={choice.children} />
              </Box>
            )}
          </Box>
        )
      })}
    </Stack>
  )
}
