import { Anchor, Box, Button, NavLink, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark, IconEye, IconFolder, IconSearch, IconTable } from '@tabler/icons-react'
import { errorText, useCollections, useStudio } from '@relvar/studio-ui'
import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { type ReactElement, useMemo, useRef, useState } from 'react'
import { words } from '../words.js'
import { presetsQuery } from './list/preset.js'
import { treeLines, userCollections, withBookmarks } from './collection-tree.js'

/** From so many collections on there is a box to filter them by. */
const MANY = 12
const ROW = 34

const ICONS = { bookmark: IconBookmark, collection: IconTable, view: IconEye, folder: IconFolder }

/** The collections as a tree; of a thousand only those in sight are in the document. */
export function Navigation({ onNavigate }: { readonly onNavigate?: () => void }): ReactElement {
  const { data, error, refetch } = useCollections()
  const { messages } = useStudio()
  const [filter, setFilter] = useState('')
  const [hidden, setHidden] = useState(false)
  const { data: presets } = useQuery(presetsQuery)
  const lines = useMemo(
    () => withBookmarks(treeLines(data ?? [], { filter, hidden }), presets ?? []),
    [data, filter, hidden, presets],
  )
  const own = useMemo(() => userCollections(data ?? []), [data])
  const hasHidden = own.some(({ meta }) => meta?.['hidden'] === true)
  return (
    <Stack gap={4} h="100%" component="nav" aria-label={words.collections}>
      {own.length >= MANY && (
        <TextInput
          size="xs"
          mx="sm"
          mt="sm"
          aria-label={words.filterCollections}
          placeholder={words.filterCollections}
          leftSection={<IconSearch size={14} />}
          value={filter}
          onChange={({ currentTarget }) => setFilter(currentTarget.value)}
        />
      )}
      {error !== null && (
        <Box p="sm">
          <Text fz="sm" c="dimmed">
            {errorText(error, messages)}
          </Text>
          <Button size="xs" variant="default" mt="xs" onClick={() => void refetch()}>
            {words.tryAgain}
          </Button>
        </Box>
      )}
      {data === undefined &&
        error === null &&
        Array.from({ length: 8 }, (_, index) => (
          <Skeleton key={index} h={18} mx="sm" my={8} w="70%" />
        ))}
      {data !== undefined && lines.length === 0 && (
        <Text fz="sm" c="dimmed" p="sm">
          {own.length === 0 ? words.noCollectionsText : words.noneMatches}
        </Text>
      )}
      {data !== undefined && <Lines lines={lines} {...(onNavigate && { onNavigate })} />}
      {hasHidden && (
        <Anchor component="button" fz="xs" p="sm" ta="left" onClick={() => setHidden(!hidden)}>
          {hidden ? words.hideHidden : words.showHidden}
        </Anchor>
      )}
    </Stack>
  )
}

interface LinesProps {
  readonly lines: ReturnType<typeof withBookmarks>
  readonly onNavigate?: () => void
}

function Lines({ lines, onNavigate }: LinesProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null)
  const { collection } = useParams({ strict: false })
  const { bookmark } = useSearch({ strict: false })
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 20,
  })
  return (
    <Box ref={scroller} px={8} py={8} style={{ overflowY: 'auto', flex: 1, minHeight: 0 }}>
      <Box pos="relative" h={virtual.getTotalSize()}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index]
          if (line === undefined) return null
          const Icon = ICONS[line.kind]
          const common = {
            label: line.title,
            h: ROW,
            py: 0,
            pl: 8 + line.depth * 16,
            leftSection: (
              <Icon size={16} stroke={1.6} color={line.color ?? undefined} aria-hidden />
            ),
            style: {
              position: 'absolute',
              top: start,
              left: 0,
              right: 0,
              borderRadius: 8,
            } as const,
            noWrap: true,
          }
          if (line.kind === 'folder')
            return <NavLink key={line.id} {...common} component="div" c="dimmed" />
          const isOpen = line.id === collection && line.bookmark === (bookmark ?? null)
          return (
            <NavLink
              key={`${line.id} ${line.bookmark ?? ''}`}
              {...common}
              title={line.id}
              component={Link}
              to="/content/$collection"
              params={{ collection: line.id } as never}
              search={(line.bookmark === null ? {} : { bookmark: line.bookmark }) as never}
              active={isOpen}
              {...(isOpen && { 'aria-current': 'page' as const })}
              onClick={onNavigate}
            />
          )
        })}
      </Box>
    </Box>
  )
}
