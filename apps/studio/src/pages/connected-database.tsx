import { Alert, Code, Group, Skeleton, Text } from '@mantine/core'
import { IconDatabase } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import type { Setup } from '../session/setup.js'
import { databaseName } from '../vendors.js'
import { words } from '../words.js'

const SHOWN = 8

/** Which database this is, so that whoever sets it up sees that it is the right one. */
export function ConnectedDatabase({
  setup,
}: {
  readonly setup: Setup | undefined
}): ReactElement | null {
  if (setup === undefined) return <Skeleton h={110} />
  const { database } = setup
  if (database === undefined || database === null) return null
  const { vendor, version, tables, views } = database
  const all = [...tables, ...views]
  return (
    <Alert
      color="gray"
      icon={<IconDatabase size={18} />}
      title={words.setup.database(databaseName(vendor, version))}
    >
      <Text fz="sm">{words.setup.found(tables.length, views.length)}</Text>
      <Group gap={4} my={6}>
        {all.slice(0, SHOWN).map((name) => (
          <Code key={name}>{name}</Code>
        ))}
        {all.length > SHOWN && (
          <Text fz="xs" c="dimmed">
            {words.setup.more(all.length - SHOWN)}
          </Text>
        )}
      </Group>
      <Text fz="xs" c="dimmed">
        {all.length === 0 ? words.setup.empty : words.setup.untouched}
      </Text>
    </Alert>
  )
}
