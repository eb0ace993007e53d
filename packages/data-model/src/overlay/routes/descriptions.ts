import type { RouteDescriptions } from '@relvar/query-engine'

const tag = 'Data model'
const audience = 'administrators'
const relation = {
  'collection?': 'string',
  'field?': 'string',
  'related_collection?': 'string',
  'schema?': 'object',
  'meta?': 'object',
} as const
const field = {
  'collection?': 'string',
  'field?': 'string',
  'type?': 'string',
  'schema?': 'object',
  'meta?': 'object',
} as const
const collection = {
  'collection?': 'string',
  'meta?': 'object',
  'schema?': 'object',
  'fields?': 'array',
} as const

/** The routes of collections, fields and relations, for the description of the API. */
export const overlayDescriptions: RouteDescriptions = {
  'GET /collections': {
    id: 'readCollections',
    tag,
    summary: 'All collections that the caller may see',
    audience: 'users',
    data: 'array',
  },
  'SEARCH /collections': {
    id: 'searchCollections',
    tag,
    summary: 'Some of the collections, by name',
    audience: 'users',
    body: { 'keys?': 'array', 'query?': 'object' },
    data: 'array',
  },
  'POST /collections': {
    id: 'createCollection',
    tag,
    summary: 'Make a table or several, or folders; dry_run=true shows the SQL',
    audience,
    body: { ...collection },
    data: 'object',
  },
  'PATCH /collections': {
    id: 'updateCollections',
    tag,
    summary: 'Say something about several collections',
    audience,
    data: 'array',
  },
  'GET /collections/:collection': {
    id: 'readCollection',
    tag,
    summary: 'One collection',
    audience: 'users',
    data: 'object',
  },
  'PATCH /collections/:collection': {
    id: 'updateCollection',
    tag,
    summary: 'Say something about a collection',
    audience,
    body: { ...collection },
    data: 'object',
  },
  'DELETE /collections/:collection': {
    id: 'deleteCollection',
    tag,
    summary: 'Drop a table, and all that is known of it; or take a folder away',
    audience,
  },
  'GET /fields': {
    id: 'readFields',
    tag,
    summary: 'The fields of all collections that the caller may see',
    audience: 'users',
    data: 'array',
  },
  'GET /fields/:collection': {
    id: 'readFieldsOfCollection',
    tag,
    summary: 'The fields of a collection: columns in the order of the database, then aliases',
    audience: 'users',
    data: 'array',
  },
  'POST /fields/:collection': {
    id: 'createField',
    tag,
    summary: 'Make a column, or an alias; dry_run=true shows the SQL',
    audience,
    body: { ...field },
    data: 'object',
  },
  'PATCH /fields/:collection': {
    id: 'updateFields',
    tag,
    summary: 'Change several columns, and what is said of them',
    audience,
    data: 'array',
  },
  'GET /fields/:collection/:field': {
    id: 'readField',
    tag,
    summary: 'One field',
    audience: 'users',
    data: 'object',
  },
  'PATCH /fields/:collection/:field': {
    id: 'updateField',
    tag,
    summary: 'Change a column, and what is said of it',
    audience,
    body: { ...field },
    data: 'object',
  },
  'DELETE /fields/:collection/:field': {
    id: 'deleteField',
    tag,
    summary: 'Drop a column with its values, or take an alias away',
    audience,
  },
  'GET /relations': {
    id: 'readRelations',
    tag,
    summary: 'All links that the caller may follow',
    audience: 'users',
    data: 'array',
  },
  'POST /relations': {
    id: 'createRelation',
    tag,
    summary: 'Link a field to another collection, by a foreign key where there can be one',
    audience,
    body: { ...relation },
    data: 'object',
  },
  'GET /relations/:collection': {
    id: 'readRelationsOfCollection',
    tag,
    summary: 'The links of a collection',
    audience: 'users',
    data: 'array',
  },
  'GET /relations/:collection/:field': {
    id: 'readRelation',
    tag,
    summary: 'One link',
    audience: 'users',
    data: 'object',
  },
  'PATCH /relations/:collection/:field': {
    id: 'updateRelation',
    tag,
    summary: 'Change a link, and what is said of it',
    audience,
    body: { ...relation },
    data: 'object',
  },
  'DELETE /relations/:collection/:field': {
    id: 'deleteRelation',
    tag,
    summary: 'Drop a link; its column stays',
    audience,
  },
}
