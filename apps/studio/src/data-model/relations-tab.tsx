import { ActionIcon, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { useRelations, type WireRelation } from '@relvar/studio-ui'
import { type ReactElement, useState } from 'react'
import { RelationDrawer } from './relation-drawer.js'
import { RemoveDialog } from './remove-dialog.js'
import { RelationEditor } from './relation-editor.js'
import { LinkLine } from './relation-picture.js'
import { relationWords as words } from './relation-words.js'
import { dataModelWords } from './words.js'

interface RelationsTabProps {
  readonly collection: string
}

/** The links of a collection, each as a small picture of the two tables and the columns between them. */
export function RelationsTab({ collection }: RelationsTabProps): ReactElement {
  const { data = [] } = useRelations()
  const [isOpen, setOpen] = useState(false)
  const [edited, setEdited] = useState<WireRelation | null>(null)
  const [removed, setRemoved] = useState<WireRelation | null>(null)
  const own = data.filter((each) => each.collection === collection)
  const back = data.filter(
    (each) => each.related_collection === collection && each.collection !== collection,
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
          onClick={() => setOpen(true)}
        >
          {words.add}
        </Button>
      </Group>
      {[...own, ...back].map((each) => (
        <RelationLine
          key={`${each.collection}.${each.field}`}
          relation={each}
          onEdit={() => setEdited(each)}
          onRemove={() => setRemoved(each)}
        />
      ))}
      {isOpen && <RelationDrawer collection={collection} onClose={() => setOpen(false)} />}
      {edited !== null && <RelationEditor relation={edited} onClose={() => setEdited(null)} />}
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

interface RelationLineProps {
  readonly relation: WireRelation
  readonly onEdit: () => void
  readonly onRemove: () => void
}

function RelationLine({ relation, onEdit, onRemove }: RelationLineProps): ReactElement {
  const { collection, field, related_collection: target, schema } = relation
  const isForeignKey = typeof schema?.constraint_name === 'string'
  const name = `${collection}.${field}`
  return (
    <Group
      px="sm"
      py="xs"
      gap="xs"
      wrap="nowrap"
      style={{ border: '1px solid var(--mantine-color-default-border)', borderRadius: 8 }}
    >
      <LinkLine
        from={`${collection}.${schema?.column ?? field}`}
        to={
          target === null
            ? words.any
            : `${target}${schema === null ? '' : `.${schema.foreign_key_column}`}`
        }
        badge={isForeignKey ? words.foreignKey : words.declared}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={dataModelWords.moreOf(name)}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onEdit}>{words.edit}</Menu.Item>
          <Menu.Item c="var(--mantine-color-error)" onClick={onRemove}>
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
