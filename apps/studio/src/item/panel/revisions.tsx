import { Box, Group, Text, UnstyledButton } from '@mantine/core'
import { type Item, type StudioCollection, useStudio } from '@relvar/studio-ui'
import { type ReactElement, useState } from 'react'
import { doerName } from '../../access/people-data.js'
import { activityWords } from '../../activity/words.js'
import { itemWords } from '../words.js'
import type { ItemPlace } from './item-place.js'
import { PagesList } from '../../shell/pages-list.js'
import { type Revision, useRevisions } from './panel-data.js'
import { RevisionDialog } from './revision-dialog.js'
import { TimeAgo } from '../../shell/time-ago.js'

export interface RevisionsProps {
  readonly place: ItemPlace
  readonly collection: StudioCollection
  /** As it is now. */
  readonly item: Item
  /** Something is typed and not saved: restoring waits for that. */
  readonly isDirty: boolean
}

/** How an item was, newest first, by the days. */
export function Revisions(props: RevisionsProps): ReactElement {
  const { locale } = useStudio()
  const query = useRevisions(props.place)
  const [open, setOpen] = useState<Revision | null>(null)
  const days = daysOf(query.data?.pages.flat() ?? [], locale)
  return (
    <>
      <PagesList query={query} label={itemWords.revisions} empty={itemWords.noRevisions}>
        {(revision) => (
          <li key={revision.id}>
            {days.has(revision.id) && (
              <Text fz="xs" fw={600} c="dimmed" mb={4}>
                {days.get(revision.id)}
              </Text>
            )}
            <RevisionButton revision={revision} onOpen={() => setOpen(revision)} />
          </li>
        )}
      </PagesList>
      {open !== null && <RevisionDialog {...props} revision={open} onClose={() => setOpen(null)} />}
    </>
  )
}

/** The day that each first revision of one begins. */
function daysOf(revisions: readonly Revision[], locale: string): ReadonlyMap<number, string> {
  const days = new Map<number, string>()
  let last = ''
  for (const { id, activity } of revisions) {
    if (activity === null) continue
    const day = new Date(activity.timestamp).toLocaleDateString(locale, { dateStyle: 'long' })
    if (day !== last) days.set(id, day)
    last = day
  }
  return days
}

interface RevisionButtonProps {
  readonly revision: Revision
  readonly onOpen: () => void
}

function RevisionButton({ revision, onOpen }: RevisionButtonProps): ReactElement {
  const { activity, delta } = revision
  const changes = Object.keys(delta ?? {}).length
  return (
    <UnstyledButton w="100%" onClick={onOpen}>
      <Text fz="sm">
        <b>{activityWords.actions[activity?.action ?? 'update'] ?? activity?.action}</b>{' '}
        {itemWords.by(doerName(activity?.user ?? null, itemWords.somebody))}
      </Text>
      <Group gap={6}>
        {activity !== null && <TimeAgo at={activity.timestamp} />}
        <Box component="span" fz="xs" c="dimmed">
          {itemWords.changes(changes)}
        </Box>
      </Group>
    </UnstyledButton>
  )
}
