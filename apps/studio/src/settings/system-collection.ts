import type { WireCollection } from '@relvar/studio-ui'

/**
 * The id of a collection of Relvar itself; its prefix is the installation's. Undefined where it may not be seen.
 *
 * @example
 * systemCollection(collections, 'users') // 'relvar_users'
 */
export function systemCollection(
  collections: readonly WireCollection[],
  table: string,
): string | undefined {
  return collections.find(
    ({ collection, meta }) => meta?.['system'] === true && collection.endsWith(`_${table}`),
  )?.collection
}
