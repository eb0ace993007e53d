import { Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { doerName } from '../../access/people-data.js'
import { activityWords } from '../../activity/words.js'
import { itemWords } from '../words.js'
import type { ItemPlace } from './item-place.js'
import { PagesList } from '../../shell/pages-list.js'
import { useItemActivity } from './panel-data.js'
import { TimeAgo } from '../../shell/time-ago.js'

/** What happened to an item, newest first. */
export function ItemActivity({ place }: { readonly place: ItemPlace }): ReactElement {
  return (
    <PagesList
      query={useItemActivity(place)}
      label={itemWords.activity}
      empty={itemWords.noActivity}
    >
      {({ id, action, timestamp, user }) => (
        <li key={id}>
          <Text fz="sm">
            <b>{activityWords.actions[action] ?? action}</b>{' '}
            {itemWords.by(doerName(user, itemWords.somebody))}
          </Text>
          <TimeAgo at={timestamp} />
        </li>
      )}
    </PagesList>
  )
}
