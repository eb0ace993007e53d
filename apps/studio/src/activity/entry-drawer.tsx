import { Alert, Code, Drawer, Skeleton, Stack, Table, Text } from '@mantine/core'
import { errorText, useStudio } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { ItemLink } from '../shell/item-link.js'
import { type ActivityEntry, useChanges } from './activity-data.js'
import type { Change } from './changes.js'
import { activityWords as words } from './words.js'

interface EntryDrawerProps {
  readonly entry: ActivityEntry
  readonly onClose: () => void
}

/** One entry: where it came from, and what it changed, field by field. */
export function EntryDrawer({ entry, onClose }: EntryDrawerProps): ReactElement {
  const { messages, locale } = useStudio()
  const { data, error, isPending } = useChanges(entry)
  const facts = [
    [words.when, new Date(entry.timestamp).toLocaleString(locale)],
    [words.collection, entry.collection],
    [words.item, entry.item],
    [words.address, entry.ip],
    [words.agent, entry.user_agent],
    [words.origin, entry.origin],
  ] as const
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={words.actions[entry.action] ?? entry.action}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <Stack>
        <Table variant="vertical" layout="fixed" withTableBorder>
          <Table.Tbody>
            {facts
              .filter(([, value]) => value !== null && value !== '')
              .map(([label, value]) => (
                <Table.Tr key={label}>
                  <Table.Th w={150}>{label}</Table.Th>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
        {entry.action !== 'delete' && (
          <ItemLink collection={entry.collection} item={entry.item} label={words.open} />
        )}
        {error !== null && <Alert color="gray">{errorText(error, messages)}</Alert>}
        {isPending && <Skeleton h={160} role="status" aria-label={words.loading} />}
        {data === null && <Text c="dimmed">{words.noRevision}</Text>}
        {data !== null && data !== undefined && data.length > 0 && <Changes changes={data} />}
      </Stack>
    </Drawer>
  )
}

function Changes({ changes }: { readonly changes: readonly Change[] }): ReactElement {
  return (
    <Table layout="fixed" withTableBorder verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.field}</Table.Th>
          <Table.Th>{words.before}</Table.Th>
          <Table.Th>{words.after}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ field, before, after }) => (
          <Table.Tr key={field}>
            <Table.Th style={WRAP}>{field}</Table.Th>
            <Table.Td style={WRAP}>
              <Value value={before} />
            </Table.Td>
            <Table.Td style={WRAP}>
              <Value value={after} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const WRAP = { overflowWrap: 'anywhere' } as const

function Value({ value }: { readonly value: unknown }): ReactElement {
  if (value === null || value === undefined)
    return (
      <Text span fz="sm" c="dimmed">
        {words.nothing}
      </Text>
    )
  if (typeof value === 'object') return <Code>{JSON.stringify(value)}</Code>
  return <>{String(value)}</>
}
