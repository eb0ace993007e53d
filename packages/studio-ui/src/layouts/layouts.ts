import { Calendar } from './calendar/calendar.js'
import { Cards } from './cards/cards.js'
import { Kanban } from './kanban/kanban.js'
import type { Layouts } from './layout-props.js'

/** The layouts there are beside the table, by the ids of the catalogue. */
export const layouts: Layouts = { calendar: Calendar, cards: Cards, kanban: Kanban }
