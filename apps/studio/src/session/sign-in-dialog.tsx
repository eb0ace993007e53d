import { Modal, Stack, Text } from '@mantine/core'
import { type ReactElement, useEffect, useState } from 'react'
import { words } from '../words.js'
import { CredentialsForm } from './credentials-form.js'
import { useMe } from './session.js'
import { whenSessionEnds } from './sign-in-again.js'

/** Stands above a page whose session has ended; the page, and what was typed in it, stays. */
export function SignInDialog(): ReactElement {
  const { email } = useMe()
  const [done, setDone] = useState<(() => void) | null>(null)
  useEffect(() => whenSessionEnds((resolve) => setDone(() => resolve)), [])
  return (
    <Modal
      opened={done !== null}
      onClose={nothing}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={words.login.again}
    >
      <Stack>
        <Text fz="sm">{words.login.againText}</Text>
        <CredentialsForm
          email={email}
          onDone={() => {
            done?.()
            setDone(null)
          }}
        />
      </Stack>
    </Modal>
  )
}

/** It closes by signing in. */
function nothing(): void {}
