import { Badge, Group, Stack, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { SchemaFile } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { relationWords as words } from './relation-words.js'

interface RelationPictureProps {
  /** What is to be; null while it cannot be told. */
  readonly made: SchemaFile | null
  readonly there: SchemaFile | undefined
}

/** What will be there: each link with its two ends, and the lists that it makes. */
export function RelationPicture({ made, there }: RelationPictureProps): ReactElement {
  const lists = made?.fields.filter(({ schema }) => schema === undefined) ?? []
  return (
    <Stack component="section" gap={6} aria-label={words.pictureTitle}>
      <Text fz="sm" fw={600}>
        {words.pictureTitle}
      </Text>
      {made === null && (
        <Text fz="sm" c="dimmed">
          {words.nothingYet}
        </Text>
      )}
      {made?.relations.map(({ collection, field, related_collection: target, schema, meta }) => {
        const columns = schema?.columns ?? [field]
        const isNew = columns.some((column) =>
          there?.fields.every((each) => each.collection !== collection || each.field !== column),
        )
        const allowed = meta?.['one_allowed_collections']
        const any = Array.isArray(allowed) ? allowed.join(', ') : words.any
        const key = schema === null ? '' : `.${schema.foreign_key_column.replaceAll(',', ', ')}`
        return (
          <LinkLine
            key={`${collection}.${field}`}
            from={`${collection}.${columns.join(', ')}`}
            to={target === null ? any : `${target}${key}`}
            badge={isNew ? words.newPart : null}
          />
        )
      })}
      {lists.map(({ collection, field }) => (
        <Text key={`${collection}.${field}`} fz="sm">
          {words.gets(collection, field)}
        </Text>
      ))}
    </Stack>
  )
}

interface LinkLineProps {
  readonly from: string
  readonly to: string
  readonly badge: string | null
}

/** The two ends of a link, and the arrow between them. */
export function LinkLine({ from, to, badge }: LinkLineProps): ReactElement {
  return (
    <Group gap="2px 8px" style={{ flex: 1, minWidth: 0 }}>
      <Text ff="monospace" fz="sm" style={{ overflowWrap: 'anywhere' }}>
        {from}
      </Text>
      <IconArrowRight size={16} aria-label={words.leadsTo} role="img" style={{ flexShrink: 0 }} />
      <Text ff="monospace" fz="sm" style={{ flexGrow: 1, overflowWrap: 'anywhere' }}>
        {to}
      </Text>
      {badge !== null && (
        <Badge variant="default" tt="none" fw={500} size="sm" style={{ flexShrink: 0 }}>
          {badge}
        </Badge>
      )}
    </Group>
  )
}
