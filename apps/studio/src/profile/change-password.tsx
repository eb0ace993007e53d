import { Button, Group, Stack, Text } from '@mantine/core'
import { errorText, useStudio } from '@relvar/studio-ui'
import { type FormEvent, type ReactElement, useState } from 'react'
import { NewPassword } from '../session/new-password.js'
import { profileWords as words } from './words.js'

/** Chooses another password. Other sessions end by that, and so may this one: it is signed in again then. */
export function ChangePassword(): ReactElement {
  const { client, messages } = useStudio()
  const [password, setPassword] = useState('')
  const [state, setState] = useState<'idle' | 'busy' | 'saved'>('idle')
  const [error, setError] = useState<string | null>(null)
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    setState('busy')
    setError(null)
    try {
      await client.ask('/users/me', { method: 'PATCH', body: { password } })
      setPassword('')
      setState('saved')
    } catch (thrown) {
      setError(errorText(thrown, messages))
      setState('idle')
    }
  }
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="xs" maw={352}>
        <NewPassword
          label={words.newPassword}
          value={password}
          onChange={(value) => {
            setPassword(value)
            setState('idle')
          }}
          error={error}
        />
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={state === 'busy'}
            disabled={password === ''}
          >
            {words.savePassword}
          </Button>
          <Text fz="sm" c="dimmed" role="status">
            {state === 'saved' ? words.passwordSaved : words.passwordText}
          </Text>
        </Group>
      </Stack>
    </form>
  )
}
