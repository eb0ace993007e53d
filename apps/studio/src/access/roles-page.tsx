import { ActionIcon, Anchor, Box, Group, Menu, Skeleton, Stack, Text } from '@mantine/core'
import {
  IconDots,
  IconEye,
  IconHelpCircle,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import { errorText, StateMessage, useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { PageHeader } from '../content/page-header.js'
import { HeaderButton } from '../shell/header-button.js'
import { ConfirmDialog } from '../shell/confirm-dialog.js'
import { type Policy, usePolicies } from './access-data.js'
import { type Role, useRoles, useUserCounts } from './people-data.js'
import { policyName } from './policy-name.js'
import { RoleDialog } from './role-dialog.js'
import { roleLines, rolesAbove } from './role-tree.js'
import { roleWords as words } from './role-words.js'
import { viewAs } from './view-as.js'

const NOBODY: ReadonlyMap<string, number> = new Map()

type Asked =
  | { readonly kind: 'new'; readonly parent: string | null }
  | { readonly kind: 'edit' | 'delete'; readonly role: Role }

/** The roles as a tree, with the policies of each. */
export function RolesPage(): ReactElement {
  const { messages } = useStudio()
  const { data: roles, error, refetch } = useRoles()
  const { data: policies = [] } = usePolicies()
  const { data: users = NOBODY } = useUserCounts()
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = (): void => setAsked(null)
  return (
    <>
      <PageHeader title={words.title}>
        <HeaderButton
          icon={IconPlus}
          label={words.newRole}
          onClick={() => setAsked({ kind: 'new', parent: null })}
        />
      </PageHeader>
      <Box p="md" style={{ overflow: 'auto', flex: 1 }}>
        <Text c="dimmed" fz="sm" mb="md">
          {words.text}
        </Text>
        {error !== null && roles === undefined && (
          <StateMessage
            icon={<IconUsersGroup size={40} stroke={1.25} />}
            title={messages.failedTitle}
            text={errorText(error, messages)}
            action={{ label: messages.retry, onClick: () => void refetch() }}
          />
        )}
        {error === null && roles === undefined && (
          <Box role="status" aria-label={words.loading}>
            <Skeleton h={160} />
          </Box>
        )}
        {roles?.length === 0 && (
          <StateMessage
            icon={<IconUsersGroup size={40} stroke={1.25} />}
            title={words.empty}
            text={words.emptyText}
          />
        )}
        <Stack gap={0}>
          {roleLines(roles ?? []).map(({ role, depth }) => (
            <Line
              key={role.id}
              role={role}
              depth={depth}
              policies={heldBy(role, policies)}
              inherited={rolesAbove(roles ?? [], role).flatMap((above) => heldBy(above, policies))}
              users={users.get(role.id) ?? 0}
              onAsk={setAsked}
            />
          ))}
        </Stack>
      </Box>
      {asked?.kind === 'new' && <RoleDialog parent={asked.parent} onClose={close} />}
      {asked?.kind === 'edit' && <RoleDialog role={asked.role} onClose={close} />}
      {asked?.kind === 'delete' && <DeleteRole role={asked.role} onClose={close} />}
    </>
  )
}

interface LineProps {
  readonly role: Role
  readonly depth: number
  readonly policies: readonly Policy[]
  /** Those of the roles above. */
  readonly inherited: readonly Policy[]
  /** How many there are of it. */
  readonly users: number
  readonly onAsk: (asked: Asked) => void
}

function heldBy({ id }: Role, policies: readonly Policy[]): readonly Policy[] {
  return policies.filter(({ holders }) => holders.some(({ role }) => role?.id === id))
}

function Line({ role, depth, policies, inherited, users, onAsk }: LineProps): ReactElement {
  const navigate = useNavigate()
  return (
    <Group
      wrap="nowrap"
      gap="sm"
      py={8}
      pl={depth * 24}
      style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}
    >
      <IconUsersGroup size={18} style={{ flexShrink: 0 }} aria-hidden />
      <Box style={{ flex: 1, minWidth: 0 }}>
        <Group gap="xs" wrap="nowrap">
          <Text fz="sm" fw={600} truncate>
            {role.name}
          </Text>
          {users > 0 && (
            <Anchor
              component={Link}
              to="/users"
              search={{ role: role.id } as never}
              fz="xs"
              c="dimmed"
              style={{ flexShrink: 0 }}
            >
              {words.count(users)}
            </Anchor>
          )}
        </Group>
        {role.description !== null && (
          <Text fz="xs" c="dimmed" lineClamp={1}>
            {role.description}
          </Text>
        )}
      </Box>
      <Text fz="sm" component="div" visibleFrom="sm" maw="50%">
        {policies.length === 0 ? (
          <Text span fz="sm" c="dimmed">
            {words.noPolicies}
          </Text>
        ) : (
          <PolicyLinks policies={policies} />
        )}
        {inherited.length > 0 && (
          <Group gap={6} fz="xs" c="dimmed">
            <Text span fz="inherit">
              {words.inherited}
            </Text>
            <PolicyLinks policies={inherited} isQuiet />
          </Group>
        )}
      </Text>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={words.actions(role.name)}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPencil size={16} />}
            onClick={() => onAsk({ kind: 'edit', role })}
          >
            {words.edit}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPlus size={16} />}
            onClick={() => onAsk({ kind: 'new', parent: role.id })}
          >
            {words.newBelow}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconUsers size={16} />}
            onClick={() => void navigate({ to: '/users', search: { role: role.id } })}
          >
            {words.users}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconEye size={16} />}
            onClick={() => viewAs({ as: `role:${role.id}`, name: role.name })}
          >
            {words.viewAs}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHelpCircle size={16} />}
            onClick={() =>
              void navigate({ to: '/settings/explain', search: { as: `role:${role.id}` } })
            }
          >
            {words.explain}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            c="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} />}
            onClick={() => onAsk({ kind: 'delete', role })}
          >
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}

interface PolicyLinksProps {
  readonly policies: readonly Policy[]
  readonly isQuiet?: boolean
}

function PolicyLinks({ policies, isQuiet = false }: PolicyLinksProps): ReactElement {
  return (
    <Group gap="xs">
      {policies.map((policy) => (
        <Anchor
          key={policy.id}
          component={Link}
          to="/settings/policies/$policy"
          params={{ policy: policy.id } as never}
          {...(isQuiet ? { fz: 'xs', c: 'dimmed', underline: 'always' } : { fz: 'sm' })}
        >
          {policyName(policy)}
        </Anchor>
      ))}
    </Group>
  )
}

interface DeleteRoleProps {
  readonly role: Role
  readonly onClose: () => void
}

function DeleteRole({ role, onClose }: DeleteRoleProps): ReactElement {
  const { client } = useStudio()
  const queries = useQueryClient()
  return (
    <ConfirmDialog
      title={words.removeTitle(role.name)}
      text={words.removeText}
      work={async () => {
        await client.ask(`/roles/${role.id}`, { method: 'DELETE' })
        onClose()
        for (const key of ['roles', 'policies', 'users'])
          await queries.invalidateQueries({ queryKey: [key] })
      }}
      onClose={onClose}
    />
  )
}
