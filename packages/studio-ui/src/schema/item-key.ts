import type { Item } from '../wire/objects.js'
import type { StudioCollection } from './studio-collection.js'

/**
 * An item's key as paths have it; null where the collection has no key. A link that was read along
 * stands as an object in place of its key.
 *
 * @example
 * itemKey(saleLines, { sale_id: { id: 7 }, line_no: 3 }) // '7,3'
 */
export function itemKey({ primaryKey, fields }: StudioCollection, item: Item): string | null {
  if (primaryKey.length === 0) return null
  const parts = primaryKey.map((column) => {
    const link = fields.find(({ name }) => name === column)?.related
    const value = item[column]
    const isObject = typeof value === 'object' && value !== null && link
    return encodeURIComponent(String(isObject ? Reflect.get(value, link.key) : value))
  })
  return parts.join(',')
}

/** The path of a collection's items. */
export function itemsPath(collection: string): string {
  return `/items/${encodeURIComponent(collection)}`
}

/** @param key as {@link itemKey} wrote it */
export function itemPath(collection: string, key: string): string {
  return `${itemsPath(collection)}/${key}`
}
