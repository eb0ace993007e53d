import { Alert, Anchor, Card, Code, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import { errorText, useStudio } from '@relvar/studio-ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { usePolicies } from './access-data.js'
import { explainWords as words } from './explain-words.js'
import { policyName } from './policy-name.js'

/** What is asked of somebody's rights. */
export interface Question {
  /** `user:<id>`, `role:<id>` or `public`. */
  readonly as: string
  readonly collection: string
  readonly action: string
  readonly key?: string | undefined
  readonly field?: string | undefined
}

interface Explained {
  readonly policy: string | null
  readonly permission: number | null
  readonly grantsField: boolean
  readonly rule: object
  readonly holds: boolean | null
  readonly parts: readonly { readonly condition: object; readonly holds: boolean | null }[]
  readonly failing: readonly string[]
}

interface Answer {
  readonly allowed: boolean
  readonly reason: string
  readonly permissions: readonly Explained[]
}

/** Which policy, which rule and which part of it decides. */
export function Explanation({ question }: { readonly question: Question }): ReactElement {
  const { client, messages } = useStudio()
  const { data: policies = [] } = usePolicies()
  const { data, error } = useQuery({
    queryKey: ['explain', question],
    queryFn: async ({ signal }) => {
      const { as, collection, action, key, field } = question
      const [kind = '', id] = as.split(':')
      const body = {
        ...(id !== undefined && { [kind]: id }),
        collection,
        action,
        key,
        field,
      }
      const request = { method: 'POST', body, signal } as const
      return (await client.ask<Answer>('/permissions/explain', request)).data
    },
    staleTime: 0,
  })
  if (error !== null) return <Alert color="red">{errorText(error, messages)}</Alert>
  if (data === undefined) return <Skeleton h={120} role="status" aria-label={words.loading} />
  return (
    <Stack role="status">
      <Alert
        color={data.allowed ? 'teal' : 'red'}
        icon={data.allowed ? <IconCheck size={18} /> : <IconX size={18} />}
        title={data.allowed ? words.allowed : words.refused}
      >
        {words.reasons[data.reason] ?? data.reason}
      </Alert>
      {data.permissions.map((each, index) => {
        const policy = policies.find(({ id }) => id === each.policy)
        return (
          <Card key={each.permission ?? `app ${index}`} withBorder padding="sm">
            <Group justify="space-between" mb={4}>
              {policy === undefined ? (
                <Text fw={600} fz="sm">
                  {each.policy ?? words.studio}
                </Text>
              ) : (
                <Anchor
                  component={Link}
                  to="/settings/policies/$policy"
                  params={{ policy: policy.id } as never}
                  fw={600}
                  fz="sm"
                >
                  {words.policyOf}: {policyName(policy)}
                </Anchor>
              )}
            </Group>
            {!each.grantsField && <Line holds={false} text={words.noField} />}
            {each.failing.length > 0 && (
              <Line holds={false} text={words.failing(each.failing.join(', '))} />
            )}
            {each.parts.length === 0 && <Line holds text={words.everyItem} />}
            {each.parts.map(({ condition, holds }) => (
              <Line
                key={JSON.stringify(condition)}
                holds={holds}
                code={JSON.stringify(condition)}
                text={holds === null ? words.open : holds ? words.holds : words.fails}
              />
            ))}
          </Card>
        )
      })}
    </Stack>
  )
}

interface LineProps {
  readonly holds: boolean | null
  readonly text: string
  readonly code?: string
}

function Line({ holds, text, code }: LineProps): ReactElement {
  const [Icon, color] =
    holds === null
      ? ([IconMinus, 'dimmed'] as const)
      : holds
        ? ([IconCheck, 'var(--mantine-color-teal-7)'] as const)
        : ([IconX, 'var(--mantine-color-error)'] as const)
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" py={2}>
      <Text span c={color} style={{ flexShrink: 0 }} aria-hidden>
        <Icon size={16} />
      </Text>
      <Text fz="sm" style={{ overflowWrap: 'anywhere' }}>
        {code !== undefined && <Code>{code}</Code>} {text}
      </Text>
    </Group>
  )
}
