import { Alert, Button, Modal, Text, Textarea } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { useForm } from 'react-hook-form'
import { RoleField } from '../access/role-field.js'
import { FormDialog } from '../settings/form-dialog.js'
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
  if (invited > 0)
    return (
      <Modal
        opened
        onClose={onClose}
        title={words.inviteTitle}
        closeButtonProps={{ 'aria-label': messages.close }}
      >
        <Alert color="teal" role="status" mb="md">
          {words.invited(invited)}
        </Alert>
        <Button fullWidth onClick={onClose}>
          {messages.close}
        </Button>
      </Modal>
    )
  return (
    <FormDialog
      title={words.inviteTitle}
      form={form}
      save={invite}
      submit={words.invite}
      onClose={onClose}
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
      <RoleField control={form.control} name="role" label={words.role} isRequired />
    </FormDialog>
  )
}

function addressesIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((each) => each !== ''))]
}
