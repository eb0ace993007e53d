import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useForm } from 'react-hook-form'
import { FormDialog } from '../settings/form-dialog.js'
import { accessWords as words } from './words.js'

interface NewPolicy {
  readonly name: string
  readonly description: string
  readonly app_access: boolean
}

/** Names a policy; what it allows is chosen on its page. */
export function NewPolicyDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const form = useForm<NewPolicy>({
    defaultValues: { name: '', description: '', app_access: true },
  })
  const { errors } = form.formState
  async function create(values: NewPolicy): Promise<void> {
    const body = { ...values, name: values.name.trim(), admin_access: false }
    const { data } = await client.ask<{ id: string }>('/policies', { method: 'POST', body })
    await queries.invalidateQueries({ queryKey: ['policies'] })
    onClose()
    await navigate({ to: '/settings/policies/$policy', params: { policy: data.id } })
  }
  return (
    <FormDialog
      title={words.newPolicy}
      form={form}
      save={create}
      submit={words.create}
      onClose={onClose}
    >
      <TextInput
        label={words.name}
        required
        data-autofocus
        maxLength={100}
        error={errors.name?.message}
        {...form.register('name', {
          validate: (name) => name.trim() !== '' || messages.missing,
        })}
      />
      <Textarea
        label={words.description}
        error={errors.description?.message}
        {...form.register('description')}
      />
      <Checkbox label={words.app} description={words.appText} {...form.register('app_access')} />
    </FormDialog>
  )
}
