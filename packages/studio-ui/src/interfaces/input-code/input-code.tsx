import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { EditorFrame } from '../../lazy/editor-frame.js'
import { useStudio } from '../../provider/studio-provider.js'
import type { InterfaceProps } from '../interface-props.js'
import { lazyPart } from '../../lazy/lazy-part.js'

const CodeEditor = lazyPart(async () => (await import('./code-editor.js')).CodeEditor)

/** JSON or other code, in an editor that knows its language. */
export function InputCode({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { language, lineNumber, lineWrapping, template } = field.options
  const isJson = field.type === 'json' || field.type.startsWith('geometry')
  const text = value === null || value === undefined ? '' : String(value)
  const canFill = typeof template === 'string' && template !== '' && text === '' && !frame.disabled
  return (
    <>
      <EditorFrame frame={frame} height={112}>
        <CodeEditor
          value={text}
          language={isJson ? 'json' : typeof language === 'string' ? language : 'plaintext'}
          hasNumbers={lineNumber !== false}
          isWrapped={lineWrapping === true}
          isReadonly={frame.disabled}
          labelledBy={`${frame.id}-label`}
          isInvalid={frame.error !== null}
          onChange={onChange}
        />
      </EditorFrame>
      {canFill && (
        <Group mt={4}>
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(template)}>
            {messages.fillTemplate}
          </Button>
        </Group>
      )}
    </>
  )
}
