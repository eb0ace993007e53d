import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { errorText, useStudio, WireError } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { useForm } from 'react-hook-form'
import { profileWords as words } from './words.js'

interface AskProps {
  readonly submit: string
  /** @throws WireError */
  readonly onGiven: (value: string) => Promise<void>
}

/** The password of whoever is signed in, before something that a stolen session must not do. */
export function AskPassword({ submit, onGiven }: AskProps): ReactElement {
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

/** A code of the second factor. */
export function AskCode({
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
          autoFocus
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
