import { Badge, Group, Tooltip } from '@mantine/core'
import { titleOf } from '@relvar/data-model/catalogue'
import type { ReactElement } from 'react'
import { namedIcon } from '../../icons/icons.js'
import { type Choice, choicesOf } from '../../schema/choices.js'
import type { DisplayProps } from '../display-props.js'
import { readableOn } from '../style/readable.js'

/** A value, or each of several, as a chip: by the words, icons and colours of its choices; as a dot where that is wanted. */
export function Labels({ field, value }: DisplayProps): ReactElement {
  const { format, showAsDot } = field.displayOptions
  const choices = choicesOf(field.displayOptions)
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return (
    <Group gap={4} wrap="nowrap" component="span">
      {values.map((each, index) => {
        const choice = choices.find((one) => one.value === each)
        const text = choice?.text ?? (format === false ? String(each) : titleOf(String(each)))
        const Shape = showAsDot === true ? Spot : Chip
        return <Shape key={`${index} ${text}`} text={text} choice={choice} />
      })}
    </Group>
  )
}

interface LabelProps {
  readonly text: string
  readonly choice: Choice | undefined
}

function Chip({ text, choice }: LabelProps): ReactElement {
  const { color, icon, background, foreground } = choice ?? {}
  const mark = namedIcon(icon, 12) ?? (color === undefined ? undefined : <Dot color={color} />)
  return (
    <Badge
      component="span"
      variant="default"
      radius="sm"
      tt="none"
      fw={500}
      leftSection={mark}
      {...(background !== undefined && {
        style: { background, color: readableOn(background, foreground), borderColor: background },
      })}
    >
      {text}
    </Badge>
  )
}

/** The word is a hover away, and said to those who do not see colours. */
function Spot({ text, choice }: LabelProps): ReactElement {
  const color = choice?.background ?? choice?.color ?? 'var(--mantine-color-gray-5)'
  return (
    <Tooltip label={text} openDelay={200}>
      <span role="img" aria-label={text}>
        <Dot color={color} />
      </span>
    </Tooltip>
  )
}

/** Colours of people's own carry text only where it can be read: on a dot they need no contrast. */
function Dot({ color }: { readonly color: string }): ReactElement {
  return (
    <span style={{ display: 'block', width: 8, height: 8, borderRadius: 4, background: color }} />
  )
}
