import { Button, Group, Modal, Textarea } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { escapeProps } from '../related/escape-props.js'
import { useStudio } from '../provider/studio-provider.js'
import type { StudioField } from '../schema/studio-field.js'
import { isText } from './draft.js'
import { rawText, readRaw } from './raw-value.js'

interface RawDialogProps {
  readonly field: StudioField
  readonly value: unknown
  readonly onChange: (draft: unknown) => void
  readonly isReadonly: boolean
  readonly onClose: () => void
}

/** A value as text, the way it goes over the wire. */
export function RawDialog(props: RawDialogProps): ReactElement {
  const { field, value, onChange, isReadonly, onClose } = props
  const { messages } = useStudio()
  const [text, setText] = useState(() => rawText(value))
  const outcome = readRaw(field, text, messages)
  function apply(): void {
    if (outcome.kind !== 'value') return
    onChange(outcome.value)
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      {...escapeProps(onClose)}
      title={messages.rawOf(field.title)}
      size="lg"
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <Textarea
        data-autofocus
        attributes={{ input: { dir: isText(field) ? 'auto' : 'ltr' } }}
        aria-label={messages.rawOf(field.title)}
        autosize
        minRows={4}
        maxRows={20}
        readOnly={isReadonly}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={text}
        error={outcome.kind === 'problem' ? outcome.problem : null}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isReadonly) apply()
        }}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {isReadonly ? messages.close : messages.cancel}
        </Button>
        {!isReadonly && (
          <Button disabled={outcome.kind === 'problem'} onClick={apply}>
            {messages.apply}
          </Button>
        )}
      </Group>
    </Modal>
  )
}
