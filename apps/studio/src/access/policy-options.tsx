import { Checkbox, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { type Policy, PUBLIC_POLICY } from './access-data.js'
import { SettingsForm } from '../settings/settings-form.js'
import { policyDescription } from './policy-name.js'
import { accessWords as words } from './words.js'

interface Options {
  readonly name: string
  readonly description: string
  readonly admin_access: boolean
  readonly app_access: boolean
  readonly enforce_tfa: boolean
  readonly ip_access: string[]
}

/** Name and flags of a policy. The public one gives no Studio, and has no second factor. */
export function PolicyOptions({ policy }: { readonly policy: Policy }): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const isPublic = policy.id === PUBLIC_POLICY
  const form = useForm<Options>({
    values: {
      name: policy.name,
      description: policyDescription(policy) ?? '',
      admin_access: policy.admin_access,
      app_access: policy.app_access,
      enforce_tfa: policy.enforce_tfa,
      ip_access: [...(policy.ip_access ?? [])],
    },
    resetOptions: { keepDirtyValues: true },
  })
  const { errors } = form.formState
  async function save(values: Options): Promise<void> {
    const { name, ...rest } = values
    const body = {
      ...rest,
      ...(!isPublic && { name: name.trim() }),
      description: values.description === '' ? null : values.description,
      ip_access: values.ip_access.length === 0 ? null : values.ip_access,
    }
    await client.ask(`/policies/${policy.id}`, { method: 'PATCH', body })
    await queries.invalidateQueries({ queryKey: ['policies'] })
  }
  return (
    <SettingsForm form={form} save={save}>
      {!isPublic && (
        <TextInput
          label={words.name}
          required
          maxLength={100}
          error={errors.name?.message}
          {...form.register('name', {
            validate: (name) => name.trim() !== '' || messages.missing,
          })}
        />
      )}
      <Textarea
        label={words.description}
        autosize
        minRows={2}
        error={errors.description?.message}
        {...form.register('description')}
      />
      {!isPublic && (
        <>
          <Checkbox
            label={words.app}
            description={words.appText}
            {...form.register('app_access')}
          />
          <Checkbox
            label={words.admin}
            description={words.adminText}
            {...form.register('admin_access')}
          />
          <Checkbox
            label={words.tfa}
            description={words.tfaText}
            {...form.register('enforce_tfa')}
          />
        </>
      )}
      <Controller
        control={form.control}
        name="ip_access"
        render={({ field: { value, onChange, onBlur } }) => (
          <TagsInput
            label={words.ip}
            description={words.ipText}
            value={value}
            onChange={onChange}
            onBlur={onBlur}
            acceptValueOnBlur
            error={errors.ip_access?.message}
          />
        )}
      />
    </SettingsForm>
  )
}
