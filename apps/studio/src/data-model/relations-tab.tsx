import { ActionIcon, Badge, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { IconArrowRight, IconDots, IconPlus } from '@tabler/icons-react'
import { useRelations, type WireField, type WireRelation } from '@relvar/studio-ui'
import { type ReactElement, useState } from 'react'
import { RelationDrawer } from './relation-drawer.js'
import { RemoveDialog } from './remove-dialog.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.relations

interface RelationsTabProps {
  readonly collection: string
  readonly fields: readonly WireField[]
}

/** The links of a collection, each as a small picture of the two tables and the columns between them. */
export function RelationsTab({ collection, fields }: RelationsTabProps): ReactElement {
  const { data = [] } = useRelations()
  const [isOpen, setOpen] = useState(false)
  const [removed, setRemoved] = useState<WireRelation | null>(null)
  const own = data.filter((each) => each.collection === collection)
  const back = data.filter(
    (each) => each.related_collection === collection && each.collection !== collection,
  )
  const linked = new Set(own.map(({ field }) => field))
  const free = fields.filter(
    ({ field, schema }) => schema !== null && !schema.is_primary_key && !linked.has(field),
  )
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text fz="sm" c="dimmed">
          {own.length + back.length === 0 ? words.none : words.text}
        </Text>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          disabled={free.length === 0}
          onClick={() => setOpen(true)}
        >
          {words.add}
        </Button>
      </Group>
      {[...own, ...back].map((each) => (
        <RelationPicture
          key={`${each.collection}.${each.field}`}
          relation={each}
          onRemove={() => setRemoved(each)}
        />
      ))}
      {isOpen && (
        <RelationDrawer collection={collection} free={free} onClose={() => setOpen(false)} />
      )}
      {removed !== null && (
        <RemoveDialog
          title={words.removeTitle(`${removed.collection}.${removed.field}`)}
          text={words.removeText}
          name={null}
          request={{
            method: 'DELETE',
            path: `/relations/${encodeURIComponent(removed.collection)}/${encodeURIComponent(removed.field)}`,
          }}
          onClose={() => setRemoved(null)}
          onDone={() => setRemoved(null)}
        />
      )}
    </Stack>
  )
}

interface RelationPictureProps {
  readonly relation: WireRelation
  readonly onRemove: () => void
}

function RelationPicture({ relation, onRemove }: RelationPictureProps): ReactElement {
  const { collection, field, related_collection: target, schema } = relation
  const isForeignKey = schema !== null && 'constraint_name' in schema
  const name = `${collection}.${field}`
  return (
    <Group
      px="sm"
      py="xs"
      gap="xs"
      wrap="nowrap"
      style={{ border: '1px solid var(--mantine-color-default-border)', borderRadius: 8 }}
    >
      <Text ff="monospace" fz="sm" truncate>
        {collection}.{schema?.column ?? field}
      </Text>
      <IconArrowRight size={16} aria-label={words.leadsTo} role="img" style={{ flexShrink: 0 }} />
      <Text ff="monospace" fz="sm" truncate style={{ flex: 1 }}>
        {target === null
          ? words.any
          : `${target}${schema === null ? '' : `.${schema.foreign_key_column}`}`}
      </Text>
      <Badge variant="default" tt="none" fw={500} size="sm" style={{ flexShrink: 0 }}>
        {isForeignKey ? words.foreignKey : words.declared}
      </Badge>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={dataModelWords.moreOf(name)}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" onClick={onRemove}>
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
