import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { ItemLink } from '../shell/item-link.js'
import { userName } from '../access/people-data.js'
import type { ActivityEntry } from './activity-data.js'
import { type Kept, nameOf, pageOf } from './entry-name.js'

interface EntryItemProps {
  readonly entry: ActivityEntry
  /** The table of Relvar's own that it is about, without the prefix; null of all others. */
  readonly table: string | null
  /** What is known of the item. */
  readonly kept: Kept | undefined
}

/** What an entry is about, by name where that is known, and the way to its page where there is one. */
export function EntryItem({ entry, table, kept }: EntryItemProps): ReactElement {
  const { action, collection, item, user } = entry
  const isGone = action === 'delete'
  const isOneself =
    table === 'users' && user !== null && typeof user === 'object' && user.id === item
  const named = table !== null && kept !== undefined ? nameOf(table, kept) : null
  const name = isOneself ? userName(user) : (named ?? item)
  const page = table === null || isGone ? null : pageOf(table, item, kept ?? null)
  const plain = (
    <Text span fz="xs" c="dimmed" ff="monospace" title={item}>
      {name}
    </Text>
  )
  if (page !== null)
    return (
      // The row opens the entry, which is not wanted by whoever goes to the page.
      <Anchor
        component={Link}
        to={page}
        fz="xs"
        ff="monospace"
        title={item}
        onClick={(event) => event.stopPropagation()}
      >
        {name}
      </Anchor>
    )
  if (table !== null || isGone) return plain
  return (
    <Text span fz="xs" ff="monospace" onClick={(event) => event.stopPropagation()}>
      <ItemLink collection={collection} item={item} label={item} otherwise={plain} />
    </Text>
  )
}
