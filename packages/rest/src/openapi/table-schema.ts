import type {
  Column,
  Relationship,
  SchemaModel,
  Table,
  TableId,
} from '@relvar/schema-introspect/model'
import { columnSchema } from './column-schema.js'
import type { JsonSchema } from './document.js'
import { schemaReference } from './document.js'
import type { TableNames } from './names.js'

/** The schema of an item: its columns, and behind its relationships keys or items. */
export function tableSchema(table: Table, schema: SchemaModel, names: TableNames): JsonSchema {
  const required = requiredColumns(table)
  return {
    type: 'object',
    'x-collection': table.id,
    ...(table.comment !== null && { description: table.comment }),
    properties: tableProperties(table, schema, names),
    ...(required.length > 0 && { required }),
  }
}

/** The schema of a change: any of the fields of an item. */
export function changeSchema(table: Table, schema: SchemaModel, names: TableNames): JsonSchema {
  return {
    type: 'object',
    'x-collection': table.id,
    properties: tableProperties(table, schema, names),
  }
}

/** The schema of a key as the wire's JSON writes it. */
export function keySchema(table: Table, schema: SchemaModel): JsonSchema {
  const [only] = keyColumns(table)
  if (only !== undefined && table.primaryKey.length === 1) return plain(columnSchema(only, schema))
  return {
    type: 'string',
    description: `The values of ${table.primaryKey.join(', ')}, joined with commas.`,
  }
}

export function keyColumns(table: Table): readonly Column[] {
  return table.primaryKey.flatMap(
    (name) => table.columns.find((column) => column.name === name) ?? [],
  )
}

/** What has to be given: not null, and neither a default nor a generator fills it. */
function requiredColumns(table: Table): readonly string[] {
  return table.columns.filter(isRequired).map((column) => column.name)
}

function isRequired(column: Column): boolean {
  const isFilled =
    column.default !== null || column.generated !== null || column.traits.onCreate !== undefined
  return !column.nullable && !isFilled
}

function tableProperties(
  table: Table,
  schema: SchemaModel,
  names: TableNames,
): Readonly<Record<string, JsonSchema>> {
  const columns = table.columns.map((column): [string, JsonSchema] => [
    column.name,
    columnSchema(column, schema),
  ])
  const links = table.relationships.map((link): [string, JsonSchema] => {
    const column = table.columns.find((candidate) => candidate.name === link.name)
    return [link.name, linkSchema(link, column, schema, names)]
  })
  return Object.fromEntries([...columns, ...links])
}

function linkSchema(
  link: Relationship,
  column: Column | undefined,
  schema: SchemaModel,
  names: TableNames,
): JsonSchema {
  const targets = targetsOf(link).filter((id) => names.has(id))
  if (link.cardinality === 'one-to-many') return toManySchema(link, targets, schema, names)
  const own = column === undefined ? null : columnSchema(column, schema)
  const key = own === null ? [] : [plain(own)]
  const items = targets.map((id) => schemaReference(names.get(id) ?? ''))
  const nothing = column?.nullable === false ? [] : [{ type: 'null' }]
  return { ...annotations(own), oneOf: [...key, ...items, ...nothing] }
}

function toManySchema(
  link: Relationship,
  targets: readonly TableId[],
  schema: SchemaModel,
  names: TableNames,
): JsonSchema {
  const items = targets.flatMap((id) => {
    const target = schema.tables[id]
    const key =
      target === undefined || target.primaryKey.length === 0 ? [] : [keySchema(target, schema)]
    return [...key, schemaReference(names.get(id) ?? '')]
  })
  return {
    type: 'array',
    ...(items.length > 0 && { items: { oneOf: items } }),
    ...(link.source === 'foreign-key' && { description: 'Not part of *: ask for it by name.' }),
  }
}

function targetsOf(link: Relationship): readonly TableId[] {
  if (link.target === null) return []
  return typeof link.target === 'string' ? [link.target] : link.target.targets
}

/** A schema without null and without what is said about the field as a whole. */
function plain(schema: JsonSchema): JsonSchema {
  const {
    description: _description,
    default: _default,
    readOnly: _readOnly,
    type,
    ...rest
  } = schema
  if (!Array.isArray(type)) return type === undefined ? rest : { type, ...rest }
  const types = type.filter((name) => name !== 'null')
  return { type: types.length === 1 ? types[0] : types, ...rest }
}

function annotations(schema: JsonSchema | null): JsonSchema {
  if (schema === null) return {}
  const { description, readOnly } = schema
  return {
    ...(description !== undefined && { description }),
    ...(readOnly !== undefined && { readOnly }),
  }
}
