import type { JsonSchema, Operation, Reference } from './document.js'
import { json, schemaReference } from './document.js'
import type { Subject } from './subject.js'
import { changeName } from './subject.js'

export function requestBody(
  schema: JsonSchema | Reference,
  required: boolean,
): NonNullable<Operation['requestBody']> {
  return { required, content: json(schema) }
}

/** The three forms of an update of several items. */
export function updateForms({ name, key }: Subject): JsonSchema {
  const changes = schemaReference(changeName(name))
  return {
    oneOf: [
      { type: 'array', items: changes, description: 'Items with their keys and new values.' },
      {
        type: 'object',
        description: 'The same new values for the items with these keys.',
        required: ['keys', 'data'],
        properties: { keys: { type: 'array', items: key }, data: changes },
        additionalProperties: false,
      },
      {
        type: 'object',
        description: 'The same new values for the items that a query finds.',
        required: ['query', 'data'],
        properties: { query: schemaReference('Query'), data: changes },
        additionalProperties: false,
      },
    ],
  }
}

/** The three forms of a deletion of several items. */
export function deleteForms({ key }: Subject): JsonSchema {
  const keys = { type: 'array', items: key }
  return {
    oneOf: [
      { ...keys, description: 'The keys of the items.' },
      { type: 'object', required: ['keys'], properties: { keys }, additionalProperties: false },
      {
        type: 'object',
        required: ['query'],
        properties: { query: schemaReference('Query') },
        additionalProperties: false,
      },
    ],
  }
}
