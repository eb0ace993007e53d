import { lazy } from 'react'
import type { Layouts } from './layout-props.js'

/**
 * The layouts there are beside the table, by the ids of the catalogue. Each is loaded when it is first
 * shown: it stands within a `Suspense`.
 */
export const layouts: Layouts = {
  calendar: lazy(async () => ({ default: (await import('./calendar/calendar.js')).Calendar })),
  cards: lazy(async () => ({ default: (await import('./cards/cards.js')).Cards })),
  kanban: lazy(async () => ({ default: (await import('./kanban/kanban.js')).Kanban })),
}
