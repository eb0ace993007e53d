import { Badge, Group, Paper, Stack, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { FileField, FileRelation, SchemaFile } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { relationWords as words } from './relation-words.js'

interface RelationPictureProps {
  /** What is to be; null while it cannot be told. */
  readonly made: SchemaFile | null
  readonly there: SchemaFile | undefined
}

/** What will be there: each link with its two tables, and the lists that it makes. */
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
      {made?.relations.map((relation) => (
        <Link
          key={`${relation.collection}.${relation.field}`}
          relation={relation}
          fields={there?.fields ?? []}
        />
      ))}
      {lists.map(({ collection, field }) => (
        <Text key={`${collection}.${field}`} fz="sm">
          {words.gets(collection, field)}
        </Text>
      ))}
    </Stack>
  )
}

interface LinkProps {
  readonly relation: FileRelation
  /** What there is already. */
  readonly fields: readonly FileField[]
}

/** The two tables with the columns that link them. */
function Link({ relation, fields }: LinkProps): ReactElement {
  const { collection, field, related_collection: target, schema, meta } = relation
  const columns = schema?.columns ?? [field]
  const isThere = (name: string): boolean =>
    fields.some((each) => each.collection === collection && each.field === name)
  const allowed = meta?.['one_allowed_collections']
  const any = Array.isArray(allowed) ? allowed.join(', ') : words.any
  return (
    <Group wrap="nowrap" gap={8}>
      <End table={collection} columns={columns.map((name) => ({ name, isNew: !isThere(name) }))} />
      <IconArrowRight size={16} aria-label={words.leadsTo} role="img" style={{ flexShrink: 0 }} />
      <End
        table={target ?? any}
        columns={keysOf(relation, fields).map((name) => ({ name, isNew: false }))}
      />
    </Group>
  )
}

/** The columns that a link points at: of its foreign key, else those that tell the items there apart. */
function keysOf(
  { related_collection: target, schema }: FileRelation,
  fields: readonly FileField[],
): readonly string[] {
  if (schema !== null) return schema.foreign_key_columns ?? [schema.foreign_key_column]
  const keys = fields.filter((each) => each.schema?.is_primary_key === true)
  return keys.filter(({ collection }) => collection === target).map(({ field }) => field)
}

interface EndProps {
  readonly table: string
  readonly columns: readonly { readonly name: string; readonly isNew: boolean }[]
}

function End({ table, columns }: EndProps): ReactElement {
  return (
    <Paper withBorder px="xs" py={6} miw={0} flex={1}>
      <Text ff="monospace" fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {table}
      </Text>
      {columns.map(({ name, isNew }) => (
        <Group key={name} gap={8} wrap="nowrap">
          <Text ff="monospace" fz="sm" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          {isNew && (
            <Badge variant="default" tt="none" fw={500} size="sm" style={{ flexShrink: 0 }}>
              {words.newPart}
            </Badge>
          )}
        </Group>
      ))}
    </Paper>
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
