import type { RouteDescriptions } from '@relvar/query-engine'

/** The routes of history, for the description of the API. */
export const descriptions: RouteDescriptions = {
  'POST /utils/revert/:revision': {
    id: 'revert',
    tag: 'Utilities',
    summary: 'Give an item the values back that a revision kept, all or those of some fields',
    audience: 'users',
    body: { 'fields?': 'array' },
  },
}
