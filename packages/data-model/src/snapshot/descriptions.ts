import type { RouteDescriptions } from '@relvar/query-engine'
import { askedParameters } from '../propose/asked.js'

const tag = 'Data model'
const audience = 'administrators'

/** The routes of the schema as a file, for the description of the API. */
export const snapshotDescriptions: RouteDescriptions = {
  'GET /schema/snapshot': {
    id: 'schemaSnapshot',
    tag,
    summary: 'The schema as a file',
    audience,
    query: {
      includeCollections: { type: 'string', about: 'Only these collections, with commas.' },
      excludeCollections: { type: 'string', about: 'All collections but these, with commas.' },
      unmanaged: {
        type: 'boolean',
        about: 'Tables that nobody said anything about as well.',
      },
      export: { type: 'string', about: '`json` or `yaml`: answered as a file.' },
    },
    data: 'object',
  },
  'POST /schema/diff': {
    id: 'schemaDiff',
    tag,
    summary: 'What is different from a snapshot; empty where nothing is',
    audience,
    query: {
      mode: {
        type: 'string',
        about: '`mirror`, as it is unless told: what is not in the file goes; `merge`: it stays.',
      },
      force: { type: 'boolean', about: 'A file of another vendor or release will do.' },
    },
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
    query: {
      ...askedParameters.change,
      force: { type: 'boolean', about: 'Changes made since the diff are passed over.' },
    },
    body: { hash: 'string', diff: 'object' },
  },
}
