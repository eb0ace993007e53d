import { Button, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { ShownOnce } from './shown-once.js'
import { profileWords as words } from './words.js'

interface RecoveryCodesProps {
  readonly codes: readonly string[]
  readonly onDone: () => void
}

/** Codes for whoever loses the device, shown once. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps): ReactElement {
  return (
    <Stack>
      <Text fz="sm">{words.recoveryText}</Text>
      <ShownOnce value={codes.join('\n')} />
      <Button onClick={onDone}>{words.done}</Button>
    </Stack>
  )
}
