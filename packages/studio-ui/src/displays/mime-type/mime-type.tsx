import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { DisplayProps } from '../display-props.js'
import { extensionOf, formatOf } from './mime-words.js'

/** A MIME type in words, or the extension that files of it have; the type itself is a hover away. */
export function MimeType({ field, value }: DisplayProps): ReactElement {
  const { messages } = useStudio()
  const text = String(value)
  const isExtension = field.displayOptions['showAsExtension'] === true
  const shown = isExtension ? extensionOf(text) : messages.fileKind(formatOf(text))
  return <span title={text}>{shown}</span>
}
