import { Alert, Anchor, Button, Group, Skeleton, Stack, TextInput } from '@mantine/core'
import type { WireError } from '@relvar/studio-ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { client } from '../client.js'
import { NewPassword } from '../session/new-password.js'
import { projectQuery } from '../session/setup.js'
import { words } from '../words.js'
import { PublicFrame } from './public-frame.js'
import { useSubmit } from './use-submit.js'

/** Makes an account, where the project lets people do so themselves. */
export function RegisterPage(): ReactElement {
  const { data: project } = useQuery(projectQuery)
  return (
    <PublicFrame title={words.register.title}>
      <Stack>
        {project === undefined && <Skeleton h={240} role="status" aria-label={words.loading} />}
        {project?.public_registration === false && (
          <Alert color="gray" p="sm">
            {words.register.closed}
          </Alert>
        )}
        {project?.public_registration === true && (
          <RegisterForm isVerified={project.public_registration_verify_email} />
        )}
        <Anchor component={Link} to="/login" fz="sm" ta="center" underline="always">
          {words.reset.toLogin}
        </Anchor>
      </Stack>
    </PublicFrame>
  )
}

const EMPTY = { first: '', last: '', email: '', password: '' }

/** @param isVerified a link in a mail opens the account */
function RegisterForm({ isVerified }: { readonly isVerified: boolean }): ReactElement {
  const [form, setForm] = useState(EMPTY)
  const [isDone, setDone] = useState(false)
  const { isBusy, error, onSubmit } = useSubmit(async () => {
    await client.ask('/users/register', { method: 'POST', body: bodyOf(form) })
    setDone(true)
  })
  const change = (part: Partial<typeof EMPTY>): void => setForm({ ...form, ...part })
  const isWeak = error?.code === 'FAILED_VALIDATION'
  if (isDone)
    return (
      <Alert color="teal" role="status" p="sm">
        {isVerified ? words.register.sent : words.register.done}
      </Alert>
    )
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        {error !== null && !isWeak && (
          <Alert color="red" role="alert" p="sm">
            {textOf(error)}
          </Alert>
        )}
        <Group grow align="flex-start">
          <TextInput
            label={words.register.firstName}
            autoComplete="given-name"
            maxLength={50}
            value={form.first}
            onChange={({ currentTarget }) => change({ first: currentTarget.value })}
          />
          <TextInput
            label={words.register.lastName}
            autoComplete="family-name"
            maxLength={50}
            value={form.last}
            onChange={({ currentTarget }) => change({ last: currentTarget.value })}
          />
        </Group>
        <TextInput
          label={words.email}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={form.email}
          onChange={({ currentTarget }) => change({ email: currentTarget.value })}
        />
        <NewPassword
          label={words.password}
          value={form.password}
          error={isWeak ? error.message : null}
          onChange={(password) => change({ password })}
        />
        <Button type="submit" loading={isBusy}>
          {words.register.submit}
        </Button>
      </Stack>
    </form>
  )
}

function bodyOf({ first, last, email, password }: typeof EMPTY): object {
  return {
    email: email.trim(),
    password,
    ...(first.trim() !== '' && { first_name: first.trim() }),
    ...(last.trim() !== '' && { last_name: last.trim() }),
  }
}

function textOf({ code, message }: WireError): string {
  switch (code) {
    case 'FORBIDDEN':
      return words.register.refused
    case 'REQUESTS_EXCEEDED':
      return words.register.tooMany
    default:
      return message
  }
}
