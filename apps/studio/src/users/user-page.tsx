import {
  Alert,
  Box,
  Button,
  Divider,
  Group,
  NativeSelect,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { IconEye, IconTrash, IconUserOff } from '@tabler/icons-react'
import { errorText, StateMessage, useStudio } from '@relvar/studio-ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { usePolicies } from '../access/access-data.js'
import { userName } from '../access/people-data.js'
import { PoliciesField } from '../access/policies-field.js'
import { policyChanges } from '../access/policy-changes.js'
import { RoleField } from '../access/role-field.js'
import { viewAs } from '../access/view-as.js'
import { PageHeader } from '../content/page-header.js'
import { ShownOnceDialog } from '../profile/shown-once-dialog.js'
import { NewPassword } from '../session/new-password.js'
import { useMe } from '../session/session.js'
import { languageOptions } from '../settings/languages.js'
import { SettingsForm } from '../settings/settings-form.js'
import { ConfirmDialog } from '../shell/confirm-dialog.js'
import { type UserDetail, useUser } from './users-data.js'
import { usersWords as words } from './words.js'

const route = getRouteApi('/shell/users/$user')
const above = { to: '/users', title: words.title }

/** One user: who they are, what they may, and how they sign in. */
export function UserPage(): ReactElement {
  const { user: id } = route.useParams()
  const { messages } = useStudio()
  const { data, error, refetch } = useUser(id)
  if (data !== undefined) return <Loaded key={id} user={data} />
  return (
    <>
      <PageHeader title="" above={above} />
      {error === null ? (
        <Box p="xl" maw={784} mx="auto" w="100%" role="status" aria-label={words.loading}>
          <Skeleton h={420} />
        </Box>
      ) : (
        <StateMessage
          icon={<IconUserOff size={40} stroke={1.25} />}
          title={words.missing}
          text={errorText(error, messages)}
          action={{ label: messages.retry, onClick: () => void refetch() }}
        />
      )}
    </>
  )
}

function Loaded({ user }: { readonly user: UserDetail }): ReactElement {
  const me = useMe()
  const [isDeleting, setDeleting] = useState(false)
  const isSelf = me.id === user.id
  return (
    <>
      <PageHeader title={userName(user)} above={above}>
        {me.admin && !isSelf && (
          <Button
            variant="default"
            leftSection={<IconEye size={16} />}
            onClick={() => viewAs({ as: `user:${user.id}`, name: userName(user) })}
          >
            {words.viewAs}
          </Button>
        )}
        {!isSelf && (
          <Button
            variant="default"
            visibleFrom="sm"
            leftSection={<IconTrash size={16} />}
            onClick={() => setDeleting(true)}
          >
            {words.remove}
          </Button>
        )}
      </PageHeader>
      <Box p={{ base: 'md', sm: 'xl' }} style={{ overflow: 'auto', flex: 1 }}>
        <Stack maw={720} mx="auto" gap="xl">
          <UserForm user={user} />
          <Stack component="section" aria-label={words.token}>
            <Title order={2} size="h4">
              {words.token}
            </Title>
            <Divider />
            <Token user={user} />
          </Stack>
          <SecondFactorOf user={user} />
        </Stack>
      </Box>
      {isDeleting && <DeleteUser user={user} onClose={() => setDeleting(false)} />}
    </>
  )
}

interface Values {
  readonly first_name: string
  readonly last_name: string
  readonly email: string
  readonly language: string
  readonly status: string
  readonly role: string
  readonly password: string
  readonly policies: string[]
}

const STATUSES = ['active', 'suspended', 'invited', 'draft', 'unverified', 'archived']

function UserForm({ user }: { readonly user: UserDetail }): ReactElement {
  const { client } = useStudio()
  const queries = useQueryClient()
  const { data: policies = [] } = usePolicies()
  const form = useForm<Values>({
    values: {
      first_name: user.first_name ?? '',
      last_name: user.last_name ?? '',
      email: user.email ?? '',
      language: user.language ?? '',
      status: user.status,
      role: user.role ?? '',
      password: '',
      policies: user.policies.map(({ policy }) => policy),
    },
    resetOptions: { keepDirtyValues: true },
  })
  const { errors, dirtyFields } = form.formState
  async function save(values: Values): Promise<void> {
    const { password, policies: wanted, ...rest } = values
    const changed = Object.entries(rest)
      .filter(([name]) => dirtyFields[name as keyof Values] === true)
      // Nothing is no text.
      .map(([name, value]) => [name, value === '' ? null : value] as const)
    const body = {
      ...Object.fromEntries(changed),
      ...(password !== '' && { password }),
      ...(dirtyFields.policies !== undefined && {
        policies: policyChanges(user.policies, wanted),
      }),
    }
    await client.ask(`/users/${user.id}`, { method: 'PATCH', body })
    form.setValue('password', '')
    await queries.invalidateQueries({ queryKey: ['users'] })
    await queries.invalidateQueries({ queryKey: ['policies'] })
  }
  return (
    <SettingsForm form={form} save={save}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={words.firstName}
          maxLength={50}
          error={errors.first_name?.message}
          {...form.register('first_name')}
        />
        <TextInput
          label={words.lastName}
          maxLength={50}
          error={errors.last_name?.message}
          {...form.register('last_name')}
        />
        <TextInput
          label={words.email}
          type="email"
          maxLength={128}
          error={errors.email?.message}
          {...form.register('email')}
        />
        <NativeSelect
          label={words.language}
          data={[{ value: '', label: words.asProject }, ...languageOptions()]}
          {...form.register('language')}
        />
        <NativeSelect
          label={words.status}
          data={STATUSES.map((value) => ({ value, label: words.statuses[value] ?? value }))}
          description={words.suspendText}
          error={errors.status?.message}
          {...form.register('status')}
        />
        <RoleField control={form.control} name="role" label={words.role} />
      </SimpleGrid>
      <PoliciesField
        control={form.control}
        name="policies"
        label={words.policies}
        description={words.policiesText}
        among={policies}
      />
      <Controller
        control={form.control}
        name="password"
        render={({ field }) => (
          <NewPassword
            label={words.newPassword}
            description={words.newPasswordText}
            isOptional
            value={field.value}
            onChange={field.onChange}
            error={errors.password?.message ?? null}
          />
        )}
      />
    </SettingsForm>
  )
}

interface UserProps {
  readonly user: UserDetail
}

/** A token that programs keep; several keys with names and ends are in the own profile. */
function Token({ user }: UserProps): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const [made, setMade] = useState<string | null>(null)
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (token: string | null) => {
      await client.ask(`/users/${user.id}`, { method: 'PATCH', body: { token } })
      setMade(token)
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users', 'one', user.id] }),
  })
  return (
    <Stack gap="sm">
      <Text fz="sm">{user.token === null ? words.tokenNone : words.tokenSet}</Text>
      {error !== null && <Alert color="red">{errorText(error, messages)}</Alert>}
      <Group>
        <Button variant="default" loading={isPending} onClick={() => mutate(newToken())}>
          {words.tokenMake}
        </Button>
        {user.token !== null && (
          <Button variant="default" disabled={isPending} onClick={() => mutate(null)}>
            {words.tokenRemove}
          </Button>
        )}
      </Group>
      <ShownOnceDialog
        value={made}
        title={words.tokenTitle}
        text={words.tokenText}
        done={words.done}
        onClose={() => setMade(null)}
      />
    </Stack>
  )
}

/** 256 random bits. */
function newToken(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

function SecondFactorOf({ user }: UserProps): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => client.ask(`/users/${user.id}/tfa/disable`, { method: 'POST' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users', 'one', user.id] }),
  })
  const isOn = user.tfa_secret !== null
  return (
    <Stack gap="sm" component="section" aria-label={isOn ? words.tfaOn : words.tfaOff}>
      <Title order={2} size="h4">
        {isOn ? words.tfaOn : words.tfaOff}
      </Title>
      <Divider />
      {error !== null && <Alert color="red">{errorText(error, messages)}</Alert>}
      {isOn && (
        <>
          <Text fz="sm">{words.tfaStopText}</Text>
          <Group>
            <Button variant="default" loading={isPending} onClick={() => mutate()}>
              {words.tfaStop}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}

function DeleteUser({ user, onClose }: UserProps & { readonly onClose: () => void }): ReactElement {
  const { client } = useStudio()
  const queries = useQueryClient()
  const navigate = route.useNavigate()
  return (
    <ConfirmDialog
      title={words.removeTitle(userName(user))}
      text={words.removeText}
      work={async () => {
        await client.ask(`/users/${user.id}`, { method: 'DELETE' })
        await navigate({ to: '/users' })
        await queries.invalidateQueries({ queryKey: ['users', 'list'] })
      }}
      onClose={onClose}
    />
  )
}
