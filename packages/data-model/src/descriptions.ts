import type { RouteDescriptions } from '@relvar/query-engine'
import { overlayDescriptions } from './overlay/routes/descriptions.js'
import { snapshotDescriptions } from './snapshot/descriptions.js'

/** The routes of settings and order, for the description of the API. */
export const descriptions: RouteDescriptions = {
  ...overlayDescriptions,
  ...snapshotDescriptions,
  'POST /settings/owner': {
    id: 'setOwner',
    tag: 'Server',
    summary: 'Say whose project this is',
    audience: 'administrators',
    body: {
      'project_owner?': 'string',
      'project_usage?': 'string',
      'org_name?': 'string',
      'product_updates?': 'boolean',
    },
  },
  'GET /utils/random/string': {
    id: 'randomString',
    tag: 'Utilities',
    summary: 'Random letters and digits',
    data: 'string',
  },
  'POST /utils/sort/:collection': {
    id: 'sort',
    status: 200,
    tag: 'Utilities',
    summary: 'Move an item to the place of another',
    audience: 'users',
    body: { item: 'key', to: 'key' },
  },
}
