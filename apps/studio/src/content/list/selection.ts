import {
  type FilterJson,
  filterOfKeys,
  type ListState,
  type StudioCollection,
} from '@relvar/studio-ui'

/** Items that somebody chose: some by their keys, or all that a list shows on all of its pages. */
export type Selection =
  | { readonly kind: 'some'; readonly keys: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly count: number | null }

export const nothingSelected: Selection = { kind: 'some', keys: new Set() }

/** null where the number of items that match is not known. */
export function sizeOf(selection: Selection): number | null {
  return selection.kind === 'all' ? selection.count : selection.keys.size
}

/** The query of a change that is for these items, and no others. */
export function queryOf(
  collection: StudioCollection,
  selection: Selection,
  { search, filter }: ListState,
): { readonly filter?: FilterJson; readonly search?: string; readonly limit: -1 } {
  if (selection.kind === 'some')
    return { filter: filterOfKeys(collection, [...selection.keys]), limit: -1 }
  return {
    ...(filter !== null && filter !== undefined && { filter }),
    ...(search !== '' && { search }),
    limit: -1,
  }
}
