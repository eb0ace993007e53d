import { Text } from '@mantine/core'
import { titleOf } from '@relvar/data-model/catalogue'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { DisplayProps } from '../display-props.js'

/** Text or a number in a style, with something before or after it; masked it is dots. */
export function FormattedValue({ field, value }: DisplayProps): ReactElement {
  const { locale } = useStudio()
  const { bold, italic, prefix, suffix, masked, format } = field.displayOptions
  const text =
    masked === true ? '••••••••' : format === true ? formatted(value, locale) : String(value)
  return (
    <Text
      span
      fz="inherit"
      fw={bold === true ? 600 : undefined}
      fs={italic === true ? 'italic' : undefined}
    >
      {[prefix, text, suffix].filter((part) => typeof part === 'string').join('')}
    </Text>
  )
}

function formatted(value: unknown, locale: string): string {
  return typeof value === 'number' ? value.toLocaleString(locale) : titleOf(String(value))
}
