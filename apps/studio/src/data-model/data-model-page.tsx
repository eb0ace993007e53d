import {
  ActionIcon,
  Anchor,
  Badge,
  Box,
  Button,
  Group,
  Menu,
  Skeleton,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core'
import {
  IconDots,
  IconEye,
  IconFolder,
  IconFolderPlus,
  IconPlus,
  IconSearch,
  IconTable,
  IconTableOff,
} from '@tabler/icons-react'
import {
  errorText,
  StateMessage,
  useCollections,
  useSchemaChange,
  useStudio,
  type WireCollection,
} from '@relvar/studio-ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactElement, useMemo, useState } from 'react'
import { type TreeLine, treeLines } from '../content/collection-tree.js'
import { PageHeader } from '../content/page-header.js'
import { words as common } from '../words.js'
import { CreateCollection } from './create-collection.js'
import { CreateFolder } from './create-folder.js'
import { type ModelState, moveLine, statesOf } from './model-lines.js'
import { RemoveDialog } from './remove-dialog.js'
import { SortableList, useSortableLine } from './sortable-list.js'
import { dataModelWords as words } from './words.js'

const ICONS = { collection: IconTable, view: IconEye, folder: IconFolder }

/** All collections, folders and views, with what is to be known of each. */
export function DataModelPage(): ReactElement {
  const { data, error, refetch } = useCollections()
  const { messages } = useStudio()
  const navigate = useNavigate()
  const change = useSchemaChange()
  const [filter, setFilter] = useState('')
  const [open, setOpen] = useState<'collection' | 'folder' | null>(null)
  const [removed, setRemoved] = useState<WireCollection | null>(null)
  const lines = useMemo(() => treeLines(data ?? [], { filter, hidden: true }), [data, filter])
  const byName = useMemo(() => new Map((data ?? []).map((each) => [each.collection, each])), [data])
  const groupOf = (id: string): string | null => {
    const group = byName.get(id)?.meta?.['group']
    return typeof group === 'string' && byName.has(group) ? group : null
  }

  function move(moved: string, target: string): void {
    const body = moveLine(lines, groupOf, moved, target)
    if (body.length > 0) void change.run([{ method: 'PATCH', path: '/collections', body }])
  }

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
        <Button
          leftSection={<IconPlus size={16} />}
          visibleFrom="sm"
          onClick={() => setOpen('collection')}
        >
          {words.create}
        </Button>
        <Button
          hiddenFrom="sm"
          px={10}
          aria-label={words.create}
          onClick={() => setOpen('collection')}
        >
          <IconPlus size={16} />
        </Button>
      </PageHeader>
      <Box p={{ base: 'md', sm: 'xl' }} style={{ overflowY: 'auto', flex: 1 }}>
        <Box maw={860} mx="auto">
          <TextInput
            mb="sm"
            aria-label={words.filter}
            placeholder={words.filter}
            leftSection={<IconSearch size={16} />}
            value={filter}
            onChange={({ currentTarget }) => setFilter(currentTarget.value)}
          />
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
          {data !== undefined && lines.length === 0 && filter === '' && (
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
              <Line
                key={line.id}
                line={line}
                collection={byName.get(line.id)}
                isFixed={filter !== '' || change.isBusy}
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

interface LineProps {
  readonly line: TreeLine
  readonly collection: WireCollection | undefined
  readonly isFixed: boolean
  readonly onRemove: (collection: WireCollection) => void
}

function Line({ line, collection, isFixed, onRemove }: LineProps): ReactElement {
  const { ref, style, handle } = useSortableLine(line.id, words.move(line.title), isFixed)
  const Icon = ICONS[line.kind]
  return (
    <Group
      ref={ref}
      h={44}
      px="xs"
      ml={line.depth * 24}
      mb={4}
      gap="xs"
      wrap="nowrap"
      style={{
        ...style,
        border: '1px solid var(--mantine-color-default-border)',
        borderRadius: 8,
        background: 'var(--mantine-color-body)',
      }}
    >
      {handle}
      <Icon size={18} stroke={1.6} aria-hidden style={{ flexShrink: 0 }} />
      <Anchor
        component={Link}
        to="/settings/data-model/$collection"
        params={{ collection: line.id } as never}
        c="inherit"
        fz="sm"
        fw={500}
        truncate
      >
        {line.title}
      </Anchor>
      <Text fz="xs" ff="monospace" c="dimmed" truncate visibleFrom="sm" style={{ flex: 1 }}>
        {line.id}
      </Text>
      <Box style={{ flex: 1 }} hiddenFrom="sm" />
      {collection !== undefined &&
        statesOf(collection).map((state) => <State key={state} state={state} />)}
      {collection !== undefined && (collection.schema === null || line.kind === 'collection') && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={words.moreOf(line.title)}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="red" onClick={() => onRemove(collection)}>
              {words.delete}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  )
}

function State({ state }: { readonly state: ModelState }): ReactElement {
  return (
    <Tooltip label={words.stateTexts[state]} multiline maw={300}>
      <Badge
        variant="default"
        tt="none"
        fw={500}
        size="sm"
        visibleFrom="sm"
        style={{ flexShrink: 0, ...(state === 'unmanaged' && { borderStyle: 'dashed' }) }}
      >
        {words.states[state]}
      </Badge>
    </Tooltip>
  )
}
