import { bothFilters, type FilterJson, type StudioCollection } from '@relvar/studio-ui'

/** Which items a list shows of a collection that has an archive. */
export type Archived = 'active' | 'archived' | 'all'

export const ARCHIVED: readonly Archived[] = ['active', 'archived', 'all']

/**
 * A filter that also leaves out what is archived, or all that is not.
 *
 * @example
 * withArchive(posts, null, 'archived') // { status: { _eq: 'archived' } }
 */
export function withArchive(
  { archived }: Pick<StudioCollection, 'archived'>,
  filter: FilterJson | null,
  shown: Archived,
): FilterJson | null {
  if (archived === null || shown === 'all') return filter
  const { field, value } = archived
  const isArchived = { [field]: { _eq: value } }
  // What has no value there was never archived.
  const isActive = { _or: [{ [field]: { _neq: value } }, { [field]: { _null: true } }] }
  return bothFilters(filter, shown === 'archived' ? isArchived : isActive)
}
