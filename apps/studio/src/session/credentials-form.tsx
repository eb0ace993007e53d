import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { WireError } from '@relvar/studio-ui'
import { type FormEvent, type ReactElement, useState } from 'react'
import { words } from '../words.js'
import { signIn } from './session.js'

interface CredentialsFormProps {
  /** @param password that was good */
  readonly onDone: (password: string) => void | Promise<void>
  /** Whose session it was. */
  readonly email?: string
}

/** E-mail and password, and a code where the account asks for one. */
export function CredentialsForm({ onDone, email: known = '' }: CredentialsFormProps): ReactElement {
  const [email, setEmail] = useState(known)
  const [password, setPassword] = useState('')
  const [otp, setOtp] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    try {
      await signIn({ email: email.trim(), password, ...(otp !== null && { otp: otp.trim() }) })
      await onDone(password)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      if (error.code === 'INVALID_OTP' && otp === null) setOtp('')
      else setFailure(textOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        {failure !== null && (
          <Alert color="red" role="alert" p="sm">
            {failure}
          </Alert>
        )}
        <TextInput
          label={words.email}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          readOnly={known !== ''}
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <PasswordInput
          label={words.password}
          name="password"
          autoComplete="current-password"
          // What is left to be typed.
          data-autofocus={known === '' ? undefined : true}
          required
          withAsterisk={false}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        {otp !== null && (
          <TextInput
            label={words.login.otp}
            description={words.login.otpText}
            autoComplete="one-time-code"
            inputMode="text"
            autoFocus
            required
            withAsterisk={false}
            value={otp}
            onChange={({ currentTarget }) => setOtp(currentTarget.value)}
          />
        )}
        <Button type="submit" loading={isBusy}>
          {words.login.submit}
        </Button>
      </Stack>
    </form>
  )
}

function textOf({ code, message }: WireError): string {
  switch (code) {
    case 'INVALID_CREDENTIALS':
      return words.login.wrong
    case 'INVALID_OTP':
      return words.login.wrongOtp
    case 'USER_SUSPENDED':
      return words.login.suspended
    case 'REQUESTS_EXCEEDED':
      return words.login.tooMany
    default:
      return message
  }
}
