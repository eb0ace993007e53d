import { ActionIcon, Group, Stack, Text } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { DRAFT_PREFIX, useCollections, useStudio } from '@relvar/studio-ui'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { doerName, type Person, userName } from '../../access/people-data.js'
import { useMe } from '../../session/session.js'
import { ConfirmDialog } from '../../shell/confirm-dialog.js'
import { itemWords } from '../words.js'
import { CommentEditor, type CommentDraft, noComment } from './comment-editor.js'
import { CommentText } from './comment-text.js'
import { type ItemPlace, mayIn } from './item-place.js'
import { mentionedIds, withNames } from './mentions.js'
import { PagesList } from '../../shell/pages-list.js'
import { TimeAgo } from '../../shell/time-ago.js'
import { type Comment, useCommentWrite, useComments, usePeople } from './panel-data.js'

/** What people say of an item, newest first. */
export function Comments({ place }: { readonly place: ItemPlace }): ReactElement {
  const { data: collections = [] } = useCollections()
  const query = useComments(place)
  const named = query.data?.pages.flat().flatMap(({ comment }) => mentionedIds(comment)) ?? []
  const people = usePeople([...new Set(named)])
  return (
    <Stack>
      {mayIn(collections, 'comments', 'create') && <NewComment place={place} />}
      <PagesList query={query} label={itemWords.comments} empty={itemWords.noComments}>
        {(comment) => (
          <li key={comment.id}>
            <CommentView place={place} comment={comment} people={people} />
          </li>
        )}
      </PagesList>
    </Stack>
  )
}

function NewComment({ place }: { readonly place: ItemPlace }): ReactElement {
  const write = useCommentWrite(place)
  // What is typed outlasts the page: it is dropped when it is sent, or with the session.
  const key = `${DRAFT_PREFIX}comment:${JSON.stringify([place.collection, place.item])}`
  const [draft, setDraft, drop] = useSessionStorage({ key, defaultValue: noComment })
  return (
    <CommentEditor
      label={itemWords.writeComment}
      action={itemWords.send}
      draft={draft}
      onChange={setDraft}
      isBusy={write.isPending}
      error={write.error}
      onSend={(comment) => write.mutate({ kind: 'create', comment }, { onSuccess: drop })}
    />
  )
}

interface CommentViewProps {
  readonly place: ItemPlace
  readonly comment: Comment
  readonly people: ReadonlyMap<string, Person>
}

function CommentView({ place, comment, people }: CommentViewProps): ReactElement {
  const { comment: text, user_created: author, date_created, date_updated } = comment
  const me = useMe()
  const write = useCommentWrite(place)
  const [draft, setDraft] = useState<CommentDraft | null>(null)
  const isOwn = (typeof author === 'object' ? author?.id : author) === me.id
  return (
    <>
      <Group gap={6} wrap="nowrap" mih={28}>
        <Text fz="sm" fw={600} truncate>
          {doerName(author, itemWords.somebody)}
        </Text>
        <TimeAgo at={date_created} />
        {date_updated !== date_created && (
          <Text fz="xs" c="dimmed">
            {itemWords.edited}
          </Text>
        )}
        {isOwn && draft === null && (
          <OwnActions
            place={place}
            id={comment.id}
            onEdit={() => setDraft(draftOf(text, people))}
          />
        )}
      </Group>
      {draft === null ? (
        <CommentText text={text} people={people} />
      ) : (
        <CommentEditor
          label={itemWords.edit}
          action={itemWords.saveComment}
          draft={draft}
          onChange={setDraft}
          isBusy={write.isPending}
          error={write.error}
          onSend={(changed) =>
            write.mutate(
              { kind: 'change', id: comment.id, comment: changed },
              { onSuccess: () => setDraft(null) },
            )
          }
          onCancel={() => setDraft(null)}
        />
      )}
    </>
  )
}

/** A comment as its editor has it; of somebody who may not be read, the id stays. */
function draftOf(text: string, people: ReadonlyMap<string, Person>): CommentDraft {
  const mentioned: Record<string, string> = {}
  const written = withNames(text, (id) => {
    const person = people.get(id)
    if (person === undefined) return `@${id}`
    const name = userName(person)
    const isTaken = Object.hasOwn(mentioned, name) && mentioned[name] !== id
    const single = isTaken ? (person.email ?? id) : name
    mentioned[single] = id
    return `@${single}`
  })
  return { text: written, mentioned }
}

interface OwnActionsProps {
  readonly place: ItemPlace
  readonly id: string
  readonly onEdit: () => void
}

function OwnActions({ place, id, onEdit }: OwnActionsProps): ReactElement {
  const { messages } = useStudio()
  const { data: collections = [] } = useCollections()
  const write = useCommentWrite(place)
  const [isAsking, setAsking] = useState(false)
  return (
    <Group gap={0} wrap="nowrap" ml="auto">
      {mayIn(collections, 'comments', 'update') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={itemWords.edit}
          onClick={onEdit}
        >
          <IconPencil size={16} />
        </ActionIcon>
      )}
      {mayIn(collections, 'comments', 'delete') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={itemWords.deleteComment}
          onClick={() => setAsking(true)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
      {isAsking && (
        <ConfirmDialog
          title={itemWords.deleteCommentTitle}
          text={messages.confirmDeleteText}
          work={() => write.mutateAsync({ kind: 'delete', id })}
          onClose={() => setAsking(false)}
        />
      )}
    </Group>
  )
}
