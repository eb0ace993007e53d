import type { Relationship, TableId } from '@relvar/schema-introspect/model'
import type { GraphQLFieldConfig, GraphQLOutputType } from 'graphql'
import {
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql'
import { listArguments } from './arguments.js'
import { enumWords, outputType } from './column-type.js'
import { meaning, ofTable } from './meaning.js'
import { Names } from './names.js'
import type { FunctionGroup } from './operators.js'
import { functionGroup, functionNames } from './operators.js'
import { GraphQLJSON } from './scalars.js'
import type { Subject, SubjectField } from './subject.js'
import { isReadable } from './subject.js'
import type { Types } from './types.js'

type FieldConfig = GraphQLFieldConfig<unknown, unknown>

/** The type of a table's rows. */
export function objectType(types: Types, id: TableId): GraphQLObjectType {
  const subject = types.subject(id)
  return types.named(
    subject.name,
    () =>
      new GraphQLObjectType({
        name: subject.name,
        description: subject.table.comment,
        extensions: ofTable(id),
        fields: () => Object.fromEntries(fieldsOf(types, subject)),
      }),
  )
}

function fieldsOf(types: Types, subject: Subject): [string, FieldConfig][] {
  const fields = subject.fields.flatMap((field): [string, FieldConfig][] => {
    const config = fieldConfig(types, subject, field)
    return config === null ? [] : [[field.name, config]]
  })
  const names = new Names(fields.map(([name]) => name))
  const functions = subject.fields.flatMap((field): [string, FieldConfig][] => {
    const config = functionsConfig(types, subject, field)
    return config === null ? [] : [[names.claim(`${field.name}_func`), config]]
  })
  return [...fields, ...functions]
}

function fieldConfig(
  types: Types,
  subject: Subject,
  { field, name, column, relationship }: SubjectField,
): FieldConfig | null {
  if (relationship !== null) return relationshipConfig(types, subject, name, relationship)
  if (column === undefined || !column.actions.includes('read')) return null
  const words = enumWords(types, column)
  return {
    type: outputType(types, subject.table, column),
    description: column.comment,
    extensions: meaning({ kind: 'field', field, ...(words && { words }) }),
  }
}

function relationshipConfig(
  types: Types,
  subject: Subject,
  field: string,
  relationship: Relationship,
): FieldConfig {
  const { name, cardinality, target } = relationship
  if (typeof target !== 'string') {
    const ids = (target?.targets ?? []).filter((id) => isReadable(types.model.tables[id]))
    return {
      type: unionType(types, subject, field, ids),
      extensions: meaning({ kind: 'any', relationship: name }),
    }
  }
  const type = objectType(types, target)
  return {
    type: cardinality === 'one-to-many' ? new GraphQLList(type) : type,
    args: listArguments(types, target),
    extensions: meaning({ kind: 'related', relationship: name, table: target }),
  }
}

function unionType(
  types: Types,
  { table, name }: Subject,
  field: string,
  targets: readonly TableId[],
): GraphQLUnionType {
  return types.once(
    `union ${JSON.stringify([table.id, field])}`,
    `${name}_${field}_union`,
    (own) =>
      new GraphQLUnionType({ name: own, types: () => targets.map((id) => objectType(types, id)) }),
  )
}

/** `date_func { year }`, where there are functions of a field. */
function functionsConfig(
  types: Types,
  { name, table }: Subject,
  { field, name: fieldName, column, relationship }: SubjectField,
): FieldConfig | null {
  const extensions = meaning({ kind: 'functions', field })
  if (relationship !== null) {
    return relationship.cardinality === 'one-to-many'
      ? { type: functionsType(types, 'count'), extensions }
      : null
  }
  if (column === undefined || !column.actions.includes('read')) return null
  const group = functionGroup(column)
  if (group === null) return null
  const type =
    column.type === 'json'
      ? jsonFunctions(types, JSON.stringify([table.id, field]), `${name}_${fieldName}_func`)
      : functionsType(types, group)
  return { type, extensions }
}

const FUNCTIONS_NAMES: Readonly<Record<FunctionGroup, string>> = {
  count: 'count_functions',
  date: 'date_functions',
  time: 'time_functions',
  datetime: 'datetime_functions',
}

/** Names of types that no table may have. */
export const functionTypeNames: readonly string[] = Object.values(FUNCTIONS_NAMES)

function functionsType(types: Types, group: FunctionGroup): GraphQLObjectType {
  const name = FUNCTIONS_NAMES[group]
  const fields = Object.fromEntries(
    functionNames[group].map((each) => [each, functionField(each, GraphQLInt)]),
  )
  return types.named(name, () => new GraphQLObjectType({ name, fields }))
}

function jsonFunctions(types: Types, key: string, wanted: string): GraphQLObjectType {
  return types.once(
    `functions ${key}`,
    wanted,
    (name) =>
      new GraphQLObjectType({
        name,
        fields: {
          count: functionField('count', GraphQLInt),
          json: {
            ...functionField('json', GraphQLJSON, 'path'),
            args: { path: { type: new GraphQLNonNull(GraphQLString) } },
          },
        },
      }),
  )
}

function functionField(name: string, type: GraphQLOutputType, argument?: string): FieldConfig {
  const known = { kind: 'function', name } as const
  return { type, extensions: meaning(argument === undefined ? known : { ...known, argument }) }
}
