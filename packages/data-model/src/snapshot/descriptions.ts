import type { RouteDescriptions } from '@relvar/query-engine'

const tag = 'Data model'
const audience = 'administrators'

/** The routes of the schema as a file, for the description of the API. */
export const snapshotDescriptions: RouteDescriptions = {
  'GET /schema/snapshot': {
    id: 'schemaSnapshot',
    tag,
    summary: 'The schema as a file',
    audience,
    data: 'object',
  },
  'POST /schema/diff': {
    id: 'schemaDiff',
    tag,
    summary: 'What is different from a snapshot; empty where nothing is',
    audience,
    body: {
      version: 'key',
      directus: 'string',
      vendor: 'string',
      collections: 'array',
      fields: 'array',
      'systemFields?': 'array',
      relations: 'array',
    },
    data: 'object',
  },
  'POST /schema/apply': {
    id: 'schemaApply',
    tag,
    summary: 'Make the differences that POST /schema/diff told',
    audience,
    body: { hash: 'string', diff: 'object' },
  },
}
