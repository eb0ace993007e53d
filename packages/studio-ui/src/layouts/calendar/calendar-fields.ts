import type { StudioField } from '../../schema/studio-field.js'

/** What an item's days are told by. */
export interface CalendarFields {
  readonly start: StudioField
  /** null where an item takes the one day. */
  readonly end: StudioField | null
}
