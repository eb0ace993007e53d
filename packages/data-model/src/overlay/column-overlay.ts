import {
  type ColumnOverlay,
  findColumn,
  findTable,
  type SchemaModel,
} from '@relvar/schema-introspect/model'
import { type SpecialTraits, traitsOfSpecials } from '../specials/traits-of-specials.js'
import type { FieldRow } from './overlay-rows.js'

/** The types of fields that have no column; each is a special, too. */
export const ALIAS_TYPES: readonly string[] = [
  'alias',
  'o2m',
  'm2m',
  'm2a',
  'o2a',
  'files',
  'translations',
]

/** Specials of fields that have no column. */
const ALIASES: ReadonlySet<string> = new Set([...ALIAS_TYPES, 'no-data', 'group'])

/** Whether a row speaks of a field without a column. */
export function isAlias({ special }: Pick<FieldRow, 'special'>): boolean {
  return special?.some((each) => ALIASES.has(each)) ?? false
}

/** What a row says of its column, as an overlay. A special that its type has no use for says nothing. */
export function columnOverlayOf(row: FieldRow, model: SchemaModel): ColumnOverlay {
  const table = findTable(model, row.collection)
  const column = table === undefined ? undefined : findColumn(table, row.field)
  const made = column === undefined ? NOTHING : traitsOfSpecials(row.special ?? [], column)
  const { searchable, validation, validation_message: message } = row
  return {
    ...(made.type !== undefined && { type: made.type }),
    traits: {
      ...made.traits,
      ...(searchable === false && { searchable }),
      ...(isGiven(validation) && { validation }),
      ...(isGiven(validation) && isGiven(message) && { validationMessage: message }),
    },
  }
}

const NOTHING: Pick<SpecialTraits, 'type' | 'traits'> = { traits: {} }

export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined
}
