import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { DisplayProps } from '../display-props.js'
import { dateText } from './date-text.js'
import { relativeText } from './relative-text.js'

/** A date or time in the reader's language, or how long ago it is; the exact value is a hover away. */
export function DatetimeDisplay({ field, value }: DisplayProps): ReactElement {
  const { locale } = useStudio()
  const text = String(value)
  const exact = dateText(text, field.type, locale, field.displayOptions)
  const isRelative = field.displayOptions['relative'] === true
  // Thousands of them are scrolled past: a tooltip of their own each would be too slow.
  return (
    <time dateTime={text} title={isRelative ? exact : text}>
      {isRelative ? relativeText(text, locale, Date.now(), field.displayOptions) : exact}
    </time>
  )
}
