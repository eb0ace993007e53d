import {
  ActionIcon,
  Alert,
  Button,
  Drawer,
  Group,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { errorText, useStudio } from '@relvar/studio-ui'
import { IconArchive, IconInbox, IconSearch } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { doerName, type Person } from '../access/people-data.js'
import { CommentText } from '../item/panel/comment-text.js'
import { mentionedIds } from '../item/panel/mentions.js'
import { usePeople } from '../item/panel/panel-data.js'
import { itemWords } from '../item/words.js'
import { ItemLink } from '../shell/item-link.js'
import { PagesList } from '../shell/pages-list.js'
import { TimeAgo } from '../shell/time-ago.js'
import {
  type Move,
  type Notification,
  type Place,
  useMove,
  useNotifications,
} from './notifications-data.js'
import { inboxWords } from './words.js'

const PLACES: readonly Place[] = ['inbox', 'archived']

/** What one is told, newest first; what was read is put away. */
export function Inbox({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { messages } = useStudio()
  const [place, setPlace] = useState<Place>('inbox')
  const [search, setSearch] = useState('')
  const [term] = useDebouncedValue(search.trim(), 250)
  const query = useNotifications(place, term)
  const entries = query.data?.pages.flat() ?? []
  const people = usePeople([
    ...new Set(entries.flatMap(({ message }) => mentionedIds(message ?? ''))),
  ])
  const { mutate, error, isPending } = useMove()
  const empty = place === 'inbox' ? inboxWords.emptyInbox : inboxWords.emptyArchive
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title={inboxWords.title}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <Stack>
        <Group justify="space-between" gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={inboxWords.which}
            value={place}
            onChange={setPlace}
            data={PLACES.map((value) => ({ value, label: inboxWords[value] }))}
          />
          {place === 'inbox' && entries.length > 0 && (
            <Button
              variant="subtle"
              size="xs"
              loading={isPending}
              onClick={() => mutate({ id: null, to: 'archived' })}
            >
              {inboxWords.archiveAll}
            </Button>
          )}
        </Group>
        <TextInput
          size="xs"
          aria-label={inboxWords.search}
          placeholder={inboxWords.search}
          leftSection={<IconSearch size={14} />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        {error !== null && (
          <Alert color="red" role="alert">
            {errorText(error, messages)}
          </Alert>
        )}
        <PagesList
          query={query}
          label={inboxWords.title}
          empty={term === '' ? empty : inboxWords.noMatch}
        >
          {(entry) => (
            <li key={entry.id}>
              <Entry entry={entry} people={people} onMove={mutate} onOpen={onClose} />
            </li>
          )}
        </PagesList>
      </Stack>
    </Drawer>
  )
}

interface EntryProps {
  readonly entry: Notification
  readonly people: ReadonlyMap<string, Person>
  readonly onMove: (move: Move) => void
  readonly onOpen: () => void
}

function Entry({ entry, people, onMove, onOpen }: EntryProps): ReactElement {
  const { id, status, subject, message, sender, timestamp, collection, item } = entry
  const isNew = status === 'inbox'
  const label = isNew ? inboxWords.archive : inboxWords.restore
  const Icon = isNew ? IconArchive : IconInbox
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Stack gap={2} style={{ flex: 1, minWidth: 0 }}>
        <Text fz="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {subject}
        </Text>
        <Group gap={6}>
          {sender !== null && (
            <Text fz="xs" c="dimmed">
              {inboxWords.by(doerName(sender, itemWords.somebody))}
            </Text>
          )}
          <TimeAgo at={timestamp} />
        </Group>
        {message !== null && <CommentText text={message} people={people} />}
        <ItemLink collection={collection} item={item} label={inboxWords.open} onOpen={onOpen} />
      </Stack>
      <Tooltip label={label}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={`${label}: ${subject}`}
          onClick={() => onMove({ id, to: isNew ? 'archived' : 'inbox' })}
        >
          <Icon size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
