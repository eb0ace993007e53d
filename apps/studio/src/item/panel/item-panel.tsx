import { Tabs } from '@mantine/core'
import type { Item, StudioCollection } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { itemWords } from '../words.js'
import { Comments } from './comments.js'
import { ItemActivity } from './item-activity.js'
import { type PanelTab, placeOf } from './item-place.js'
import { Revisions } from './revisions.js'

export interface ItemPanelProps {
  readonly tabs: readonly PanelTab[]
  readonly collection: StudioCollection
  readonly itemKey: string
  readonly item: Item
  readonly isDirty: boolean
}

/** What is kept of an item beside its values: how it was, what people say of it, and what happened to it. */
export function ItemPanel({ tabs, itemKey, ...props }: ItemPanelProps): ReactElement {
  const place = placeOf(props.collection, itemKey)
  return (
    <Tabs defaultValue={tabs[0] ?? null} keepMounted={false}>
      <Tabs.List aria-label={itemWords.panel}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {itemWords[tab]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="revisions" p="md">
        <Revisions place={place} {...props} />
      </Tabs.Panel>
      <Tabs.Panel value="comments" p="md">
        <Comments place={place} />
      </Tabs.Panel>
      <Tabs.Panel value="activity" p="md">
        <ItemActivity place={place} />
      </Tabs.Panel>
    </Tabs>
  )
}
