import {
  type Column,
  type ColumnOverlay,
  type ColumnTraits,
  type ColumnType,
  findColumn,
  findTable,
  type SchemaModel,
} from '@relvar/schema-introspect/model'
import type { FieldRow } from './overlay-rows.js'

/** Specials of fields that have no column. */
const ALIASES: ReadonlySet<string> = new Set([
  'alias',
  'no-data',
  'group',
  'o2m',
  'm2m',
  'm2a',
  'o2a',
  'files',
  'translations',
])

/** Whether a row speaks of a field without a column. */
export function isAlias({ special }: Pick<FieldRow, 'special'>): boolean {
  return special?.some((each) => ALIASES.has(each)) ?? false
}

/** What each special says of values; of several that say the same the last counts. */
const TRAITS: Readonly<Record<string, ColumnTraits>> = {
  uuid: { onCreate: 'uuid' },
  conceal: { secret: 'conceal' },
  'date-created': { onCreate: 'now' },
  'date-updated': { onUpdate: 'now' },
  'user-created': { onCreate: 'user' },
  'user-updated': { onUpdate: 'user' },
  'role-created': { onCreate: 'role' },
  'role-updated': { onUpdate: 'role' },
}

/** As which types specials have columns read, and of which types those have to be. */
const TYPES: Readonly<
  Record<string, { readonly type: ColumnType; readonly of: readonly ColumnType[] }>
> = {
  'cast-boolean': { type: 'boolean', of: ['integer'] },
  'cast-json': { type: 'json', of: ['string', 'text'] },
  'cast-csv': { type: 'csv', of: ['string', 'text'] },
  'cast-timestamp': { type: 'timestamp', of: ['dateTime'] },
  'cast-datetime': { type: 'dateTime', of: ['timestamp'] },
  hash: { type: 'hash', of: ['string', 'text'] },
}

/** What a row says of its column, as an overlay. A special that its type has no use for says nothing. */
export function columnOverlayOf(row: FieldRow, model: SchemaModel): ColumnOverlay {
  const table = findTable(model, row.collection)
  const column = table === undefined ? undefined : findColumn(table, row.field)
  const type = typeOf(row, column)
  return { ...(type !== undefined && { type }), traits: traitsOf(row) }
}

function typeOf({ special }: FieldRow, column: Column | undefined): ColumnType | undefined {
  if (column === undefined) return undefined
  const casts = (special ?? []).flatMap((each) => (Object.hasOwn(TYPES, each) ? [TYPES[each]] : []))
  return casts.findLast((cast) => cast?.of.includes(column.type))?.type
}

function traitsOf({ special, searchable, validation }: FieldRow): ColumnTraits {
  const said = (special ?? []).flatMap((each) =>
    Object.hasOwn(TRAITS, each) ? [TRAITS[each]] : [],
  )
  return {
    ...Object.assign({}, ...said),
    ...(searchable === false && { searchable }),
    ...(validation !== null && validation !== undefined && { validation }),
  } as ColumnTraits
}
