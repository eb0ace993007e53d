import { Alert, Button, Modal, Select, Text, Textarea } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { roleOptions, useRoles } from '../access/people-data.js'
import { SettingsForm } from '../settings/settings-form.js'
import { usersWords as words } from './words.js'

interface UserDialogProps {
  /** The role that was looked at. */
  readonly role: string | undefined
  readonly onClose: () => void
}

interface Invitation {
  readonly emails: string
  readonly role: string
}

/** Sends a link to each address, with which somebody chooses a password. */
export function InviteDialog({ role, onClose }: UserDialogProps): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const { data: roles = [] } = useRoles()
  const [invited, setInvited] = useState(0)
  const form = useForm<Invitation>({
    defaultValues: { emails: '', role: role === undefined || role === 'none' ? '' : role },
  })
  const { errors } = form.formState
  async function invite(values: Invitation): Promise<void> {
    const email = addressesIn(values.emails)
    await client.ask('/users/invite', { method: 'POST', body: { email, role: values.role } })
    setInvited(email.length)
    await queries.invalidateQueries({ queryKey: ['users'] })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.inviteTitle}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      {invited > 0 ? (
        <>
          <Alert color="teal" role="status" mb="md">
            {words.invited(invited)}
          </Alert>
          <Button fullWidth onClick={onClose}>
            {messages.close}
          </Button>
        </>
      ) : (
        <SettingsForm
          form={form}
          save={invite}
          submit={words.invite}
          isDialog
          actions={
            <Button variant="default" onClick={onClose}>
              {messages.cancel}
            </Button>
          }
        >
          <Text fz="sm" c="dimmed">
            {words.inviteText}
          </Text>
          <Textarea
            label={words.emails}
            description={words.emailsText}
            autosize
            minRows={2}
            data-autofocus
            error={errors.emails?.message}
            {...form.register('emails', {
              validate: (text) => addressesIn(text).length > 0 || messages.missing,
            })}
          />
          <Controller
            control={form.control}
            name="role"
            rules={{ required: messages.missing }}
            render={({ field }) => (
              <Select
                label={words.role}
                searchable
                data={roleOptions(roles)}
                value={field.value === '' ? null : field.value}
                onChange={(value) => field.onChange(value ?? '')}
                error={errors.role?.message}
              />
            )}
          />
        </SettingsForm>
      )}
    </Modal>
  )
}

function addressesIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((each) => each !== ''))]
}
