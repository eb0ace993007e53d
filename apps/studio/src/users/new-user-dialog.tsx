import { Text, TextInput } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { RoleField } from '../access/role-field.js'
import { NewPassword } from '../session/new-password.js'
import { FormDialog } from '../settings/form-dialog.js'
import { usersWords as words } from './words.js'

interface NewUserDialogProps {
  /** The role that was looked at. */
  readonly role: string | undefined
  readonly onClose: () => void
}

interface NewUser {
  readonly first_name: string
  readonly last_name: string
  readonly email: string
  readonly password: string
  readonly role: string
}

/** Makes an account with a password, without a mail. */
export function NewUserDialog({ role, onClose }: NewUserDialogProps): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const form = useForm<NewUser>({
    defaultValues: {
      first_name: '',
      last_name: '',
      email: '',
      password: '',
      role: role === undefined || role === 'none' ? '' : role,
    },
  })
  const { errors } = form.formState
  async function create(values: NewUser): Promise<void> {
    const given = Object.entries(values).filter(([, value]) => value !== '')
    const body = Object.fromEntries(given)
    const request = { method: 'POST', body, query: { fields: 'id' } } as const
    const { data } = await client.ask<{ id: string }>('/users', request)
    await queries.invalidateQueries({ queryKey: ['users'] })
    onClose()
    await navigate({ to: '/users/$user', params: { user: data.id } })
  }
  return (
    <FormDialog
      title={words.newUser}
      form={form}
      save={create}
      submit={words.create}
      onClose={onClose}
    >
      <Text fz="sm" c="dimmed">
        {words.createText}
      </Text>
      <TextInput
        label={words.firstName}
        data-autofocus
        maxLength={50}
        error={errors.first_name?.message}
        {...form.register('first_name')}
      />
      <TextInput
        label={words.lastName}
        maxLength={50}
        error={errors.last_name?.message}
        {...form.register('last_name')}
      />
      <TextInput
        label={words.email}
        type="email"
        required
        maxLength={128}
        error={errors.email?.message}
        {...form.register('email', { required: messages.missing })}
      />
      <Controller
        control={form.control}
        name="password"
        rules={{ required: messages.missing }}
        render={({ field }) => (
          <NewPassword
            label={words.password}
            value={field.value}
            onChange={field.onChange}
            error={errors.password?.message ?? null}
          />
        )}
      />
      <RoleField control={form.control} name="role" label={words.role} />
    </FormDialog>
  )
}
