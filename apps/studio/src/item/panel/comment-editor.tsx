import { Alert, Button, Combobox, Group, Textarea, useCombobox } from '@mantine/core'
import { errorText, useStudio } from '@relvar/studio-ui'
import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react'
import { userName, useUserSearch } from '../../access/people-data.js'
import { itemWords } from '../words.js'
import { type Mentioned, openMention, type OpenMention, withIds } from './mentions.js'

/** What was typed of a comment, and the people whom it names so far. */
export interface CommentDraft {
  readonly text: string
  readonly mentioned: Mentioned
}

export const noComment: CommentDraft = { text: '', mentioned: {} }

interface CommentEditorProps {
  readonly label: string
  readonly action: string
  readonly draft: CommentDraft
  readonly onChange: (draft: CommentDraft) => void
  readonly isBusy: boolean
  /** Why it was not saved. */
  readonly error: Error | null
  /** @param comment as the wire takes it */
  readonly onSend: (comment: string) => void
  readonly onCancel?: () => void
}

/** Where a comment is written: Markdown, with people behind an @. */
export function CommentEditor(props: CommentEditorProps): ReactElement {
  const { label, action, draft, onChange, isBusy, error, onSend, onCancel } = props
  const { messages } = useStudio()
  const { text, mentioned } = draft
  const isEmpty = text.trim() === ''
  function send(): void {
    if (!isEmpty && !isBusy) onSend(withIds(text.trim(), mentioned))
  }
  return (
    <div>
      <MentionTextarea label={label} draft={draft} onChange={onChange} onSend={send} />
      {error !== null && (
        <Alert color="red" role="alert" mt="xs">
          {errorText(error, messages)}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs" mt="xs">
        {onCancel !== undefined && (
          <Button size="xs" variant="default" onClick={onCancel}>
            {messages.cancel}
          </Button>
        )}
        <Button size="xs" disabled={isEmpty} loading={isBusy} onClick={send}>
          {action}
        </Button>
      </Group>
    </div>
  )
}

interface MentionTextareaProps {
  readonly label: string
  readonly draft: CommentDraft
  readonly onChange: (draft: CommentDraft) => void
  readonly onSend: () => void
}

function MentionTextarea(props: MentionTextareaProps): ReactElement {
  const { label, draft, onChange, onSend } = props
  const { text, mentioned } = draft
  const box = useRef<HTMLTextAreaElement>(null)
  const [mention, setMention] = useState<OpenMention | null>(null)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })

  function look(element: HTMLTextAreaElement): void {
    const found = openMention(element.value, element.selectionStart)
    setMention(found)
    if (found === null) combobox.closeDropdown()
    else combobox.openDropdown()
  }

  function choose(id: string, name: string): void {
    if (mention === null) return
    const end = mention.from + 1 + mention.term.length
    const caret = mention.from + name.length + 2
    const next = `${text.slice(0, mention.from)}@${name} ${text.slice(end)}`
    onChange({ text: next, mentioned: { ...mentioned, [name]: id } })
    setMention(null)
    combobox.closeDropdown()
    // Once the new text stands there.
    requestAnimationFrame(() => box.current?.setSelectionRange(caret, caret))
    box.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    onSend()
  }

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id, { children }) => choose(id, String(children))}
      position="bottom-start"
      withinPortal={false}
      keepMounted={false}
    >
      <Combobox.Target withKeyboardNavigation={mention !== null}>
        <Textarea
          ref={box}
          aria-label={label}
          placeholder={itemWords.commentHint}
          autosize
          minRows={2}
          maxRows={10}
          value={text}
          onChange={({ currentTarget }) => {
            onChange({ ...draft, text: currentTarget.value })
            look(currentTarget)
          }}
          onSelect={({ currentTarget }) => look(currentTarget)}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={onKeyDown}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        {mention !== null && <People term={mention.term} mentioned={mentioned} />}
      </Combobox.Dropdown>
    </Combobox>
  )
}

interface PeopleProps {
  readonly term: string
  readonly mentioned: Mentioned
}

function People({ term, mentioned }: PeopleProps): ReactElement {
  const { data = [], isPending } = useUserSearch(term)
  const options = data.map((person) => {
    const name = userName(person)
    const isTaken = Object.hasOwn(mentioned, name) && mentioned[name] !== person.id
    // Two people of one name are told apart by their addresses.
    return { id: person.id, name: isTaken ? (person.email ?? person.id) : name }
  })
  return (
    <Combobox.Options mah={200} style={{ overflowY: 'auto' }} aria-label={itemWords.people}>
      {options.map(({ id, name }) => (
        <Combobox.Option key={id} value={id}>
          {name}
        </Combobox.Option>
      ))}
      {options.length === 0 && !isPending && (
        <Combobox.Empty>{itemWords.nobodyFound}</Combobox.Empty>
      )}
    </Combobox.Options>
  )
}
