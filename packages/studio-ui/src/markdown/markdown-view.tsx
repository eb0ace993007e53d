import { Typography } from '@mantine/core'
import { marked } from 'marked'
import { type ReactElement, useMemo } from 'react'
import { cleanHtml } from '../interfaces/input-rich-text-html/clean-html.js'

/** Markdown as it reads, with nothing in it that runs. */
export function MarkdownView({ text }: { readonly text: string }): ReactElement {
  const html = useMemo(() => cleanHtml(marked.parse(text, { async: false })), [text])
  return (
    <Typography
      fz="sm"
      dir="auto"
      style={{ overflowWrap: 'anywhere' }}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
