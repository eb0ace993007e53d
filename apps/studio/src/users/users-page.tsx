import { Badge, Box, Button, Group, Pagination, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconMailPlus, IconPlus, IconSearch, IconUsers } from '@tabler/icons-react'
import { StateMessage, useStudio } from '@relvar/studio-ui'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { NoDataYet } from '../shell/no-data-yet.js'
import { userName } from '../access/people-data.js'
import { PageHeader } from '../content/page-header.js'
import { HeaderButton } from '../shell/header-button.js'
import { InviteDialog } from './invite-dialog.js'
import { NewUserDialog } from './new-user-dialog.js'
import { type User, USERS_PER_PAGE, useUsers } from './users-data.js'
import { usersWords as words } from './words.js'

const route = getRouteApi('/shell/users/')

/** The users of a role or status. */
export function UsersPage(): ReactElement {
  const { messages } = useStudio()
  const shown = route.useSearch()
  const navigate = route.useNavigate()
  const query = useUsers(shown)
  const { data } = query
  const [dialog, setDialog] = useState<'invite' | 'new' | null>(null)
  const [search, setSearch] = useState(shown.search ?? '')
  const find = useDebouncedCallback((term: string) => {
    const { page: _, search: __, ...rest } = shown
    void navigate({ search: { ...rest, ...(term !== '' && { search: term }) }, replace: true })
  }, 250)
  const pages = Math.ceil((data?.total ?? 0) / USERS_PER_PAGE)
  return (
    <>
      <PageHeader title={words.title}>
        <HeaderButton
          icon={IconPlus}
          label={words.newUser}
          variant="default"
          onClick={() => setDialog('new')}
        />
        <Button leftSection={<IconMailPlus size={16} />} onClick={() => setDialog('invite')}>
          {words.invite}
        </Button>
      </PageHeader>
      <Box p="md" style={{ overflow: 'auto', flex: 1 }}>
        <TextInput
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<IconSearch size={16} />}
          maw={360}
          mb="sm"
          value={search}
          onChange={({ currentTarget }) => {
            setSearch(currentTarget.value)
            find(currentTarget.value.trim())
          }}
        />
        <NoDataYet
          query={query}
          icon={IconUsers}
          loading={words.loading}
          bars={{ count: 8, height: 20, margin: 16 }}
        />
        {data !== undefined && data.users.length === 0 && (
          <StateMessage
            icon={<IconUsers size={40} stroke={1.25} />}
            title={words.empty}
            text={shown.search === undefined ? words.emptyText : words.noMatch}
          />
        )}
        {data !== undefined && data.users.length > 0 && <List users={data.users} />}
        {pages > 1 && (
          <Pagination
            mt="md"
            size="sm"
            total={pages}
            value={shown.page ?? 1}
            onChange={(page) => void navigate({ search: { ...shown, page } })}
            getControlProps={(control) => ({
              'aria-label': control === 'next' ? messages.nextPage : messages.previousPage,
            })}
          />
        )}
      </Box>
      {dialog === 'invite' && <InviteDialog role={shown.role} onClose={() => setDialog(null)} />}
      {dialog === 'new' && <NewUserDialog role={shown.role} onClose={() => setDialog(null)} />}
    </>
  )
}

function List({ users }: { readonly users: readonly User[] }): ReactElement {
  const { locale } = useStudio()
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  return (
    <Table verticalSpacing="xs" highlightOnHover layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.name}</Table.Th>
          <Table.Th visibleFrom="sm" w="42%">
            {words.email}
          </Table.Th>
          <Table.Th visibleFrom="sm">{words.role}</Table.Th>
          <Table.Th w={110}>{words.status}</Table.Th>
          <Table.Th visibleFrom="lg" w={130}>
            {words.lastAccess}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {users.map((user) => (
          <Table.Tr key={user.id}>
            <Table.Td style={CUT}>
              <Link
                to="/users/$user"
                params={{ user: user.id }}
                style={{ color: 'inherit', fontWeight: 600, textDecoration: 'none' }}
              >
                {userName(user)}
              </Link>
            </Table.Td>
            <Table.Td visibleFrom="sm" style={CUT} title={user.email ?? undefined}>
              {user.email}
            </Table.Td>
            <Table.Td visibleFrom="sm" style={CUT}>
              {user.role?.name ?? (
                <Text span fz="sm" c="dimmed">
                  {words.noRole}
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              <StatusBadge status={user.status} />
            </Table.Td>
            <Table.Td visibleFrom="lg">
              {user.last_access === null ? words.never : date.format(new Date(user.last_access))}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const CUT = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const
const COLORS: Readonly<Record<string, string>> = { active: 'teal', suspended: 'red' }

export function StatusBadge({ status }: { readonly status: string }): ReactElement {
  return (
    <Group gap={6} wrap="nowrap">
      <Badge
        size="xs"
        circle
        color={COLORS[status] ?? 'gray'}
        variant="filled"
        w={8}
        h={8}
        miw={8}
        p={0}
        aria-hidden
      />
      <Text span fz="sm">
        {words.statuses[status] ?? status}
      </Text>
    </Group>
  )
}
