import { ThemeIcon } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { DisplayProps } from '../display-props.js'

/** A tick or a cross, with the word for those who do not see it; words of the field's own stand as text. */
export function BooleanDisplay({ field, value }: DisplayProps): ReactElement | string {
  const { messages } = useStudio()
  const label = field.displayOptions[value === true ? 'labelOn' : 'labelOff']
  if (typeof label === 'string') return label
  const [Icon, word] = value === true ? [IconCheck, messages.yes] : [IconX, messages.no]
  return (
    <ThemeIcon
      size={18}
      variant={value === true ? 'light' : 'transparent'}
      color="gray"
      role="img"
      aria-label={word}
    >
      <Icon size={14} stroke={2} />
    </ThemeIcon>
  )
}
