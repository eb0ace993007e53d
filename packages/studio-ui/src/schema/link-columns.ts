import type { Item, WireRelation } from '../wire/objects.js'

/** A column of a link, and the one that it leads to. */
export type LinkColumn = readonly [here: string, there: string]

/**
 * The columns of a link, in the order of its key; none of one to any of several collections, and where a
 * name with a comma in it leaves open where it ends.
 *
 * @param target the key of the collection that it leads to, which a link is to that nothing more is said of
 */
export function linkColumns(
  { field, related_collection: related, schema }: WireRelation,
  target: readonly string[],
): readonly LinkColumn[] {
  if (related === null) return []
  if (schema === null) return target.length === 1 ? [[field, target[0] ?? '']] : []
  const here = schema.column.split(',')
  const there = schema.foreign_key_column.split(',')
  return here.length === there.length
    ? here.map((column, index) => [column, there[index] ?? ''] as const)
    : []
}

/** Whether a link has more than one column, and so a name of its own. */
export function isComposite(columns: readonly LinkColumn[]): boolean {
  return columns.length > 1
}

/**
 * The values that a row links to an item with, by its columns.
 *
 * @example
 * linkingTo([['region_code', 'code'], ['country', 'country']], { code: 'BY', country: 'DE' })
 * // { region_code: 'BY', country: 'DE' }
 */
export function linkingTo(columns: readonly LinkColumn[], item: Item): Item {
  return Object.fromEntries(columns.map(([here, there]) => [here, item[there]]))
}

/** What of an item a row links to, by the columns there; null where a part is empty, which leads nowhere. */
export function linkedBy(columns: readonly LinkColumn[], row: Item): Item | null {
  const parts = columns.map(([here, there]) => [there, row[here] ?? null] as const)
  return parts.length === 0 || parts.some(([, value]) => value === null || value === '')
    ? null
    : Object.fromEntries(parts)
}

/** The rule that items have these values. */
export function filterOf(values: Item): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { _eq: value }]))
}
