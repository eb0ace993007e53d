import { Input, SegmentedControl, Skeleton, Stack } from '@mantine/core'
import { lazy, type ReactElement, Suspense, useState } from 'react'
import { EditorFrame } from '../../lazy/editor-frame.js'
import { useStudio } from '../../provider/studio-provider.js'
import type { InterfaceProps } from '../interface-props.js'

const CodeEditor = lazy(async () => ({
  default: (await import('../input-code/code-editor.js')).CodeEditor,
}))
const MarkdownView = lazy(async () => ({
  default: (await import('./markdown-view.js')).MarkdownView,
}))

/** Markdown, written on one side and seen on the other. */
export function InputRichTextMd({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { defaultView } = field.options
  const [view, setView] = useState(defaultView === 'preview' ? 'preview' : 'editor')
  const text = typeof value === 'string' ? value : ''
  return (
    <Stack gap={4}>
      {view === 'editor' ? (
        <EditorFrame frame={frame} height={112}>
          <CodeEditor
            value={text}
            language="markdown"
            hasNumbers={false}
            isWrapped
            isReadonly={frame.disabled}
            isInvalid={frame.error !== null}
            labelledBy={`${frame.id}-label`}
            onChange={onChange}
          />
        </EditorFrame>
      ) : (
        <Input.Wrapper label={frame.label} labelElement="div" error={frame.error}>
          <Suspense fallback={<Skeleton h={112} />}>
            <MarkdownView text={text} />
          </Suspense>
        </Input.Wrapper>
      )}
      <SegmentedControl
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        value={view}
        onChange={setView}
        aria-label={messages.markdownView}
        data={[
          { value: 'editor', label: messages.write },
          { value: 'preview', label: messages.preview },
        ]}
      />
    </Stack>
  )
}
