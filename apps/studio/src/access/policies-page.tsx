import { Badge, Box, Group, Stack, Table, Text } from '@mantine/core'
import { IconPlus, IconShieldOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { NoDataYet } from '../shell/no-data-yet.js'
import { PageHeader } from '../content/page-header.js'
import { HeaderButton } from '../shell/header-button.js'
import { holderName, type Policy, PUBLIC_POLICY, usePolicies } from './access-data.js'
import { NewPolicyDialog } from './new-policy-dialog.js'
import { policyDescription, policyName } from './policy-name.js'
import { accessWords as words } from './words.js'

/** Every policy, the public one on top. */
export function PoliciesPage(): ReactElement {
  const query = usePolicies()
  const { data } = query
  const [isMaking, setMaking] = useState(false)
  return (
    <>
      <PageHeader title={words.policies}>
        <HeaderButton icon={IconPlus} label={words.newPolicy} onClick={() => setMaking(true)} />
      </PageHeader>
      <Box style={{ overflow: 'auto', flex: 1 }} p="md">
        <Text c="dimmed" fz="sm" mb="md">
          {words.policiesText}
        </Text>
        <NoDataYet
          query={query}
          icon={IconShieldOff}
          loading={words.loading}
          bars={{ count: 4, height: 36, margin: 12 }}
        />
        {data !== undefined && (
          <Stack gap={0}>
            <Table verticalSpacing="sm" highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.name}</Table.Th>
                  <Table.Th visibleFrom="sm">{words.heldBy}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map((policy) => (
                  <Row key={policy.id} policy={policy} />
                ))}
              </Table.Tbody>
            </Table>
          </Stack>
        )}
      </Box>
      {isMaking && <NewPolicyDialog onClose={() => setMaking(false)} />}
    </>
  )
}

function Row({ policy }: { readonly policy: Policy }): ReactElement {
  const isPublic = policy.id === PUBLIC_POLICY
  const held = policy.holders.flatMap((holder) => holderName(holder) ?? [])
  const description = policyDescription(policy)
  return (
    <Table.Tr pos="relative">
      <Table.Td>
        <Group gap="xs">
          <Link
            to="/settings/policies/$policy"
            params={{ policy: policy.id }}
            style={{ color: 'inherit', fontWeight: 600, textDecoration: 'none' }}
          >
            {policyName(policy)}
          </Link>
          <Flags policy={policy} />
        </Group>
        {description !== null && (
          <Text fz="xs" c="dimmed" lineClamp={2}>
            {description}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text fz="sm" c={held.length === 0 && !isPublic ? 'dimmed' : undefined} lineClamp={2}>
          {isPublic ? words.publicName : held.length === 0 ? words.nobody : held.join(', ')}
        </Text>
      </Table.Td>
    </Table.Tr>
  )
}

function Flags({ policy }: { readonly policy: Policy }): ReactElement {
  const flags = [
    [policy.admin_access, words.admin, 'red'],
    [policy.app_access, words.app, 'accent'],
    [policy.enforce_tfa, words.tfa, 'gray'],
    [(policy.ip_access?.length ?? 0) > 0, words.ipFlag, 'gray'],
  ] as const
  return (
    <>
      {flags
        .filter(([isSet]) => isSet)
        .map(([, label, color]) => (
          <Badge key={label} variant="default" tt="none" fw={500} leftSection={dot(color)}>
            {label}
          </Badge>
        ))}
    </>
  )
}

function dot(color: string): ReactElement {
  return (
    <Box w={6} h={6} style={{ borderRadius: 3, background: `var(--mantine-color-${color}-6)` }} />
  )
}
