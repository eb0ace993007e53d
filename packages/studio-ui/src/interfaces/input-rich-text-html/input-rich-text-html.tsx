import type { ReactElement } from 'react'
import { EditorFrame } from '../../lazy/editor-frame.js'
import type { InterfaceProps } from '../interface-props.js'
import { lazyPart } from '../../lazy/lazy-part.js'

const HtmlEditor = lazyPart(async () => (await import('./html-editor.js')).HtmlEditor)

/** Formatted text, kept as HTML. */
export function InputRichTextHtml({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { toolbar } = field.options
  return (
    <EditorFrame frame={frame} height={240}>
      <HtmlEditor
        value={typeof value === 'string' ? value : ''}
        tools={Array.isArray(toolbar) ? toolbar.map(String) : null}
        isReadonly={frame.disabled}
        isInvalid={frame.error !== null}
        labelledBy={`${frame.id}-label`}
        onChange={onChange}
      />
    </EditorFrame>
  )
}
