import type { Layouts } from './layout-props.js'
import { lazyPart } from '../lazy/lazy-part.js'

/**
 * The layouts there are beside the table, by the ids of the catalogue. Each is loaded when it is first
 * shown: it stands within a `Suspense`.
 */
export const layouts: Layouts = {
  calendar: lazyPart(async () => (await import('./calendar/calendar.js')).Calendar),
  cards: lazyPart(async () => (await import('./cards/cards.js')).Cards),
  kanban: lazyPart(async () => (await import('./kanban/kanban.js')).Kanban),
}
