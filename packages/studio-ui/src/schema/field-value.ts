import type { Item } from '../wire/objects.js'
import type { StudioField } from './studio-field.js'

/**
 * The value of a field in an item: of a link over several columns those of the columns that are its own;
 * null where all are empty. Undefined of what the item does not tell.
 */
export function fieldValue({ name, covers }: StudioField, item: Item): unknown {
  if (covers === undefined || item[name] !== undefined) return item[name]
  const parts = covers.map((column) => [column, item[column]] as const)
  if (parts.every(([, value]) => value === undefined)) return undefined
  return parts.every(([, value]) => (value ?? null) === null) ? null : Object.fromEntries(parts)
}
