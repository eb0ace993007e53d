import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { client } from '../client.js'
import { words } from '../words.js'
import { ChoosePassword } from './choose-password.js'
import { PublicFrame } from './public-frame.js'
import { useSubmit } from './use-submit.js'

const route = getRouteApi('/reset-password')

/** Sends a link; with the token of such a link a new password is chosen. */
export function ResetPasswordPage(): ReactElement {
  const { token } = route.useSearch()
  if (token === undefined) return <RequestLink />
  return (
    <ChoosePassword
      token={token}
      path="/auth/password/reset"
      title={words.reset.choose}
      submit={words.reset.save}
    />
  )
}

function RequestLink(): ReactElement {
  const [email, setEmail] = useState('')
  const [isSent, setSent] = useState(false)
  const { isBusy, error, onSubmit } = useSubmit(async () => {
    await client.ask('/auth/password/request', { method: 'POST', body: { email: email.trim() } })
    setSent(true)
  })
  return (
    <PublicFrame title={words.reset.title} text={words.reset.text}>
      <form onSubmit={onSubmit}>
        <Stack>
          {isSent && (
            <Alert color="teal" role="status" p="sm">
              {words.reset.sent}
            </Alert>
          )}
          {error !== null && (
            <Alert color="red" role="alert" p="sm">
              {error.message}
            </Alert>
          )}
          <TextInput
            label={words.email}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <Button type="submit" loading={isBusy}>
            {words.reset.submit}
          </Button>
          <Anchor component={Link} to="/login" fz="sm" ta="center" underline="always">
            {words.reset.toLogin}
          </Anchor>
        </Stack>
      </form>
    </PublicFrame>
  )
}
