import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { AskCode, AskPassword } from './ask.js'
import { EnrolmentSteps } from './enrolment-steps.js'
import { RecoveryCodes } from './recovery-codes.js'
import { renewCodes, useEnrolment } from './use-enrolment.js'
import { profileWords as words } from './words.js'

type Step = 'start' | 'stop' | 'renew'

/** Whether a login needs a code, and how that is changed. */
export function SecondFactor({
  isOn,
  isEnforced,
}: {
  readonly isOn: boolean
  readonly isEnforced: boolean
}): ReactElement {
  const [step, setStep] = useState<Step | null>(null)
  return (
    <Stack gap="sm">
      {isEnforced && !isOn && <Alert color="yellow">{words.tfaEnforced}</Alert>}
      <Text fz="sm">{isOn ? words.tfaOn : words.tfaOff}</Text>
      <Group>
        {isOn ? (
          <>
            <Button variant="default" onClick={() => setStep('renew')}>
              {words.recoveryNew}
            </Button>
            <Button variant="default" onClick={() => setStep('stop')}>
              {words.tfaStop}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => setStep('start')}>
            {words.tfaStart}
          </Button>
        )}
      </Group>
      {step === 'start' && <Enrol onClose={() => setStep(null)} />}
      {step === 'stop' && <Stop onClose={() => setStep(null)} />}
      {step === 'renew' && <Renew onClose={() => setStep(null)} />}
    </Stack>
  )
}

interface DialogProps {
  readonly onClose: () => void
}

function Dialog({
  title,
  onClose,
  children,
}: DialogProps & { readonly title: string; readonly children: ReactElement }): ReactElement {
  const { messages } = useStudio()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      {children}
    </Modal>
  )
}

function Enrol({ onClose }: DialogProps): ReactElement {
  const queries = useQueryClient()
  const enrolment = useEnrolment()
  async function done(): Promise<void> {
    onClose()
    await queries.invalidateQueries({ queryKey: ['profile'] })
  }
  return (
    <Dialog
      title={enrolment.codes === null ? words.tfa : words.recoveryTitle}
      onClose={() => void done()}
    >
      <EnrolmentSteps enrolment={enrolment} onDone={() => void done()} />
    </Dialog>
  )
}

function Stop({ onClose }: DialogProps): ReactElement {
  const { client } = useStudio()
  const queries = useQueryClient()
  async function disable(otp: string): Promise<void> {
    await client.ask('/users/me/tfa/disable', { method: 'POST', body: { otp } })
    // Where a policy demands a factor, the shell leads to setting one up.
    for (const key of ['profile', 'me']) await queries.invalidateQueries({ queryKey: [key] })
    onClose()
  }
  return (
    <Dialog title={words.tfaStop} onClose={onClose}>
      <AskCode description={words.codeOrRecovery} submit={words.tfaStop} onGiven={disable} />
    </Dialog>
  )
}

function Renew({ onClose }: DialogProps): ReactElement {
  const { client } = useStudio()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  async function renew(password: string): Promise<void> {
    setCodes(await renewCodes(client, password))
  }
  return (
    <Dialog title={words.recoveryNew} onClose={onClose}>
      {codes === null ? (
        <Stack>
          <Text fz="sm">{words.recoveryNewText}</Text>
          <AskPassword submit={words.next} onGiven={renew} />
        </Stack>
      ) : (
        <RecoveryCodes codes={codes} onDone={onClose} />
      )}
    </Dialog>
  )
}
