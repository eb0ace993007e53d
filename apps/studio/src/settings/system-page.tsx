import { Alert, Badge, Box, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { errorText, useStudio } from '@relvar/studio-ui'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { PageHeader } from '../content/page-header.js'
import { serverUrl } from '../place.js'
import { databaseName } from '../vendors.js'
import { systemWords as words } from './system-words.js'

interface Check {
  readonly status: string
  readonly componentType: string
  readonly observedValue?: number
  readonly observedUnit?: string
  readonly version?: string
  readonly output?: string
}

interface Health {
  readonly status: string
  readonly releaseId?: string
  readonly serviceId?: string
  readonly checks: Readonly<Record<string, readonly Check[]>>
}

const COLORS: Readonly<Record<string, string>> = { ok: 'teal', warn: 'yellow', error: 'red' }
const EVERY = 15_000
/** Stands where nothing was said. */
const NONE = '–'

/** Version, database and how the server does. */
export function SystemPage(): ReactElement {
  const { messages, locale } = useStudio()
  const { data, error } = useQuery({
    queryKey: ['health'],
    queryFn: async ({ signal }): Promise<Health> => {
      // A server that is ill says so with 503, and what is wrong in its body.
      const response = await fetch(`${serverUrl}/server/health`, { signal })
      if (!response.ok && response.status !== 503) throw new Error(words.closed)
      return (await response.json()) as Health
    },
    refetchInterval: EVERY,
  })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  return (
    <>
      <PageHeader title={words.title} />
      <Box p={{ base: 'md', sm: 'xl' }} style={{ overflow: 'auto', flex: 1 }}>
        <Stack maw={720} mx="auto">
          {error !== null && data === undefined && (
            <Alert color="red">{errorText(error, messages)}</Alert>
          )}
          {error === null && data === undefined && (
            <Skeleton h={240} role="status" aria-label={words.loading} />
          )}
          {data !== undefined && (
            <>
              <Table variant="vertical" withTableBorder layout="fixed">
                <Table.Tbody>
                  <Table.Tr>
                    <Table.Th w={{ base: 110, sm: 180 }}>{words.status}</Table.Th>
                    <Table.Td>
                      <Status status={data.status} />
                    </Table.Td>
                  </Table.Tr>
                  <Table.Tr>
                    <Table.Th>{words.version}</Table.Th>
                    <Table.Td>{data.releaseId ?? NONE}</Table.Td>
                  </Table.Tr>
                  <Table.Tr>
                    <Table.Th>{words.database}</Table.Th>
                    <Table.Td>{databaseOf(data) ?? NONE}</Table.Td>
                  </Table.Tr>
                  <Table.Tr>
                    <Table.Th>{words.address}</Table.Th>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>
                      {data.serviceId ?? NONE}
                    </Table.Td>
                  </Table.Tr>
                </Table.Tbody>
              </Table>
              <Title order={2} size="h4">
                {words.checks}
              </Title>
              <Table withTableBorder layout="fixed">
                <Table.Tbody>
                  {Object.entries(data.checks).flatMap(([name, checks]) =>
                    checks.map((check, index) => (
                      <Table.Tr key={`${name} ${index}`}>
                        <Table.Td style={{ overflowWrap: 'anywhere' }}>
                          <Text fz={{ base: 'xs', sm: 'sm' }} ff="monospace">
                            {breakable(name)}
                          </Text>
                          {check.output !== undefined && (
                            <Text fz="xs" c="dimmed">
                              {check.output}
                            </Text>
                          )}
                        </Table.Td>
                        <Table.Td w={{ base: 84, sm: 120 }} ta="right">
                          {check.observedValue === undefined
                            ? ''
                            : `${number.format(check.observedValue)} ${check.observedUnit ?? ''}`}
                        </Table.Td>
                        <Table.Td w={{ base: 100, sm: 130 }}>
                          <Status status={check.status} />
                        </Table.Td>
                      </Table.Tr>
                    )),
                  )}
                </Table.Tbody>
              </Table>
            </>
          )}
        </Stack>
      </Box>
    </>
  )
}

/** The database that is served: the first that the checks name, with its vendor. */
function databaseOf({ checks }: Health): string | null {
  const [name = '', [first] = []] = Object.entries(checks)[0] ?? []
  const { version } = first ?? {}
  return version === undefined ? null : databaseName(name.split(':')[0] ?? '', version)
}

/** Names are broken after a colon, if they have to be. */
function breakable(name: string): string {
  return name.replaceAll(':', ':\u200B')
}

function Status({ status }: { readonly status: string }): ReactElement {
  return (
    <Group gap={8} wrap="nowrap">
      <Badge circle w={8} h={8} miw={8} p={0} color={COLORS[status] ?? 'gray'} aria-hidden />
      <Text fz="sm">{words.statuses[status] ?? status}</Text>
    </Group>
  )
}
