import { Alert, Button, Group, Modal, Text } from '@mantine/core'
import { errorText, useStudio } from '@relvar/studio-ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Policy } from './access-data.js'
import { policyName } from './policy-name.js'
import { accessWords as words } from './words.js'

interface DeletePolicyDialogProps {
  readonly policy: Policy
  readonly onClose: () => void
}

/** Asks before a policy is deleted with its permissions. */
export function DeletePolicyDialog({ policy, onClose }: DeletePolicyDialogProps): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => client.ask(`/policies/${policy.id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await navigate({ to: '/settings/policies' })
      await queries.invalidateQueries({ queryKey: ['policies'] })
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.deletePolicyTitle(policyName(policy))}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <Text fz="sm">{words.deletePolicyText}</Text>
      {error !== null && (
        <Alert color="red" role="alert" mt="md">
          {errorText(error, messages)}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {messages.cancel}
        </Button>
        <Button color="red" loading={isPending} onClick={() => mutate()}>
          {messages.delete}
        </Button>
      </Group>
    </Modal>
  )
}
