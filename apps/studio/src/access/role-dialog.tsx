import { Textarea, TextInput } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useForm } from 'react-hook-form'
import { FormDialog } from '../settings/form-dialog.js'
import { PUBLIC_POLICY, usePolicies } from './access-data.js'
import { type Role, useRoles } from './people-data.js'
import { PoliciesField } from './policies-field.js'
import { policyChanges } from './policy-changes.js'
import { RoleField } from './role-field.js'
import { possibleParents } from './role-tree.js'
import { roleWords as words } from './role-words.js'

interface RoleDialogProps {
  /** Left out, a role is made. */
  readonly role?: Role
  /** The role that a new one lies below. */
  readonly parent?: string | null
  readonly onClose: () => void
}

interface RoleDraft {
  readonly name: string
  readonly description: string
  readonly parent: string
  readonly policies: string[]
}

/** Names a role, says which one it lies below, and gives it policies. */
export function RoleDialog({ role, parent = null, onClose }: RoleDialogProps): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const { data: roles = [] } = useRoles()
  const { data: policies = [] } = usePolicies()
  const held = policies.flatMap(({ id, holders }) =>
    holders
      .filter((holder) => role !== undefined && holder.role?.id === role.id)
      .map((holder) => ({ id: holder.id, policy: id })),
  )
  const form = useForm<RoleDraft>({
    defaultValues: {
      name: role?.name ?? '',
      description: role?.description ?? '',
      parent: role?.parent ?? parent ?? '',
      policies: held.map(({ policy }) => policy),
    },
  })
  const { errors, dirtyFields } = form.formState
  async function save(draft: RoleDraft): Promise<void> {
    const body = {
      name: draft.name.trim(),
      ...(dirtyFields.description === true && {
        description: draft.description === '' ? null : draft.description,
      }),
      parent: draft.parent === '' ? null : draft.parent,
      policies: policyChanges(held, draft.policies),
    }
    await (role === undefined
      ? client.ask('/roles', { method: 'POST', body })
      : client.ask(`/roles/${role.id}`, { method: 'PATCH', body }))
    onClose()
    for (const key of ['roles', 'policies']) await queries.invalidateQueries({ queryKey: [key] })
  }
  const parents = role === undefined ? roles : possibleParents(roles, role.id)
  return (
    <FormDialog
      title={role === undefined ? words.newRole : words.editRole}
      form={form}
      save={save}
      submit={role === undefined ? words.create : messages.save}
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
      <Textarea label={words.description} {...form.register('description')} />
      <RoleField
        control={form.control}
        name="parent"
        label={words.parent}
        description={words.parentText}
        placeholder={words.top}
        among={parents}
      />
      <PoliciesField
        control={form.control}
        name="policies"
        label={words.policies}
        among={policies.filter(({ id }) => id !== PUBLIC_POLICY)}
      />
    </FormDialog>
  )
}
