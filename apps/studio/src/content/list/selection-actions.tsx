import { Button, Text } from '@mantine/core'
import { IconArchive, IconArchiveOff, IconPencil, IconTrash } from '@tabler/icons-react'
import {
  itemsPath,
  type ListState,
  type StudioCollection,
  useStudio,
  lazyPart,
} from '@relvar/studio-ui'
import { type ReactElement, Suspense, useState } from 'react'
import { queries } from '../../client.js'
import { ConfirmDialog } from '../../shell/confirm-dialog.js'
import { words } from '../../words.js'
import type { Archived } from './archive-filter.js'
import { queryOf, type Selection, sizeOf } from './selection.js'

const BatchEdit = lazyPart(async () => (await import('./batch-edit.js')).BatchEdit)

export interface SelectionActionsProps {
  readonly collection: StudioCollection
  readonly selection: Selection
  /** What the list shows: all of it may be meant. */
  readonly state: ListState
  /** Whether what is shown is archived. */
  readonly archived: Archived
  readonly onDone: () => void
}

type Dialog = 'edit' | 'archive' | 'delete'

/** What is done with the items that are chosen, all in one request: it happens to all of them, or to none. */
export function SelectionActions(props: SelectionActionsProps): ReactElement {
  const { collection, selection, state, archived, onDone } = props
  const { client, locale, messages } = useStudio()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = (): void => setDialog(null)
  const { archive, actions } = collection
  const isBack = archived === 'archived'
  const archiveWord = isBack ? words.list.unarchive : words.list.archive
  const size = sizeOf(selection)
  const chosen = size === null ? words.list.allSelected('') : messages.selected(size)
  const count = size === null ? words.list.archives.all : size.toLocaleString(locale)

  async function send(method: 'PATCH' | 'DELETE', data?: object): Promise<void> {
    const body = { query: queryOf(collection, selection, state), ...(data && { data }) }
    try {
      await client.ask(itemsPath(collection.id), {
        method,
        // What was changed is read anew with the rest of the list.
        ...(method === 'PATCH' && { query: { limit: 0 } }),
        body,
      })
      close()
      onDone()
    } finally {
      await queries.invalidateQueries({ queryKey: ['items', collection.id] })
    }
  }
  return (
    <>
      <Text fz="sm" fw={600} visibleFrom="sm">
        {chosen}
      </Text>
      <Button variant="default" onClick={onDone}>
        {messages.cancel}
      </Button>
      {actions.includes('update') && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} />}
          onClick={() => setDialog('edit')}
        >
          {words.list.edit}
        </Button>
      )}
      {archive !== null && actions.includes('update') && (
        <Button
          variant="default"
          leftSection={isBack ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
          onClick={() => setDialog('archive')}
        >
          {archiveWord}
        </Button>
      )}
      {actions.includes('delete') && (
        <Button
          variant="default"
          c="var(--mantine-color-error)"
          leftSection={<IconTrash size={16} />}
          onClick={() => setDialog('delete')}
        >
          {messages.delete}
        </Button>
      )}
      {dialog === 'edit' && (
        <Suspense>
          <BatchEdit {...props} count={count} onClose={close} />
        </Suspense>
      )}
      {dialog === 'archive' && archive !== null && (
        <ConfirmDialog
          title={archiveWord}
          text={chosen}
          action={archiveWord}
          isDestructive={false}
          work={() => send('PATCH', { [archive.field]: isBack ? archive.restored : archive.value })}
          onClose={close}
        />
      )}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={size === null ? messages.delete : messages.confirmDelete(size)}
          text={messages.confirmDeleteText}
          work={() => send('DELETE')}
          onClose={close}
        />
      )}
    </>
  )
}
