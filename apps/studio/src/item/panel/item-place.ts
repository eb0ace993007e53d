import {
  keyText,
  type StudioCollection,
  useCollections,
  type WireCollection,
} from '@relvar/studio-ui'
import { systemCollection } from '../../settings/system-collection.js'

/** An item as what is kept of it names it. */
export interface ItemPlace {
  readonly collection: string
  readonly item: string
}

export function placeOf({ id, primaryKey }: StudioCollection, key: string): ItemPlace {
  return { collection: id, item: keyText(primaryKey, key) }
}

/** What is kept of an item, by the names of the tabs. */
export type PanelTab = 'revisions' | 'comments' | 'activity'

/** The tabs that there is anything to see in: what may not be read, or is not kept, is not there. */
export function usePanelTabs(collection: string): readonly PanelTab[] {
  const { data = [] } = useCollections()
  const accountability = accountabilityOf(data, collection)
  const tabs: readonly PanelTab[] = ['revisions', 'comments', 'activity']
  return tabs.filter((tab) => {
    if (!mayIn(data, tab, 'read')) return false
    return tab === 'revisions'
      ? accountability === 'all'
      : tab === 'comments' || accountability !== null
  })
}

/** `all` unless something else was said. */
function accountabilityOf(collections: readonly WireCollection[], id: string): unknown {
  const meta = collections.find(({ collection }) => collection === id)?.meta
  return meta?.['accountability'] === undefined ? 'all' : meta['accountability']
}

/** Whether somebody may do something in a collection of Relvar itself. */
export function mayIn(
  collections: readonly WireCollection[],
  table: string,
  action: 'read' | 'create' | 'update' | 'delete',
): boolean {
  const id = systemCollection(collections, table)
  const found = collections.find(({ collection }) => collection === id)
  return found?.schema?.actions.includes(action) === true
}
