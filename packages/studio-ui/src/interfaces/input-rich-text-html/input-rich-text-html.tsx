import { Group, Stack } from '@mantine/core'
import { type ReactElement, useMemo } from 'react'
import { EditorFrame } from '../../lazy/editor-frame.js'
import { lazyPart } from '../../lazy/lazy-part.js'
import { fontFace } from '../font-face.js'
import { SoftLength } from '../input/soft-length.js'
import type { InterfaceProps } from '../interface-props.js'

const HtmlEditor = lazyPart(async () => (await import('./html-editor.js')).HtmlEditor)

/** Formatted text, kept as HTML. */
export function InputRichTextHtml({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { toolbar, font, softLength } = field.options
  const html = typeof value === 'string' ? value : ''
  return (
    <Stack gap={4}>
      <EditorFrame frame={frame} height={240}>
        <HtmlEditor
          value={html}
          tools={Array.isArray(toolbar) ? toolbar.map(String) : null}
          face={fontFace(font)}
          isReadonly={frame.disabled}
          isInvalid={frame.error !== null}
          labelledBy={`${frame.id}-label`}
          onChange={onChange}
        />
      </EditorFrame>
      {typeof softLength === 'number' && <WrittenLength limit={softLength} html={html} />}
    </Stack>
  )
}

/** What is left of the length, by the characters that are read. */
function WrittenLength(props: { readonly limit: number; readonly html: string }): ReactElement {
  const { limit, html } = props
  const text = useMemo(
    () => new DOMParser().parseFromString(html, 'text/html').body.textContent,
    [html],
  )
  return (
    <Group justify="flex-end">
      <SoftLength limit={limit} text={text} />
    </Group>
  )
}
