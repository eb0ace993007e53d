import { Box, Button, Group, Select, SimpleGrid, Table, UnstyledButton } from '@mantine/core'
import { IconActivity } from '@tabler/icons-react'
import { StateMessage, useCollections, useStudio } from '@relvar/studio-ui'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactElement, useMemo, useState } from 'react'
import { NoDataYet } from '../shell/no-data-yet.js'
import { doerName, userName, useUserSearch } from '../access/people-data.js'
import { PageHeader } from '../content/page-header.js'
import { useMe } from '../session/session.js'
import { systemCollection } from '../settings/system-collection.js'
import { TimeAgo } from '../shell/time-ago.js'
import { type ActivityEntry, ENTRIES_PER_PAGE, useActivity } from './activity-data.js'
import { EntryDrawer } from './entry-drawer.js'
import { EntryItem } from './entry-item.js'
import { keptId } from './entry-name.js'
import { useKept } from './use-kept.js'
import { activityWords as words } from './words.js'

const route = getRouteApi('/shell/activity')

/** Who did what, newest first. */
export function ActivityPage(): ReactElement {
  const { messages } = useStudio()
  const shown = route.useSearch()
  const navigate = route.useNavigate()
  const query = useActivity(shown)
  const { data } = query
  const [open, setOpen] = useState<ActivityEntry | null>(null)
  const page = shown.page ?? 1
  const entries = data?.slice(0, ENTRIES_PER_PAGE)
  const to = (next: number): void =>
    void navigate({ search: { ...shown, page: next > 1 ? next : undefined } as typeof shown })
  return (
    <Box
      component="main"
      style={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}
    >
      <PageHeader title={words.title} />
      <Box p="md" style={{ overflow: 'auto', flex: 1 }}>
        <Filters />
        <NoDataYet
          query={query}
          icon={IconActivity}
          loading={words.loading}
          bars={{ count: 10, height: 20, margin: 16 }}
        />
        {entries?.length === 0 && (
          <StateMessage
            icon={<IconActivity size={40} stroke={1.25} />}
            title={words.empty}
            text={words.emptyText}
          />
        )}
        {entries !== undefined && entries.length > 0 && (
          <Entries entries={entries} onOpen={setOpen} />
        )}
        {data !== undefined && (page > 1 || data.length > ENTRIES_PER_PAGE) && (
          <Group mt="md">
            <Button variant="default" disabled={page === 1} onClick={() => to(page - 1)}>
              {messages.previousPage}
            </Button>
            <Button
              variant="default"
              disabled={data.length <= ENTRIES_PER_PAGE}
              onClick={() => to(page + 1)}
            >
              {messages.nextPage}
            </Button>
          </Group>
        )}
      </Box>
      {open !== null && <EntryDrawer entry={open} onClose={() => setOpen(null)} />}
    </Box>
  )
}

function Filters(): ReactElement {
  const shown = route.useSearch()
  const navigate = route.useNavigate()
  const { admin } = useMe()
  const { data: collections = [] } = useCollections()
  const [search, setSearch] = useState('')
  const { data: users = [] } = useUserSearch(search)
  const change = (name: 'action' | 'collection' | 'user', value: string | null): void => {
    const { page: _, [name]: __, ...rest } = shown
    void navigate({ search: { ...rest, ...(value !== null && { [name]: value }) }, replace: true })
  }
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} mb="sm" spacing="sm" maw={760}>
      <Select
        aria-label={words.action}
        placeholder={words.action}
        clearable
        data={Object.entries(words.actions).map(([value, label]) => ({ value, label }))}
        value={shown.action ?? null}
        onChange={(value) => change('action', value)}
      />
      <Select
        aria-label={words.collection}
        placeholder={words.collection}
        searchable
        clearable
        data={collections
          .filter(({ schema }) => schema !== null)
          .map((each) => ({ value: each.collection, label: each.title }))}
        value={shown.collection ?? null}
        onChange={(value) => change('collection', value)}
      />
      {admin && (
        <Select
          aria-label={words.user}
          placeholder={words.user}
          searchable
          clearable
          data={users.map((user) => ({ value: user.id, label: userName(user) }))}
          filter={({ options }) => options}
          onSearchChange={setSearch}
          value={shown.user ?? null}
          onChange={(value) => change('user', value)}
        />
      )}
    </SimpleGrid>
  )
}

interface EntriesProps {
  readonly entries: readonly ActivityEntry[]
  readonly onOpen: (entry: ActivityEntry) => void
}

function Entries({ entries, onOpen }: EntriesProps): ReactElement {
  const { locale } = useStudio()
  const { data: collections = [] } = useCollections()
  const titles = useMemo(
    () => new Map(collections.map((each) => [each.collection, each.title])),
    [collections],
  )
  const prefix = systemCollection(collections, 'activity')?.slice(0, -'activity'.length)
  /** Without the prefix; null of what is not Relvar's own. */
  const tableOf = ({ collection }: ActivityEntry): string | null =>
    prefix !== undefined && collection.startsWith(prefix) ? collection.slice(prefix.length) : null
  const kept = useKept(entries.filter((entry) => tableOf(entry) !== null))
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' })
  return (
    <Table verticalSpacing={6} highlightOnHover layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={{ base: 92, sm: 150 }}>{words.action}</Table.Th>
          <Table.Th>{words.item}</Table.Th>
          <Table.Th visibleFrom="sm">{words.user}</Table.Th>
          <Table.Th w={{ base: 108, sm: 180 }}>{words.when}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <Table.Tr key={entry.id} style={{ cursor: 'pointer' }} onClick={() => onOpen(entry)}>
            <Table.Td>
              <UnstyledButton fz="sm" fw={600} mih={24} onClick={() => onOpen(entry)}>
                {words.actions[entry.action] ?? entry.action}
              </UnstyledButton>
            </Table.Td>
            <Table.Td style={CUT}>
              {titles.get(entry.collection) ?? entry.collection}{' '}
              <EntryItem entry={entry} table={tableOf(entry)} kept={kept.get(keptId(entry))} />
            </Table.Td>
            <Table.Td visibleFrom="sm" style={CUT}>
              {doerName(entry.user, words.nobody)}
            </Table.Td>
            <Table.Td visibleFrom="sm">{time.format(new Date(entry.timestamp))}</Table.Td>
            <Table.Td hiddenFrom="sm">
              <TimeAgo at={entry.timestamp} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const CUT = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const
