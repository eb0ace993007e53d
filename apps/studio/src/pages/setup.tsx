import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import type { WireError } from '@relvar/studio-ui'
import { type ReactElement, useState } from 'react'
import { client, queries } from '../client.js'
import { NewPassword } from '../session/new-password.js'
import { signIn } from '../session/session.js'
import { setupQuery } from '../session/setup.js'
import { isLanguage } from '../settings/languages.js'
import { words } from '../words.js'
import { ConnectedDatabase } from './connected-database.js'
import { PublicFrame } from './public-frame.js'
import { useSubmit } from './use-submit.js'

/** The first visit: the name of the project and its first administrator. */
export function SetupPage(): ReactElement {
  const [form, setForm] = useState({ project: '', email: '', password: '', token: '' })
  const [token] = useDebouncedValue(form.token.trim(), 400)
  const { data: setup } = useQuery({ ...setupQuery(''), retry: true })
  const { data: told } = useQuery({
    ...setupQuery(token),
    enabled: setup?.open === false && token !== '',
  })
  const navigate = useNavigate()
  const { isBusy, error, onSubmit } = useSubmit(async () => {
    const { email, password, project } = form
    const admin = { email: email.trim(), password }
    const key = form.token.trim()
    await client.ask('/server/setup', {
      method: 'POST',
      body: { admin, ...(key !== '' && { token: key }) },
    })
    await signIn(admin)
    const settings = {
      ...(project.trim() !== '' && { project_name: project.trim() }),
      ...(isLanguage(navigator.language) && { default_language: navigator.language }),
    }
    await client.ask('/settings', { method: 'PATCH', body: settings })
    queries.clear()
    await navigate({ to: '/content' })
  })
  if (setup?.needed === false && !isBusy) return <Navigate to="/login" />
  const change = (part: Partial<typeof form>): void => setForm((now) => ({ ...now, ...part }))
  const at = (field: string): string | null => messageAt(error, field)
  const isWrongToken = error?.code === 'FORBIDDEN'
  return (
    <PublicFrame title={words.setup.title} text={words.setup.text} width={460}>
      <form onSubmit={onSubmit}>
        <Stack>
          <ConnectedDatabase setup={told ?? setup} />
          {error !== null && !isWrongToken && at('email') === null && at('password') === null && (
            <Alert color="red" role="alert" p="sm">
              {error.message}
            </Alert>
          )}
          {setup?.open === false && (
            <PasswordInput
              label={words.setup.token}
              description={words.setup.tokenText}
              autoComplete="off"
              required
              withAsterisk={false}
              error={isWrongToken ? words.setup.wrongToken : null}
              value={form.token}
              onChange={({ currentTarget }) => change({ token: currentTarget.value })}
            />
          )}
          <TextInput
            label={words.setup.project}
            autoComplete="organization"
            maxLength={255}
            value={form.project}
            onChange={({ currentTarget }) => change({ project: currentTarget.value })}
          />
          <TextInput
            label={words.email}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            error={at('email')}
            value={form.email}
            onChange={({ currentTarget }) => change({ email: currentTarget.value })}
          />
          <NewPassword
            label={words.password}
            value={form.password}
            error={at('password')}
            onChange={(password) => change({ password })}
          />
          <Button type="submit" loading={isBusy}>
            {words.setup.submit}
          </Button>
        </Stack>
      </form>
    </PublicFrame>
  )
}

function messageAt(error: WireError | null, field: string): string | null {
  return error?.failures.find(({ extensions }) => extensions['field'] === field)?.message ?? null
}
