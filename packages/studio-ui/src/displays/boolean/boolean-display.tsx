import { Group, ThemeIcon } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { namedIcon } from '../../icons/icons.js'
import { useStudio } from '../../provider/studio-provider.js'
import type { DisplayProps } from '../display-props.js'

/**
 * A tick or a cross, with the word for those who do not see it. A field may have icons, colours and words of its own;
 * a word alone stands as text.
 */
export function BooleanDisplay({ field, value }: DisplayProps): ReactElement | string {
  const { messages } = useStudio()
  const side = value === true ? 'On' : 'Off'
  const options = field.displayOptions
  const [label, color] = [options[`label${side}`], options[`color${side}`]]
  const own = namedIcon(options[`icon${side}`], 14)
  const hasColor = typeof color === 'string' && color !== ''
  const hasLabel = typeof label === 'string' && label !== ''
  if (hasLabel && own === null && !hasColor) return label
  const [Icon, word] = value === true ? [IconCheck, messages.yes] : [IconX, messages.no]
  const mark = (
    <ThemeIcon
      size={18}
      variant={value === true && !hasColor ? 'light' : 'transparent'}
      color={hasColor ? color : 'gray'}
      {...(hasLabel ? { 'aria-hidden': true } : { role: 'img', 'aria-label': word })}
    >
      {own ?? <Icon size={14} stroke={2} />}
    </ThemeIcon>
  )
  if (!hasLabel) return mark
  return (
    <Group gap={4} wrap="nowrap" component="span">
      {mark}
      {label}
    </Group>
  )
}
