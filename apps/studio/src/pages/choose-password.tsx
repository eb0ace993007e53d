import { Alert, Anchor, Button, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { client } from '../client.js'
import { NewPassword } from '../session/new-password.js'
import { words } from '../words.js'
import { PublicFrame } from './public-frame.js'
import { useSubmit } from './use-submit.js'

interface ChoosePasswordProps {
  /** As the link of a mail had it. */
  readonly token: string
  /** What takes the token and the password. */
  readonly path: '/auth/password/reset' | '/users/invite/accept'
  readonly title: string
  readonly text?: string
  readonly submit: string
}

/** Chooses a password with the token of a mail. */
export function ChoosePassword({
  token,
  path,
  title,
  text,
  submit,
}: ChoosePasswordProps): ReactElement {
  const [password, setPassword] = useState('')
  const [isDone, setDone] = useState(false)
  const { isBusy, error, onSubmit } = useSubmit(async () => {
    await client.ask(path, { method: 'POST', body: { token, password } })
    setDone(true)
  })
  const isRefused = error !== null && error.code === 'FAILED_VALIDATION'
  const isUsed = error !== null && /^INVALID_(TOKEN|INVITE)$/.test(error.code)
  return (
    <PublicFrame title={title} text={text}>
      <form onSubmit={onSubmit}>
        <Stack>
          {isDone && (
            <Alert color="teal" role="status" p="sm">
              {words.reset.saved}
            </Alert>
          )}
          {error !== null && !isRefused && (
            <Alert color="red" role="alert" p="sm">
              {isUsed ? words.reset.invalid : error.message}
            </Alert>
          )}
          {!isDone && (
            <>
              <NewPassword
                label={words.newPassword}
                value={password}
                onChange={setPassword}
                error={isRefused ? error.message : null}
              />
              <Button type="submit" loading={isBusy}>
                {submit}
              </Button>
            </>
          )}
          <Anchor component={Link} to="/login" fz="sm" ta="center" underline="always">
            {words.reset.toLogin}
          </Anchor>
        </Stack>
      </form>
    </PublicFrame>
  )
}
