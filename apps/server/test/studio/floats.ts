import type { Float } from './floats/float.js'
import { ACCESS } from './floats/access.js'
import { DATA_MODEL } from './floats/data-model.js'
import { ITEMS } from './floats/items.js'
import { LISTS } from './floats/lists.js'
import { PEOPLE } from './floats/people.js'
import { SHELL } from './floats/shell.js'

/** All that the Studio opens on the sample shop, but for what takes a journey of its own. */
export const FLOATS: readonly Float[] = [
  ...SHELL,
  ...LISTS,
  ...ITEMS,
  ...DATA_MODEL,
  ...ACCESS,
  ...PEOPLE,
]

/** Those that take more to open, and the journeys that look at them. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  'access/why.tsx': 'access.test.ts',
  'content/list/selection-actions.tsx': 'list-table.test.ts',
  'item/conflict-dialog.tsx': 'items.test.ts',
  'item/panel/revision-dialog.tsx': 'item-panel.test.ts',
  'interfaces/collection-item/collection-item.tsx': 'widgets.test.ts',
  'interfaces/presentation/presentation-part.tsx': 'widgets.test.ts',
  'lazy/lazy-part.tsx': 'floats.test.ts',
  'profile/shown-once-dialog.tsx': 'people.test.ts',
  'related/list-buttons.tsx': 'widgets.test.ts',
  'session/sign-in-dialog.tsx': 'item-bad-states.test.ts',
  'shell/confirm-dialog.tsx': 'list-table.test.ts',
}
