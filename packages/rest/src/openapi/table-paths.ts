import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import type { Answer, JsonSchema, Operation, Parameter, PathItem, Reference } from './document.js'
import { json, schemaReference } from './document.js'
import { columnSchema } from './column-schema.js'
import { exampleOf } from './example.js'
import type { CommonParameter } from './parameters.js'
import { listParameters, parameterReference, shapeParameters } from './parameters.js'
import { failures, responseReference } from './responses.js'
import { keyColumns, keySchema } from './table-schema.js'

/** A table with what its operations need to know. */
interface Subject {
  readonly table: Table
  /** `ItemsBlogPosts` */
  readonly name: string
  readonly key: JsonSchema
  readonly schema: SchemaModel
}

/** The schema of a change to an item of this name; the underscore keeps it apart from every table's. */
export function changeName(name: string): string {
  return `${name}_Changes`
}

/** The paths of a table, as far as its actions go. */
export function tablePaths(
  table: Table,
  name: string,
  schema: SchemaModel,
): Readonly<Record<string, PathItem>> {
  const subject: Subject = { table, name, key: keySchema(table, schema), schema }
  const path = `/items/${encodeURIComponent(table.id)}`
  const collection =
    table.traits.singleton === true ? singletonItem(subject) : collectionItem(subject)
  const entries: [string, PathItem][] = [[path, collection]]
  if (table.primaryKey.length > 0) entries.push([`${path}/{id}`, singleItem(subject)])
  return Object.fromEntries(entries.filter(([, item]) => Object.keys(item).length > 0))
}

function collectionItem(subject: Subject): PathItem {
  const { table, name } = subject
  const item = schemaReference(name)
  return {
    ...(table.actions.includes('read') && {
      get: operation(subject, `read${name}`, `List items of ${table.id}`, listParameters, {
        responses: { '200': list(item), ...failures },
      }),
    }),
    ...(table.actions.includes('create') && {
      post: operation(subject, `create${name}`, `Create items in ${table.id}`, shapeParameters, {
        requestBody: body({ oneOf: [item, { type: 'array', items: item }] }, false),
        responses: written({ oneOf: [item, { type: 'array', items: item }] }),
      }),
    }),
    ...(table.actions.includes('update') && {
      patch: operation(subject, `update${name}`, `Update items of ${table.id}`, shapeParameters, {
        requestBody: body(updateBody(subject), true),
        responses: written({ type: 'array', items: item }),
      }),
    }),
    ...(table.actions.includes('delete') && {
      delete: operation(subject, `delete${name}`, `Delete items of ${table.id}`, [], {
        requestBody: body(deleteBody(subject), true),
        responses: deleted,
      }),
    }),
  }
}

function singletonItem(subject: Subject): PathItem {
  const { table, name } = subject
  return {
    ...(table.actions.includes('read') && {
      get: operation(subject, `read${name}`, `Read ${table.id}`, listParameters, {
        responses: { '200': data(schemaReference(name)), ...failures },
      }),
    }),
    ...(table.actions.includes('update') && {
      patch: operation(subject, `update${name}`, `Update ${table.id}`, shapeParameters, {
        requestBody: body(schemaReference(changeName(name)), true),
        responses: written(schemaReference(name)),
      }),
    }),
  }
}

function singleItem(subject: Subject): PathItem {
  const { table, name } = subject
  const item = schemaReference(name)
  const isSingleton = table.traits.singleton === true
  return {
    ...(table.actions.includes('read') && {
      get: operation(
        subject,
        `readSingle${name}`,
        `Read one item of ${table.id}`,
        shapeParameters,
        {
          key: true,
          responses: { '200': data(item), ...failures },
        },
      ),
    }),
    ...(table.actions.includes('update') &&
      !isSingleton && {
        patch: operation(
          subject,
          `updateSingle${name}`,
          `Update one item of ${table.id}`,
          shapeParameters,
          {
            key: true,
            requestBody: body(schemaReference(changeName(name)), true),
            responses: written(item),
          },
        ),
      }),
    ...(table.actions.includes('delete') && {
      delete: operation(subject, `deleteSingle${name}`, `Delete one item of ${table.id}`, [], {
        key: true,
        responses: deleted,
      }),
    }),
  }
}

type Rest = Pick<Operation, 'requestBody' | 'responses'> & { readonly key?: boolean }

function operation(
  subject: Subject,
  operationId: string,
  summary: string,
  parameters: readonly CommonParameter[],
  { key = false, ...rest }: Rest,
): Operation {
  const all = [...(key ? [keyParameter(subject)] : []), ...parameters.map(parameterReference)]
  return {
    operationId,
    tags: [subject.name],
    summary,
    ...(all.length > 0 && { parameters: all }),
    ...rest,
  }
}

function keyParameter(subject: Subject): Parameter | Reference {
  const { table, key } = subject
  const [only, ...others] = keyColumns(table)
  if (only !== undefined && others.length === 0) {
    if (only.type === 'uuid') return parameterReference('UUId')
    if (only.type === 'integer') return parameterReference('Id')
    return {
      name: 'id',
      in: 'path',
      required: true,
      description: `The value of ${only.name}.`,
      schema: key,
    }
  }
  const description = `The values of ${table.primaryKey.join(', ')}: each percent-encoded, joined with commas.`
  return {
    name: 'id',
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
    example: keyExample(subject),
  }
}

function keyExample({ table, schema }: Subject): string {
  const values = keyColumns(table).map((column) => exampleOf(columnSchema(column, schema)))
  return values.map((value) => encodeURIComponent(String(value))).join(',')
}

function updateBody({ name, key }: Subject): JsonSchema {
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

function deleteBody({ key }: Subject): JsonSchema {
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

function body(
  schema: JsonSchema | Reference,
  required: boolean,
): NonNullable<Operation['requestBody']> {
  return { required, content: json(schema) }
}

function envelope(schema: JsonSchema | Reference): JsonSchema {
  return { type: 'object', required: ['data'], properties: { data: schema } }
}

function data(schema: JsonSchema | Reference): Answer {
  return { description: 'The item.', content: json(envelope(schema)) }
}

const fileTypes = ['text/csv', 'text/xml', 'text/yaml']

function list(item: Reference): Answer {
  const page = {
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'array', items: item }, meta: schemaReference('Meta') },
  }
  const files = fileTypes.map((type) => [type, { schema: { type: 'string' } }])
  return { description: 'The items.', content: { ...json(page), ...Object.fromEntries(files) } }
}

function written(schema: JsonSchema | Reference): Operation['responses'] {
  return {
    '200': { description: 'What was written.', content: json(envelope(schema)) },
    '204': responseReference('NoContent'),
    ...failures,
  }
}

const deleted: Operation['responses'] = { '204': responseReference('NoContent'), ...failures }
