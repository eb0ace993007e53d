import type { StudioCollection } from '../../schema/studio-collection.js'
import type { StudioField } from '../../schema/studio-field.js'
import type { KanbanColumn } from './kanban-columns.js'

/** What a board is made by. */
export interface GroupedBy {
  readonly collection: StudioCollection
  readonly field: StudioField
}

/** What becomes of the items of a group that goes: what happens by itself, or they are put into another first. */
export type Fate =
  | { readonly kind: 'alone' }
  | { readonly kind: 'move'; readonly to: KanbanColumn['value'] }

/** How the groups of a board are changed; null is what cannot, or may not, be done. */
export interface Groups {
  /** What is typed of a group. */
  readonly nameLabel: string
  /** What that is by now. */
  readonly nameOf: (group: KanbanColumn) => string
  readonly add: ((name: string) => Promise<void>) | null
  readonly rename: ((group: KanbanColumn, name: string) => Promise<void>) | null
  readonly remove: ((group: KanbanColumn, fate: Fate) => Promise<void>) | null
  /** What becomes of items by itself; null where a group with items cannot go. */
  readonly alone: 'kept' | 'emptied' | 'deleted' | null
}

/** Groups that stay as they are, such as yes and no. */
export const noGroups: Groups = {
  nameLabel: '',
  nameOf: ({ title }) => title,
  add: null,
  rename: null,
  remove: null,
  alone: null,
}
