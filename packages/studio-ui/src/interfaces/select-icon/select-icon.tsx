import { Group, Select, Text } from '@mantine/core'
import { titleOf } from '@relvar/data-model/catalogue'
import type { ReactElement } from 'react'
import { icons, namedIcon } from '../../icons/icons.js'
import { useStudio } from '../../provider/studio-provider.js'
import type { InterfaceProps } from '../interface-props.js'

/** One of the icons, found by its name. One that is not among them stays until another is chosen. */
export function SelectIcon({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const current = typeof value === 'string' && value !== '' ? value : null
  const known = Object.keys(icons)
  const names = current === null || known.includes(current) ? known : [current, ...known]
  return (
    <Select
      {...frame}
      data={names.map((name) => ({ value: name, label: titleOf(name) }))}
      value={current}
      placeholder={messages.chooseIcon}
      leftSection={namedIcon(current)}
      searchable
      clearable={field.nullable && !frame.disabled}
      clearButtonProps={{ 'aria-label': messages.clear }}
      renderOption={({ option }) => (
        <Group gap="xs" wrap="nowrap">
          {namedIcon(option.value)}
          <Text fz="sm">{option.label}</Text>
        </Group>
      )}
      onChange={onChange}
    />
  )
}
