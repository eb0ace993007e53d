import { useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { ConfirmDialog } from '../shell/confirm-dialog.js'
import type { Policy } from './access-data.js'
import { policyName } from './policy-name.js'
import { accessWords as words } from './words.js'

interface DeletePolicyDialogProps {
  readonly policy: Policy
  readonly onClose: () => void
}

/** Asks before a policy is deleted with its permissions. */
export function DeletePolicyDialog({ policy, onClose }: DeletePolicyDialogProps): ReactElement {
  const { client } = useStudio()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return (
    <ConfirmDialog
      title={words.deletePolicyTitle(policyName(policy))}
      text={words.deletePolicyText}
      work={async () => {
        await client.ask(`/policies/${policy.id}`, { method: 'DELETE' })
        await navigate({ to: '/settings/policies' })
        await queries.invalidateQueries({ queryKey: ['policies'] })
      }}
      onClose={onClose}
    />
  )
}
