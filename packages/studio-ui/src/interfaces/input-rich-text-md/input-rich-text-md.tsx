import type { EditorView } from '@codemirror/view'
import { Box, Group, Input, SegmentedControl, Stack } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { EditorFrame } from '../../lazy/editor-frame.js'
import { Markdown } from '../../markdown/markdown.js'
import { useStudio } from '../../provider/studio-provider.js'
import { fontFace } from '../font-face.js'
import type { InterfaceProps } from '../interface-props.js'
import { lazyPart } from '../../lazy/lazy-part.js'
import { SoftLength } from '../input/soft-length.js'
import { MarkdownToolbar } from './markdown-toolbar.js'
import { toolsOf } from './markdown-tools.js'

const CodeEditor = lazyPart(async () => (await import('../input-code/code-editor.js')).CodeEditor)

/** Markdown, written on one side and seen on the other. */
export function InputRichTextMd({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { defaultView, toolbar, customSyntax, placeholder, softLength } = field.options
  const { editorFont, previewFont } = field.options
  const [view, setView] = useState(defaultView === 'preview' ? 'preview' : 'editor')
  const [editor, setEditor] = useState<EditorView | null>(null)
  const text = typeof value === 'string' ? value : ''
  return (
    <Stack gap={4}>
      {view === 'editor' ? (
        <EditorFrame frame={frame} height={112}>
          {!frame.disabled && (
            <MarkdownToolbar tools={toolsOf(toolbar, customSyntax)} view={editor} />
          )}
          <CodeEditor
            value={text}
            language="markdown"
            hasNumbers={false}
            isWrapped
            isReadonly={frame.disabled}
            isInvalid={frame.error !== null}
            labelledBy={`${frame.id}-label`}
            onChange={onChange}
            onEditor={setEditor}
            {...(typeof placeholder === 'string' && { hint: placeholder })}
            face={fontFace(editorFont)}
          />
        </EditorFrame>
      ) : (
        <Input.Wrapper label={frame.label} labelElement="div" error={frame.error}>
          <Box px="sm" py="xs" ff={fontFace(previewFont)}>
            <Markdown text={text} height={112} />
          </Box>
        </Input.Wrapper>
      )}
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          value={view}
          onChange={setView}
          aria-label={messages.markdownView}
          data={[
            { value: 'editor', label: messages.write },
            { value: 'preview', label: messages.preview },
          ]}
        />
        <SoftLength limit={softLength} text={text} />
      </Group>
    </Stack>
  )
}
