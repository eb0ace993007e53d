import type { StudioCollection } from '../../schema/studio-collection.js'
import type { StudioField } from '../../schema/studio-field.js'

/** The fields by which items can stand in a calendar. */
export function dateFields({ fields }: StudioCollection): readonly StudioField[] {
  return fields.filter(({ type }) => ['date', 'dateTime', 'timestamp'].includes(type))
}
