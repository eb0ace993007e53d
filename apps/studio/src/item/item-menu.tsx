import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconArchive, IconArchiveOff, IconCopy, IconDots, IconTrash } from '@tabler/icons-react'
import { useStudio } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { words } from '../words.js'
import { commandKey } from '../shell/command-key.js'
import { itemWords } from './words.js'

/** What can be done with an item; what is null cannot be done, and is not there. */
export interface ItemActions {
  readonly saveAndStay: (() => void) | null
  readonly saveAndNew: (() => void) | null
  readonly saveAsCopy: (() => void) | null
  readonly discard: (() => void) | null
  readonly archive: { readonly isArchived: boolean; readonly change: () => void } | null
  readonly remove: (() => void) | null
  /** There is nothing to be saved or discarded. */
  readonly isClean: boolean
}

/** The menu beside the button that saves. */
export function ItemMenu({ actions }: { readonly actions: ItemActions }): ReactElement | null {
  const { messages } = useStudio()
  const { saveAndStay, saveAndNew, saveAsCopy, discard, archive, remove, isClean } = actions
  const all = [saveAndStay, saveAndNew, saveAsCopy, discard, archive, remove]
  if (all.every((each) => each === null)) return null
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={words.moreActions}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Entry label={messages.saveAndStay} keys="S" run={saveAndStay} isDisabled={isClean} />
        <Entry label={itemWords.saveAndNew} keys="Alt S" run={saveAndNew} isDisabled={isClean} />
        <Entry
          label={itemWords.saveAsCopy}
          keys="Shift S"
          run={saveAsCopy}
          icon={<IconCopy size={16} />}
        />
        <Entry label={messages.discard} run={discard} isDisabled={isClean} />
        {archive !== null && (
          <Entry
            label={archive.isArchived ? itemWords.unarchive : itemWords.archive}
            run={archive.change}
            isDisabled={!isClean}
            icon={archive.isArchived ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
          />
        )}
        {remove !== null && (
          <Menu.Item
            data-autofocus
            c="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} />}
            onClick={remove}
          >
            {messages.delete}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

interface EntryProps {
  readonly label: string
  readonly run: (() => void) | null
  readonly keys?: string
  readonly isDisabled?: boolean
  readonly icon?: ReactElement
}

function Entry({ label, run, keys, isDisabled = false, icon }: EntryProps): ReactElement | null {
  if (run === null) return null
  return (
    <Menu.Item
      // The first that can be chosen has the focus: one that cannot would leave it outside of the menu.
      {...(!isDisabled && { 'data-autofocus': true })}
      disabled={isDisabled}
      {...(icon !== undefined && { leftSection: icon })}
      rightSection={
        keys !== undefined && (
          <Text fz="xs" c="inherit" component="span" aria-hidden>
            {commandKey} {keys}
          </Text>
        )
      }
      onClick={run}
    >
      {label}
    </Menu.Item>
  )
}
