import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { columnSchema } from './column-schema.js'
import type { JsonSchema, Parameter, Reference } from './document.js'
import type { OperationNames } from './operation-names.js'
import { exampleOf } from './example.js'
import { parameterReference } from './parameters.js'
import { keyColumns } from './table-schema.js'

/** A table with what its operations need to know. */
export interface Subject {
  readonly table: Table
  /** `ItemsBlogPosts` */
  readonly name: string
  /** `/items/blog_posts`, `/users` */
  readonly path: string
  readonly operations: OperationNames
  readonly key: JsonSchema
  readonly schema: SchemaModel
}

/** The schema of a change to an item of this name; the underscore keeps it apart from every table's. */
export function changeName(name: string): string {
  return `${name}_Changes`
}

/** The parameter that holds the key in a path. */
export function keyParameter(subject: Subject): Parameter | Reference {
  const { table, key } = subject
  const [only] = keyColumns(table)
  if (only !== undefined && table.primaryKey.length === 1) {
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
