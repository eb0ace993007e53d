import { ActionIcon, Box, Menu } from '@mantine/core'
import {
  IconArrowBackUp,
  IconBraces,
  IconClipboard,
  IconCopy,
  IconDots,
  IconEraser,
  IconQuote,
  IconRestore,
} from '@tabler/icons-react'
import { type KeyboardEvent, type ReactElement, type ReactNode, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import type { StudioField } from '../schema/studio-field.js'
import { mayBeEither, toDraft } from './draft.js'
import { isSame } from './payload.js'
import { RawDialog } from './raw-dialog.js'
import { rawText, readRaw } from './raw-value.js'
import { isStagedItem } from './staged.js'

interface FieldMenuProps {
  readonly field: StudioField
  readonly value: unknown
  readonly onChange: (draft: unknown) => void
  /** Back to how the item was read, or how a new one began. */
  readonly onReset: () => void
  readonly isDirty: boolean
  readonly isReadonly: boolean
  /** What edits the field. */
  readonly children: ReactNode
}

/**
 * What can be done with any field, whatever edits it. The button is seen while the pointer or the focus is
 * there, and is no stop of the Tab key, which would double the way through a form: Alt and Enter open it.
 */
export function FieldMenu(props: FieldMenuProps): ReactElement {
  const { field, children } = props
  const { messages } = useStudio()
  const [isNear, setNear] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const [isRaw, setRaw] = useState(false)
  function press(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    setOpen(true)
  }
  return (
    <Box
      pos="relative"
      onPointerEnter={() => setNear(true)}
      onPointerLeave={() => setNear(false)}
      onFocus={() => setNear(true)}
      onBlur={() => setNear(false)}
      onKeyDownCapture={press}
    >
      {children}
      <Menu
        opened={isOpen}
        onChange={setOpen}
        position="bottom-end"
        withinPortal={false}
        returnFocus
      >
        <Menu.Target>
          <ActionIcon
            pos="absolute"
            top={0}
            right={0}
            size={24}
            variant="subtle"
            color="gray"
            tabIndex={-1}
            aria-label={messages.fieldMenu(field.title)}
            title={messages.fieldMenuHint}
            style={{ opacity: isNear || isOpen ? 1 : 0 }}
          >
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>{isOpen && <Items {...props} onRaw={() => setRaw(true)} />}</Menu.Dropdown>
      </Menu>
      {isRaw && <RawDialog {...props} onClose={() => setRaw(false)} />}
    </Box>
  )
}

function Items(props: FieldMenuProps & { readonly onRaw: () => void }): ReactElement {
  const { field, value, onChange, onReset, isDirty, isReadonly, onRaw } = props
  const { messages } = useStudio()
  const hasRaw = field.list === undefined && field.type !== 'hash' && !isStagedItem(value)
  const start = toDraft(field, field.initial)
  // Pages that are not served over TLS have no clipboard.
  const clipboard = navigator.clipboard as Clipboard | undefined
  async function paste(): Promise<void> {
    const outcome = readRaw(field, (await clipboard?.readText()) ?? '', messages)
    if (outcome.kind === 'value') onChange(outcome.value)
    else onRaw()
  }
  return (
    <>
      {hasRaw && (
        <Menu.Item leftSection={<IconBraces size={16} />} onClick={onRaw}>
          {isReadonly ? messages.showRaw : messages.editRaw}
        </Menu.Item>
      )}
      {hasRaw && clipboard !== undefined && (
        <Menu.Item
          leftSection={<IconCopy size={16} />}
          onClick={() => void clipboard.writeText(rawText(value))}
        >
          {messages.copyRaw}
        </Menu.Item>
      )}
      {hasRaw && clipboard !== undefined && !isReadonly && (
        <Menu.Item
          leftSection={<IconClipboard size={16} />}
          // Where somebody does not allow it, there is the dialog to paste into.
          onClick={() => void paste().catch(onRaw)}
        >
          {messages.pasteRaw}
        </Menu.Item>
      )}
      {!isReadonly && (
        <>
          {hasRaw && <Menu.Divider />}
          <Menu.Item
            leftSection={<IconArrowBackUp size={16} />}
            disabled={!isDirty}
            onClick={onReset}
          >
            {messages.backToSaved}
          </Menu.Item>
          {field.initial !== undefined && (
            <Menu.Item
              leftSection={<IconRestore size={16} />}
              disabled={isSame(value ?? null, start)}
              onClick={() => onChange(start)}
            >
              {messages.backToDefault}
            </Menu.Item>
          )}
          {field.list === undefined && (
            <Menu.Item
              leftSection={<IconEraser size={16} />}
              disabled={(value ?? null) === null || (value === '' && !mayBeEither(field))}
              onClick={() => onChange(null)}
            >
              {mayBeEither(field) ? messages.toNull : messages.clearValue}
            </Menu.Item>
          )}
          {mayBeEither(field) && (
            <Menu.Item
              leftSection={<IconQuote size={16} />}
              disabled={value === ''}
              onClick={() => onChange('')}
            >
              {messages.toEmptyText}
            </Menu.Item>
          )}
        </>
      )}
    </>
  )
}
