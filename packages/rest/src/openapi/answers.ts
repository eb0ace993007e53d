import type { Answer, JsonSchema, Operation, Reference } from './document.js'
import { json, schemaReference } from './document.js'
import { failures, responseReference } from './responses.js'

function envelope(schema: JsonSchema | Reference): JsonSchema {
  return { type: 'object', required: ['data'], properties: { data: schema } }
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

export function written(schema: JsonSchema | Reference): Operation['responses'] {
  return {
    '200': { description: 'What was written.', content: json(envelope(schema)) },
    '204': responseReference('NoContent'),
    ...failures,
  }
}

export const deleted: Operation['responses'] = {
  '204': responseReference('NoContent'),
  ...failures,
}
