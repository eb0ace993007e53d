import {
  ActionIcon,
  Alert,
  Button,
  ColorInput,
  Group,
  Menu,
  Modal,
  NativeSelect,
  Stack,
  TextInput,
  Tooltip,
} from '@mantine/core'
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react'
import { errorText, useStudio } from '@relvar/studio-ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { useMe } from '../../session/session.js'
import { words } from '../../words.js'
import { deletePreset, presetsQuery, roleQuery, savePreset } from './preset.js'
import type { ListViewState } from './use-list-view.js'

interface BookmarkMenuProps {
  readonly collection: string
  readonly list: ListViewState
  /** A bookmark was made, or (null) left. */
  readonly onOpen: (bookmark: number | null) => void
}

/** Keeps what a list shows under a name, for oneself or for others. */
export function BookmarkMenu({ collection, list, onOpen }: BookmarkMenuProps): ReactElement {
  const queries = useQueryClient()
  const me = useMe()
  const [isNaming, setNaming] = useState(false)
  const { bookmark } = list
  const isMine = bookmark !== null && (me.admin || bookmark.user === me.id)
  const Icon = bookmark === null ? IconBookmark : IconBookmarkFilled

  async function again(work: Promise<unknown>, next?: number | null): Promise<void> {
    await work
    await queries.invalidateQueries({ queryKey: presetsQuery.queryKey })
    if (next !== undefined) onOpen(next)
  }
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
          <Menu.Item onClick={() => setNaming(true)}>{words.list.saveBookmark}</Menu.Item>
          {isMine && (
            <>
              <Menu.Item
                onClick={() => void again(savePreset(bookmark.id, viewOf(list)), bookmark.id)}
              >
                {words.list.updateBookmark}
              </Menu.Item>
              <Menu.Item color="red" onClick={() => void again(deletePreset(bookmark.id), null)}>
                {words.list.deleteBookmark}
              </Menu.Item>
            </>
          )}
          <Menu.Item onClick={() => void navigator.clipboard.writeText(location.href)}>
            {words.list.copyLink}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isNaming && (
        <NameDialog
          collection={collection}
          list={list}
          onClose={() => setNaming(false)}
          onSaved={(id) => void again(Promise.resolve(), id)}
        />
      )}
    </>
  )
}

/** All that a preset keeps of a list as it stands. */
function viewOf({ view, state, query }: ListViewState) {
  const { layout, layout_query, layout_options } = view
  const sort = state.sort === null ? [] : state.sort.split(',')
  return {
    layout,
    layout_options,
    layout_query: { ...layout_query, [layout]: { ...query, sort, limit: state.limit } },
    search: state.search === '' ? null : state.search,
    filter: state.filter ?? null,
  }
}

interface NameDialogProps {
  readonly collection: string
  readonly list: ListViewState
  readonly onClose: () => void
  readonly onSaved: (id: number) => void
}

function NameDialog({ collection, list, onClose, onSaved }: NameDialogProps): ReactElement {
  const { messages } = useStudio()
  const me = useMe()
  const { data: role } = useQuery(roleQuery)
  const [name, setName] = useState('')
  const [color, setColor] = useState('')
  const [scope, setScope] = useState('me')
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const scopes = Object.entries(words.list.scopes)
    .filter(([value]) => value === 'me' || (me.admin && (value === 'all' || role != null)))
    .map(([value, label]) => ({ value, label }))

  async function save(): Promise<void> {
    setBusy(true)
    try {
      const answer = await savePreset(null, {
        ...viewOf(list),
        collection,
        bookmark: name.trim(),
        color: color === '' ? null : color,
        user: scope === 'me' ? me.id : null,
        role: scope === 'role' ? (role ?? null) : null,
      })
      onSaved(answer)
      onClose()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.list.saveBookmark}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <Stack
        component="form"
        gap="md"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isBusy && name.trim() !== '') void save()
        }}
      >
        <TextInput
          data-autofocus
          label={words.list.bookmarkName}
          maxLength={255}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <ColorInput
          label={words.list.bookmarkColor}
          value={color}
          onChange={setColor}
          eyeDropperButtonProps={{ 'aria-label': words.list.bookmarkColor }}
          swatches={['#e03131', '#f08c00', '#2f9e44', '#1971c2', '#7048e8']}
        />
        {scopes.length > 1 && (
          <NativeSelect
            label={words.list.bookmarkFor}
            data={scopes}
            value={scope}
            onChange={({ currentTarget }) => setScope(currentTarget.value)}
          />
        )}
        {error !== null && (
          <Alert color="red" role="alert">
            {errorText(error, messages)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {messages.cancel}
          </Button>
          <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
            {messages.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
