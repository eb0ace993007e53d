import { Alert, Box, Button, Skeleton, Tabs, Text } from '@mantine/core'
import { IconShieldOff, IconTrash } from '@tabler/icons-react'
import { errorText, StateMessage, useStudio } from '@relvar/studio-ui'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { PageHeader } from '../content/page-header.js'
import { type Policy, PUBLIC_POLICY, usePolicies } from './access-data.js'
import { DeletePolicyDialog } from './delete-policy-dialog.js'
import { policyDescription, policyName } from './policy-name.js'
import { PolicyHolders } from './policy-holders.js'
import { PolicyMatrix } from './policy-matrix.js'
import { PolicyOptions } from './policy-options.js'
import { accessWords as words } from './words.js'

const route = getRouteApi('/shell/settings/policies/$policy')
const above = { to: '/settings/policies', title: words.policies }

/** A policy: what it allows, to whom, and under which conditions. */
export function PolicyPage(): ReactElement {
  const { policy: id } = route.useParams()
  const { messages } = useStudio()
  const { data, error, refetch } = usePolicies()
  const policy = data?.find((each) => each.id === id)
  if (policy !== undefined) return <Loaded key={id} policy={policy} />
  const isFailed = error !== null || data !== undefined
  return (
    <>
      <PageHeader title="" above={above} />
      {isFailed ? (
        <StateMessage
          icon={<IconShieldOff size={40} stroke={1.25} />}
          title={error === null ? words.notThere : messages.failedTitle}
          text={error === null ? '' : errorText(error, messages)}
          action={{ label: messages.retry, onClick: () => void refetch() }}
        />
      ) : (
        <Box p="md" role="status" aria-label={words.loading}>
          <Skeleton h={36} mb="md" />
          <Skeleton h={320} />
        </Box>
      )}
    </>
  )
}

function Loaded({ policy }: { readonly policy: Policy }): ReactElement {
  const [isDeleting, setDeleting] = useState(false)
  const isPublic = policy.id === PUBLIC_POLICY
  const description = policyDescription(policy)
  return (
    <>
      <PageHeader title={policyName(policy)} above={above}>
        {!isPublic && (
          <Button
            variant="default"
            leftSection={<IconTrash size={16} />}
            onClick={() => setDeleting(true)}
          >
            {words.deletePolicy}
          </Button>
        )}
      </PageHeader>
      <Box p="md" style={{ overflow: 'auto', flex: 1 }}>
        {description !== null && (
          <Text fz="sm" c="dimmed" mb="sm">
            {description}
          </Text>
        )}
        <Tabs defaultValue="permissions">
          <Tabs.List mb="md">
            <Tabs.Tab value="permissions">{words.permissions}</Tabs.Tab>
            {!isPublic && <Tabs.Tab value="holders">{words.holders}</Tabs.Tab>}
            <Tabs.Tab value="options">{words.options}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="permissions">
            {policy.admin_access ? (
              <Alert color="gray">{words.adminMatrix}</Alert>
            ) : (
              <PolicyMatrix policy={policy} />
            )}
          </Tabs.Panel>
          {!isPublic && (
            <Tabs.Panel value="holders">
              <PolicyHolders policy={policy} />
            </Tabs.Panel>
          )}
          <Tabs.Panel value="options">
            <PolicyOptions policy={policy} />
          </Tabs.Panel>
        </Tabs>
      </Box>
      {isDeleting && <DeletePolicyDialog policy={policy} onClose={() => setDeleting(false)} />}
    </>
  )
}
