import type { Answer, JsonSchema, Reference } from './document.js'
import { json, schemaReference } from './document.js'

/** Schemas that belong to no collection. */
export const commonSchemas: Readonly<Record<string, JsonSchema>> = {
  Errors: {
    type: 'object',
    required: ['errors'],
    properties: {
      errors: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['message', 'extensions'],
          properties: {
            message: { type: 'string', description: 'For people; it may change.' },
            extensions: {
              type: 'object',
              required: ['code'],
              properties: { code: { type: 'string', description: 'For programs; it stays.' } },
            },
          },
        },
      },
    },
  },
  Meta: {
    type: 'object',
    description: 'What was asked for beside the data.',
    properties: {
      total_count: {
        type: ['integer', 'null'],
        description:
          'All items, whatever filter and search say; null where counting takes too long.',
      },
      filter_count: {
        type: ['integer', 'null'],
        description: 'Items that filter and search leave; null where counting takes too long.',
      },
      estimate: {
        type: ['integer', 'null'],
        description:
          'Items that filter and search leave, by statistics; null where they do not tell.',
      },
      cursors: {
        type: 'object',
        description: 'Where the pages next to this one are; null where there is none.',
        required: ['next', 'previous'],
        properties: {
          next: { type: ['string', 'null'], description: 'For `after`.' },
          previous: { type: ['string', 'null'], description: 'For `before`.' },
        },
      },
    },
  },
  Query: {
    type: 'object',
    description: 'The query parameters of a read, as JSON.',
    properties: {
      filter: { type: 'object' },
      search: { type: 'string' },
      sort: { type: 'array', items: { type: 'string' } },
      limit: { type: 'integer', minimum: -1, default: 100 },
      offset: { type: 'integer', minimum: 0 },
      page: { type: 'integer', minimum: 0 },
      after: { type: 'string' },
      before: { type: 'string' },
    },
  },
}

export type CommonResponse =
  | 'InvalidRequest'
  | 'Forbidden'
  | 'PreconditionFailed'
  | 'Failure'
  | 'NoContent'

export const commonResponses: Readonly<Record<CommonResponse, Answer>> = {
  InvalidRequest: {
    description: 'The query or the body makes no sense.',
    content: json(schemaReference('Errors')),
  },
  Forbidden: {
    description: 'Not allowed, or not there: the answer does not tell which.',
    content: json(schemaReference('Errors')),
  },
  PreconditionFailed: {
    description: 'The item is not what `If-Match` says.',
    content: json(schemaReference('Errors')),
  },
  Failure: { description: 'Another failure.', content: json(schemaReference('Errors')) },
  NoContent: { description: 'Done, and nothing to answer.' },
}

export function responseReference(name: CommonResponse): Reference {
  return { $ref: `#/components/responses/${name}` }
}

/** The failures that any operation on items can answer. */
export const failures: Readonly<Record<string, Reference>> = {
  '400': responseReference('InvalidRequest'),
  '403': responseReference('Forbidden'),
  default: responseReference('Failure'),
}

/** The failure of a write with `If-Match`. */
export const preconditionFailed: Readonly<Record<string, Reference>> = {
  '412': responseReference('PreconditionFailed'),
}
