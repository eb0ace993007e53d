import { Skeleton } from '@mantine/core'
import { type ReactElement, Suspense } from 'react'
import { lazyPart } from '../lazy/lazy-part.js'

const MarkdownView = lazyPart(async () => (await import('./markdown-view.js')).MarkdownView)

/** The text; scripts in it are taken out. */
export interface MarkdownProps {
  readonly text: string
  /** Of the room that is kept while what reads it is loaded, in pixels. */
  readonly height: number
}

/** Markdown as it reads, with nothing in it that runs. */
export function Markdown({ text, height }: MarkdownProps): ReactElement {
  return (
    <Suspense fallback={<Skeleton h={height} />}>
      <MarkdownView text={text} />
    </Suspense>
  )
}
