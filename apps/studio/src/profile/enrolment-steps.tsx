import { Code, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { AskCode, AskPassword } from './ask.js'
import { QrCode } from './qr-code.js'
import { RecoveryCodes } from './recovery-codes.js'
import type { Enrolment } from './use-enrolment.js'
import { profileWords as words } from './words.js'

interface EnrolmentStepsProps {
  readonly enrolment: Enrolment
  /** The recovery codes were seen. */
  readonly onDone: () => void
}

/** Password, then the code of the app, then the recovery codes: the one that it is at. */
export function EnrolmentSteps({ enrolment, onDone }: EnrolmentStepsProps): ReactElement {
  const { offered, codes, begin, enable } = enrolment
  if (codes !== null) return <RecoveryCodes codes={codes} onDone={onDone} />
  if (offered === null) return <AskPassword submit={words.next} onGiven={begin} />
  return (
    <Stack align="center">
      <Text fz="sm">{words.scan}</Text>
      <QrCode text={offered.otpauth_url} label={words.qr} />
      <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {words.secret}: <Code>{offered.secret}</Code>
      </Text>
      <AskCode description={words.codeText} submit={words.enable} onGiven={enable} />
    </Stack>
  )
}
