import { ActionIcon, Alert, Anchor, Group, Select, Stack, Text, Tooltip } from '@mantine/core'
import { IconUser, IconUsersGroup, IconX } from '@tabler/icons-react'
import { errorText, useStudio } from '@relvar/studio-ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { holderName, type Policy } from './access-data.js'
import { roleOptions, useRoles, userName, useUserSearch } from './people-data.js'
import { accessWords as words } from './words.js'

/** The roles and users that a policy is given to. */
export function PolicyHolders({ policy }: { readonly policy: Policy }): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const { data: roles = [] } = useRoles()
  const [search, setSearch] = useState('')
  const { data: users = [] } = useUserSearch(search)
  const done = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: ['policies'] })
  }
  const give = useMutation({
    mutationFn: (to: { readonly role?: string; readonly user?: string }) =>
      client.ask('/access', { method: 'POST', body: { policy: policy.id, ...to } }),
    onSuccess: done,
  })
  const take = useMutation({
    mutationFn: (id: string) => client.ask(`/access/${id}`, { method: 'DELETE' }),
    onSuccess: done,
  })
  const error = give.error ?? take.error
  const held = new Set(policy.holders.map(({ role, user }) => role?.id ?? user?.id))
  return (
    <Stack maw={720}>
      {error !== null && (
        <Alert color="red" role="alert" title={words.notSaved}>
          {errorText(error, messages)}
        </Alert>
      )}
      {policy.holders.length === 0 && <Text c="dimmed">{words.nobody}</Text>}
      <Stack gap={4}>
        {policy.holders.map((holder) => {
          const name = holderName(holder) ?? ''
          return (
            <Group key={holder.id} gap="xs" wrap="nowrap">
              {holder.role === null ? <IconUser size={18} /> : <IconUsersGroup size={18} />}
              <Anchor
                component={Link}
                to={holder.role === null ? `/users/${holder.user?.id}` : '/settings/roles'}
                fz="sm"
                truncate
              >
                {name}
              </Anchor>
              <Tooltip label={words.takeAway(name)}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={words.takeAway(name)}
                  loading={take.isPending && take.variables === holder.id}
                  onClick={() => take.mutate(holder.id)}
                >
                  <IconX size={16} />
                </ActionIcon>
              </Tooltip>
            </Group>
          )
        })}
      </Stack>
      <Group grow preventGrowOverflow={false}>
        <Select
          label={words.addRole}
          searchable
          data={roleOptions(roles.filter(({ id }) => !held.has(id)))}
          value={null}
          onChange={(role) => role !== null && give.mutate({ role })}
        />
        <Select
          label={words.addUser}
          searchable
          data={users
            .filter(({ id }) => !held.has(id))
            .map((user) => ({ value: user.id, label: userName(user) }))}
          filter={({ options }) => options}
          searchValue={search}
          onSearchChange={setSearch}
          value={null}
          onChange={(user) => user !== null && give.mutate({ user })}
        />
      </Group>
    </Stack>
  )
}
