import { Box, Input, SegmentedControl, Stack } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { EditorFrame } from '../../lazy/editor-frame.js'
import { Markdown } from '../../markdown/markdown.js'
import { useStudio } from '../../provider/studio-provider.js'
import type { InterfaceProps } from '../interface-props.js'
import { lazyPart } from '../../lazy/lazy-part.js'

const CodeEditor = lazyPart(async () => (await import('../input-code/code-editor.js')).CodeEditor)

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
          <Box px="sm" py="xs">
            <Markdown text={text} height={112} />
          </Box>
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
