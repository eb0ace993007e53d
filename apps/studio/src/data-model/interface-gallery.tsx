import { SimpleGrid, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import {
  type Interface,
  type InterfaceGroup,
  interfaces,
  type RelationKind,
} from '@relvar/studio-ui'
import { type ReactElement, useId, useState } from 'react'
import { dataModelWords } from './words.js'

const words = dataModelWords.field

const GROUPS: readonly InterfaceGroup[] = [
  'standard',
  'selection',
  'relational',
  'presentation',
  'group',
  'other',
]

const KINDS: Partial<Readonly<Record<Interface['localTypes'][number], RelationKind>>> = {
  m2o: 'many-to-one',
  o2m: 'one-to-many',
  m2m: 'many-to-many',
  m2a: 'many-to-any',
  translations: 'translations',
}

/** The kind of link that an interface is for; null where it is for none, or for files. */
export function kindOf({ localTypes }: Interface): RelationKind | null {
  const [first] = localTypes
  return (first === undefined ? undefined : KINDS[first]) ?? null
}

interface InterfaceGalleryProps {
  readonly onChoose: (chosen: Interface) => void
}

/** Every interface that a field or a link can be made with, by kind. */
export function InterfaceGallery({ onChoose }: InterfaceGalleryProps): ReactElement {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = interfaces.filter((each) => {
    const { id, name, description, relational } = each
    const isOffered = !relational || kindOf(each) !== null
    return isOffered && `${id} ${name} ${description}`.toLowerCase().includes(wanted)
  })
  const groups = GROUPS.map((group) => ({
    group,
    members: found.filter((each) => each.group === group),
  })).filter(({ members }) => members.length > 0)
  const [first] = groups.flatMap(({ members }) => members)
  return (
    <Stack>
      <TextInput
        data-autofocus
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || first === undefined) return
          event.preventDefault()
          onChoose(first)
        }}
      />
      {groups.length === 0 && (
        <Text c="dimmed" fz="sm">
          {words.noneMatches}
        </Text>
      )}
      {groups.map(({ group, members }) => (
        <Stack key={group} gap="xs" component="section">
          <Title order={3} fz="sm" c="dimmed">
            {words.groups[group]}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
            {members.map((each) => (
              <Card key={each.id} card={each} onChoose={onChoose} />
            ))}
          </SimpleGrid>
        </Stack>
      ))}
    </Stack>
  )
}

interface CardProps extends InterfaceGalleryProps {
  readonly card: Interface
}

/** Its name is what stands on top; the rest describes it. */
function Card({ card, onChoose }: CardProps): ReactElement {
  const description = useId()
  return (
    <UnstyledButton
      p="sm"
      aria-describedby={description}
      onClick={() => onChoose(card)}
      style={{ border: '1px solid var(--mantine-color-default-border)', borderRadius: 8 }}
    >
      <Text fz="sm" fw={600}>
        {card.name}
      </Text>
      <Text fz="xs" c="dimmed" id={description} aria-hidden>
        {card.description}
      </Text>
    </UnstyledButton>
  )
}
