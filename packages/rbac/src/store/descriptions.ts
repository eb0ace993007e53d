import type { RouteDescriptions } from '@relvar/query-engine'

/** The routes about rights, for the description of the API. */
export const descriptions: RouteDescriptions = {
  'GET /permissions/me': {
    id: 'getOwnPermissions',
    tag: 'Rights',
    summary: 'What the caller may do, by collection and action',
    audience: 'users',
    data: 'object',
  },
  'GET /permissions/me/:collection/:key?': {
    id: 'getOwnItemPermissions',
    tag: 'Rights',
    summary: 'What the caller may do with an item',
    audience: 'users',
    data: 'object',
  },
  'POST /permissions/explain': {
    id: 'explainPermission',
    tag: 'Rights',
    summary: 'Why somebody may do something, or may not',
    audience: 'administrators',
    body: {
      action: 'string',
      collection: 'string',
      'user?': 'string',
      'role?': 'string',
      'ip?': 'string',
      'key?': 'key',
      'field?': 'string',
      'payload?': 'object',
    },
    data: 'object',
  },
  'GET /policies/me/globals': {
    id: 'getOwnGlobals',
    tag: 'Rights',
    summary: 'Whether the caller uses the Studio, administers, and needs a second factor',
    data: 'object',
  },
  'GET /roles/me': {
    id: 'getOwnRoles',
    tag: 'Rights',
    summary: 'The roles of the caller',
    audience: 'users',
    data: 'array',
  },
}
