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

/**
 * What is read of an item to know it again, beside some paths: a link that one of them goes through comes as an
 * object, so the key is read there.
 *
 * @example
 * keyPaths(productTags, ['product_id.name']) // ['product_id.id', 'tag_id']
 */
export function keyPaths(
  { primaryKey, fields }: Pick<StudioCollection, 'primaryKey' | 'fields'>,
  paths: readonly string[],
): readonly string[] {
  return primaryKey.map((name) => {
    const link = fields.find((field) => field.name === name)?.related
    const isFollowed = paths.some((path) => path.startsWith(`${name}.`))
    return isFollowed && link ? `${name}.${link.key}` : name
  })
}

/** The path of a collection's items. */
export function itemsPath(collection: string): string {
  return `/items/${encodeURIComponent(collection)}`
}

/** @param key as {@link itemKey} wrote it */
export function itemPath(collection: string, key: string): string {
  return `${itemsPath(collection)}/${key}`
}

/**
 * A key of a path as history, comments and notifications name their item.
 *
 * @example
 * keyText(['code'], 'a%2Fb') // 'a/b'
 * keyText(['sale_id', 'line_no'], '7,3') // '7,3'
 */
export function keyText(primaryKey: readonly string[], key: string): string {
  if (primaryKey.length === 1) return decodeURIComponent(key)
  const parts = key.split(',').map(decodeURIComponent)
  return parts.map((part) => part.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',')
}

/** The way back from {@link keyText}: what a path has for an item that is named so. */
export function keyOfText(primaryKey: readonly string[], text: string): string {
  if (primaryKey.length === 1) return encodeURIComponent(text)
  const parts = text.split(',').map(decodeURIComponent)
  return parts.map(encodeURIComponent).join(',')
}
