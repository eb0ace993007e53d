import { ActionIcon, Menu, Modal, Skeleton, Tooltip } from '@mantine/core'
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react'
import { useStudio, lazyPart } from '@relvar/studio-ui'
import { type ReactElement, Suspense, useState } from 'react'
import { queries } from '../../client.js'
import { useMe } from '../../session/session.js'
import { ConfirmDialog } from '../../shell/confirm-dialog.js'
import { words } from '../../words.js'
import { deletePreset, presetsQuery } from './preset.js'
import type { ListViewState } from './use-list-view.js'

const BookmarkForm = lazyPart(async () => (await import('./bookmark-form.js')).BookmarkForm)

interface BookmarkMenuProps {
  readonly collection: string
  readonly list: ListViewState
  /** A bookmark was made, or (null) left. */
  readonly onOpen: (bookmark: number | null) => void
}

type Dialog = 'new' | 'edit' | 'delete'

/** Keeps what a list shows under a name, for oneself or for others. */
export function BookmarkMenu({ collection, list, onOpen }: BookmarkMenuProps): ReactElement {
  const { messages } = useStudio()
  const me = useMe()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = (): void => setDialog(null)
  const { bookmark } = list
  const isMine = bookmark !== null && (me.admin || bookmark.user === me.id)
  const Icon = bookmark === null ? IconBookmark : IconBookmarkFilled
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={words.list.bookmarks}>
            <ActionIcon variant="default" size={36} aria-label={words.list.bookmarks}>
              <Icon size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDialog('new')}>{words.list.saveBookmark}</Menu.Item>
          {isMine && (
            <>
              <Menu.Item disabled={!list.isChanged} onClick={list.saveBookmark}>
                {words.list.updateBookmark}
              </Menu.Item>
              <Menu.Item onClick={() => setDialog('edit')}>{words.list.editBookmark}</Menu.Item>
            </>
          )}
          <Menu.Item disabled={!list.isChanged} onClick={list.reset}>
            {bookmark === null ? words.list.resetView : words.list.resetBookmark}
          </Menu.Item>
          <Menu.Item onClick={() => void navigator.clipboard.writeText(location.href)}>
            {words.list.copyLink}
          </Menu.Item>
          {isMine && (
            <Menu.Item c="var(--mantine-color-error)" onClick={() => setDialog('delete')}>
              {words.list.deleteBookmark}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={dialog === 'new' || dialog === 'edit'}
        onClose={close}
        title={dialog === 'edit' ? words.list.editBookmark : words.list.saveBookmark}
        closeButtonProps={{ 'aria-label': messages.close }}
      >
        <Suspense fallback={<Skeleton h={220} />}>
          <BookmarkForm
            bookmark={dialog === 'edit' ? bookmark : null}
            collection={collection}
            view={list.whole}
            onClose={close}
            onSaved={onOpen}
          />
        </Suspense>
      </Modal>
      {dialog === 'delete' && bookmark !== null && (
        <ConfirmDialog
          title={words.list.deleteBookmark}
          text={words.list.deleteBookmarkText(bookmark.bookmark ?? '')}
          work={async () => {
            await deletePreset(bookmark.id)
            await queries.invalidateQueries({ queryKey: presetsQuery.queryKey })
            close()
            onOpen(null)
          }}
          onClose={close}
        />
      )}
    </>
  )
}
