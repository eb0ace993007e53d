import { compareExact } from '../../item-form/exact.js'
import type { Options } from '../../schema/studio-field.js'

/** How a value looks. */
export interface ValueStyle {
  readonly color?: string
  readonly background?: string
  readonly icon?: string
  /** In place of the value. */
  readonly text?: string
}

/** The style of a field, with that of every condition which holds laid over it, one after the other. */
export function styleFor(options: Options, value: unknown): ValueStyle {
  const { conditionalFormatting: conditions } = options
  const held = Array.isArray(conditions) ? conditions.filter((each) => holds(each, value)) : []
  return Object.assign({}, styleOf(options), ...held.map(styleOf)) as ValueStyle
}

function styleOf({ color, background, icon, text }: Options): ValueStyle {
  return {
    ...(isSaid(color) && { color }),
    ...(isSaid(background) && { background }),
    ...(isSaid(icon) && { icon }),
    ...(isSaid(text) && { text }),
  }
}

function isSaid(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function holds(condition: unknown, value: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return false
  const { operator = 'eq', value: other = null } = condition as Options
  const [text, wanted] = [String(value), String(other)]
  // Numbers of any length are compared as numbers, all else as text.
  const order = compareExact(text, wanted) ?? (text === wanted ? 0 : text < wanted ? -1 : 1)
  switch (operator) {
    case 'eq':
      return order === 0
    case 'neq':
      return order !== 0
    case 'gt':
      return order > 0
    case 'gte':
      return order >= 0
    case 'lt':
      return order < 0
    case 'lte':
      return order <= 0
    case 'contains':
      return text.includes(wanted)
    case 'starts_with':
      return text.startsWith(wanted)
    case 'ends_with':
      return text.endsWith(wanted)
    default:
      return false
  }
}
