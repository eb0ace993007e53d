import type { Answer, JsonSchema, Operation, Reference } from './document.js'
import { json, schemaReference } from './document.js'
import { failures, responseReference } from './responses.js'

function envelope(schema: JsonSchema | Reference, meta?: JsonSchema): JsonSchema {
  const properties = { data: schema, ...(meta !== undefined && { meta }) }
  return { type: 'object', required: ['data'], properties }
}

const keys = { type: 'array', items: { type: ['integer', 'string', 'boolean'] } }

/** What stands beside the answer to an upsert. */
export const upsertMeta: JsonSchema = {
  type: 'object',
  description: 'With `upsert`: the keys of the items that were made, and of those that were there.',
  required: ['inserted', 'updated'],
  properties: { inserted: keys, updated: keys },
}

/** One item in its envelope. */
export function oneItem(schema: JsonSchema | Reference): Answer {
  return { description: 'The item.', content: json(envelope(schema)) }
}

const fileTypes = ['text/csv', 'text/xml', 'text/yaml']

/** A page of items in its envelope, or as a file. */
export function itemList(item: Reference): Answer {
  const page = {
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'array', items: item }, meta: schemaReference('Meta') },
  }
  const files = fileTypes.map((type) => [type, { schema: { type: 'string' } }])
  return { description: 'The items.', content: { ...json(page), ...Object.fromEntries(files) } }
}

export function written(schema: JsonSchema | Reference, meta?: JsonSchema): Operation['responses'] {
  return {
    '200': { description: 'What was written.', content: json(envelope(schema, meta)) },
    '204': responseReference('NoContent'),
    ...failures,
  }
}

export const deleted: Operation['responses'] = {
  '204': responseReference('NoContent'),
  ...failures,
}
