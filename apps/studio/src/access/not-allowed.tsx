import { Group, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { StudioCollection } from '@relvar/studio-ui'
import { explainWords } from './explain-words.js'
import { viewWords as words } from './view-words.js'
import { viewed } from './viewed.js'
import { Why } from './why.js'

const ACTIONS = ['create', 'update', 'delete'] as const

/**
 * What somebody may not do with the items of a collection, and why. It is there for administrators who look as them;
 * to others what they may not do is not there.
 */
export function NotAllowed({
  collection: { id, actions, readonly },
}: {
  readonly collection: StudioCollection
}): ReactElement | null {
  const missing = ACTIONS.filter((action) => !actions.includes(action))
  const isByRights = readonly === null || readonly === 'rights'
  if (viewed === null || !isByRights || missing.length === 0) return null
  return (
    <Group gap="xs" px="md" py={6} fz="xs" c="dimmed">
      <Text fz="inherit">{words.notAllowed}</Text>
      {missing.map((action) => (
        <Why
          key={action}
          collection={id}
          action={action}
          label={words.whyNot(explainWords.actions[action] ?? action)}
        />
      ))}
    </Group>
  )
}
