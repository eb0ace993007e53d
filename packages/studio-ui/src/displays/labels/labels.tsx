import { Badge, Group } from '@mantine/core'
import { titleOf } from '@relvar/data-model/catalogue'
import type { ReactElement } from 'react'
import { choicesOf } from '../../schema/choices.js'
import type { DisplayProps } from '../display-props.js'

/** A value, or each of several, as a chip: by the words and colours of its choices. */
export function Labels({ field, value }: DisplayProps): ReactElement {
  const choices = choicesOf(field.displayOptions)
  const values = Array.isArray(value) ? value : [value]
  return (
    <Group gap={4} wrap="nowrap" component="span">
      {values.map((each, index) => {
        const choice = choices.find((one) => one.value === each)
        const text =
          choice?.text ??
          (field.displayOptions['format'] === false ? String(each) : titleOf(String(each)))
        return (
          <Badge
            key={`${index} ${text}`}
            component="span"
            variant="default"
            radius="sm"
            tt="none"
            fw={500}
            leftSection={choice?.color === undefined ? undefined : <Dot color={choice.color} />}
          >
            {text}
          </Badge>
        )
      })}
    </Group>
  )
}

/** Colours of people's own never carry text: on a dot they need no contrast. */
function Dot({ color }: { readonly color: string }): ReactElement {
  return (
    <span style={{ display: 'block', width: 8, height: 8, borderRadius: 4, background: color }} />
  )
}
