import { NavLink, ScrollArea, Stack, Text } from '@mantine/core'
import { IconCircle, IconUsers, IconUsersGroup } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useRoles } from '../access/people-data.js'
import { roleLines } from '../access/role-tree.js'
import { SideLayout } from '../shell/side-layout.js'
import { usersWords as words } from './words.js'

const STATUSES = ['active', 'invited', 'suspended', 'draft', 'unverified', 'archived'] as const

/** Roles and statuses beside the users. */
export function UsersLayout(): ReactElement {
  return <SideLayout title={words.title} navigation={(close) => <Filters onNavigate={close} />} />
}

function Filters({ onNavigate }: { readonly onNavigate: () => void }): ReactElement {
  const { data: roles = [] } = useRoles()
  const { role, status } = useSearch({ strict: false })
  const link = (to: { readonly role?: string; readonly status?: string }) =>
    ({
      component: Link,
      to: '/users',
      // The component that Mantine makes of a link no longer knows its route.
      search: to as never,
      active: to.role === role && to.status === status,
      onClick: onNavigate,
      style: { borderRadius: 8 },
    }) as const
  return (
    <ScrollArea h="100%">
      <Stack component="nav" aria-label={words.title} gap={2} p="sm">
        <NavLink {...link({})} label={words.all} leftSection={<IconUsers size={18} />} />
        <Heading>{words.byRole}</Heading>
        {roleLines(roles).map(({ role: each, depth }) => (
          <NavLink
            key={each.id}
            {...link({ role: each.id })}
            label={each.name}
            leftSection={<IconUsersGroup size={18} style={{ marginLeft: depth * 16 }} />}
          />
        ))}
        <NavLink
          {...link({ role: 'none' })}
          label={words.noRole}
          leftSection={<IconUsersGroup size={18} />}
        />
        <Heading>{words.byStatus}</Heading>
        {STATUSES.map((each) => (
          <NavLink
            key={each}
            {...link({ status: each })}
            label={words.statuses[each]}
            leftSection={<IconCircle size={18} />}
          />
        ))}
      </Stack>
    </ScrollArea>
  )
}

function Heading({ children }: { readonly children: string }): ReactElement {
  return (
    <Text fz="xs" c="dimmed" fw={600} px="sm" pt="sm">
      {children}
    </Text>
  )
}
