import { ActionIcon, Box, Skeleton, Text, TextInput, Tooltip } from '@mantine/core'
import { IconFolderPlus, IconPlus, IconSearch, IconTable, IconTableOff } from '@tabler/icons-react'
import {
  errorText,
  StateMessage,
  useCollections,
  useSchemaChange,
  useStudio,
  type WireCollection,
} from '@relvar/studio-ui'
import { useNavigate } from '@tanstack/react-router'
import { type ReactElement, useMemo, useState } from 'react'
import { treeLines } from '../content/collection-tree.js'
import { PageHeader } from '../content/page-header.js'
import { ConfirmDialog } from '../shell/confirm-dialog.js'
import { HeaderButton } from '../shell/header-button.js'
import { words as common } from '../words.js'
import { CreateCollection } from './create-collection.js'
import { CreateFolder } from './create-folder.js'
import { ModelLine } from './model-line.js'
import { moveLine, type Placing, withoutTail } from './model-lines.js'
import { RemoveDialog } from './remove-dialog.js'
import { SortableList } from './sortable-list.js'
import { dataModelWords as words } from './words.js'

/** All collections, folders and views, with what is to be known of each. */
export function DataModelPage(): ReactElement {
  const { data, error, refetch } = useCollections()
  const { messages } = useStudio()
  const navigate = useNavigate()
  const change = useSchemaChange()
  const [filter, setFilter] = useState('')
  const [open, setOpen] = useState<'collection' | 'folder' | null>(null)
  const [removed, setRemoved] = useState<WireCollection | null>(null)
  const [forgotten, setForgotten] = useState<WireCollection | null>(null)
  const [placings, setPlacings] = useState<readonly Placing[] | null>(null)
  const lines = useMemo(() => treeLines(data ?? [], { filter, hidden: true }), [data, filter])
  const byName = useMemo(() => new Map((data ?? []).map((each) => [each.collection, each])), [data])
  const groupOf = (id: string): string | null => {
    const group = byName.get(id)?.meta?.['group']
    return typeof group === 'string' && byName.has(group) ? group : null
  }

  function move(moved: string, target: string): void {
    const isManaged = (id: string): boolean => byName.get(id)?.meta !== null
    const body = withoutTail(moveLine(lines, groupOf, moved, target), moved, isManaged)
    if (body.length === 0) return
    // Whoever only wants an order is told that it makes collections managed.
    if (body.every(({ collection }) => isManaged(collection))) void place(body)
    else setPlacings(body)
  }
  const place = (body: readonly Placing[]): Promise<boolean> =>
    change.run([{ method: 'PATCH', path: '/collections', body }])
  const isEmpty = data !== undefined && lines.length === 0 && filter === ''
  const fresh = placings?.filter(({ collection }) => byName.get(collection)?.meta === null) ?? []

  const openCollection = (collection: string): void =>
    void navigate({ to: '/settings/data-model/$collection', params: { collection } })
  return (
    <>
      <PageHeader title={words.title}>
        <Tooltip label={words.createFolder}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={words.createFolder}
            onClick={() => setOpen('folder')}
          >
            <IconFolderPlus size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <HeaderButton icon={IconPlus} label={words.create} onClick={() => setOpen('collection')} />
      </PageHeader>
      <Box p={{ base: 'md', sm: 'xl' }} style={{ overflowY: 'auto', flex: 1 }}>
        <Box maw={860} mx="auto">
          {isEmpty || (
            <TextInput
              mb="sm"
              aria-label={words.filter}
              placeholder={words.filter}
              leftSection={<IconSearch size={16} />}
              value={filter}
              onChange={({ currentTarget }) => setFilter(currentTarget.value)}
            />
          )}
          {(change.error ?? error) !== null && (
            <StateMessage
              icon={<IconTableOff size={40} stroke={1.25} />}
              title={messages.failedTitle}
              text={errorText(change.error ?? error, messages)}
              action={{ label: messages.retry, onClick: () => (change.clear(), void refetch()) }}
            />
          )}
          {data === undefined && error === null && (
            <Box role="status" aria-label={common.loading}>
              {Array.from({ length: 10 }, (_, index) => (
                <Skeleton key={index} h={36} my={8} />
              ))}
            </Box>
          )}
          {isEmpty && (
            <StateMessage
              icon={<IconTable size={40} stroke={1.25} />}
              title={words.emptyTitle}
              text={words.emptyText}
              action={{ label: words.create, onClick: () => setOpen('collection') }}
            />
          )}
          {data !== undefined && lines.length === 0 && filter !== '' && (
            <Text c="dimmed" fz="sm">
              {words.noneMatches}
            </Text>
          )}
          <SortableList ids={lines.map(({ id }) => id)} onMove={move}>
            {lines.map((line) => (
              <ModelLine
                key={line.id}
                line={line}
                collection={byName.get(line.id)}
                isFixed={filter !== '' || change.isBusy}
                onForget={setForgotten}
                onRemove={setRemoved}
              />
            ))}
          </SortableList>
        </Box>
      </Box>
      {open === 'collection' && (
        <CreateCollection onClose={() => setOpen(null)} onDone={openCollection} />
      )}
      {open === 'folder' && <CreateFolder onClose={() => setOpen(null)} />}
      {placings !== null && (
        <ConfirmDialog
          title={words.managing.title}
          text={words.managing.text(fresh.map(({ collection }) => collection))}
          action={words.managing.submit}
          isDestructive={false}
          work={async () => {
            await place(placings)
            setPlacings(null)
          }}
          onClose={() => setPlacings(null)}
        />
      )}
      {forgotten !== null && (
        <RemoveDialog
          title={words.forget.title(forgotten.collection)}
          text={words.forget.text(forgotten.collection)}
          name={forgotten.collection}
          submit={words.forget.submit}
          request={{
            method: 'POST',
            path: `/schema/forget/${encodeURIComponent(forgotten.collection)}`,
          }}
          onClose={() => setForgotten(null)}
          onDone={() => setForgotten(null)}
        />
      )}
      {removed !== null && (
        <RemoveDialog
          title={words.remove.collectionTitle(removed.collection)}
          text={removed.schema === null ? words.remove.folderText : words.remove.text}
          name={removed.schema === null ? null : removed.collection}
          request={{
            method: 'DELETE',
            path: `/collections/${encodeURIComponent(removed.collection)}`,
          }}
          onClose={() => setRemoved(null)}
          onDone={() => setRemoved(null)}
        />
      )}
    </>
  )
}
