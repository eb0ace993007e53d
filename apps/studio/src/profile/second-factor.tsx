import {
  Alert,
  Button,
  Code,
  Group,
  Modal,
  PasswordInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { errorText, useStudio, WireError } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { useForm } from 'react-hook-form'
import { QrCode } from './qr-code.js'
import { ShownOnce } from './shown-once.js'
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

interface Generated {
  readonly secret: string
  readonly otpauth_url: string
}

/** Password, then the code of the app, then the recovery codes. */
function Enrol({ onClose }: DialogProps): ReactElement {
  const { client } = useStudio()
  const queries = useQueryClient()
  const [password, setPassword] = useState('')
  const [generated, setGenerated] = useState<Generated | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  async function generate(given: string): Promise<void> {
    const request = { method: 'POST', body: { password: given } } as const
    const { data } = await client.ask<Generated>('/users/me/tfa/generate', request)
    setPassword(given)
    setGenerated(data)
  }
  async function enable(secret: string, otp: string): Promise<void> {
    await client.ask('/users/me/tfa/enable', { method: 'POST', body: { secret, otp } })
    setCodes(await newCodes(password))
    await queries.invalidateQueries({ queryKey: ['profile'] })
  }
  async function newCodes(given: string): Promise<readonly string[]> {
    const request = { method: 'POST', body: { password: given } } as const
    const path = '/users/me/tfa/recovery-codes'
    return (await client.ask<{ codes: readonly string[] }>(path, request)).data.codes
  }
  return (
    <Dialog title={codes === null ? words.tfa : words.recoveryTitle} onClose={onClose}>
      {codes !== null ? (
        <Codes codes={codes} onClose={onClose} />
      ) : generated === null ? (
        <AskPassword submit={words.next} onGiven={generate} />
      ) : (
        <Stack align="center">
          <Text fz="sm">{words.scan}</Text>
          <QrCode text={generated.otpauth_url} label={words.qr} />
          <Text fz="xs" c="dimmed">
            {words.secret}: <Code>{generated.secret}</Code>
          </Text>
          <AskCode
            description={words.codeText}
            submit={words.enable}
            onGiven={(otp) => enable(generated.secret, otp)}
          />
        </Stack>
      )}
    </Dialog>
  )
}

function Stop({ onClose }: DialogProps): ReactElement {
  const { client } = useStudio()
  const queries = useQueryClient()
  async function disable(otp: string): Promise<void> {
    await client.ask('/users/me/tfa/disable', { method: 'POST', body: { otp } })
    await queries.invalidateQueries({ queryKey: ['profile'] })
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
    const request = { method: 'POST', body: { password } } as const
    const path = '/users/me/tfa/recovery-codes'
    setCodes((await client.ask<{ codes: readonly string[] }>(path, request)).data.codes)
  }
  return (
    <Dialog title={words.recoveryNew} onClose={onClose}>
      {codes === null ? (
        <Stack>
          <Text fz="sm">{words.recoveryNewText}</Text>
          <AskPassword submit={words.next} onGiven={renew} />
        </Stack>
      ) : (
        <Codes codes={codes} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Codes({
  codes,
  onClose,
}: DialogProps & { readonly codes: readonly string[] }): ReactElement {
  return (
    <Stack>
      <Text fz="sm">{words.recoveryText}</Text>
      <ShownOnce value={codes.join('\n')} />
      <Button onClick={onClose}>{words.done}</Button>
    </Stack>
  )
}

interface AskProps {
  readonly submit: string
  /** @throws WireError */
  readonly onGiven: (value: string) => Promise<void>
}

function AskPassword({ submit, onGiven }: AskProps): ReactElement {
  const { messages } = useStudio()
  const form = useForm({ defaultValues: { password: '' } })
  const { errors } = form.formState
  async function send({ password }: { password: string }): Promise<void> {
    try {
      await onGiven(password)
    } catch (error) {
      const isWrong = error instanceof WireError && error.code === 'INVALID_CREDENTIALS'
      form.setError('password', {
        message: isWrong ? words.wrongPassword : errorText(error, messages),
      })
    }
  }
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(send)(event)}>
      <Stack>
        <PasswordInput
          label={words.currentPassword}
          autoComplete="current-password"
          data-autofocus
          error={errors.password?.message}
          {...form.register('password', { required: messages.missing })}
        />
        <Button type="submit" loading={form.formState.isSubmitting}>
          {submit}
        </Button>
      </Stack>
    </form>
  )
}

function AskCode({
  submit,
  onGiven,
  description,
}: AskProps & { readonly description: string }): ReactElement {
  const { messages } = useStudio()
  const form = useForm({ defaultValues: { otp: '' } })
  const { errors } = form.formState
  async function send({ otp }: { otp: string }): Promise<void> {
    try {
      await onGiven(otp.trim())
    } catch (error) {
      const isWrong = error instanceof WireError && error.code === 'INVALID_OTP'
      form.setError('otp', { message: isWrong ? words.wrongCode : errorText(error, messages) })
    }
  }
  return (
    <form
      noValidate
      style={{ width: '100%' }}
      onSubmit={(event) => void form.handleSubmit(send)(event)}
    >
      <Stack>
        <TextInput
          label={words.code}
          description={description}
          autoComplete="one-time-code"
          data-autofocus
          error={errors.otp?.message}
          {...form.register('otp', { required: messages.missing })}
        />
        <Button type="submit" loading={form.formState.isSubmitting}>
          {submit}
        </Button>
      </Stack>
    </form>
  )
}
