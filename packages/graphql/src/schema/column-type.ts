import type { Column, ColumnType, EnumId, Table } from '@relvar/schema-introspect/model'
import type { GraphQLLeafType, GraphQLOutputType } from 'graphql'
import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
} from 'graphql'
import { isName, toName } from './names.js'
import { GraphQLBigInt, GraphQLDate, GraphQLGeoJSON, GraphQLHash, GraphQLJSON } from './scalars.js'
import type { Types } from './types.js'

const SCALARS: Readonly<Record<ColumnType, GraphQLLeafType>> = {
  bigInteger: GraphQLBigInt,
  binary: GraphQLString,
  boolean: GraphQLBoolean,
  csv: GraphQLString,
  date: GraphQLDate,
  dateTime: GraphQLDate,
  decimal: GraphQLFloat,
  float: GraphQLFloat,
  geometry: GraphQLGeoJSON,
  hash: GraphQLHash,
  integer: GraphQLInt,
  json: GraphQLJSON,
  string: GraphQLString,
  text: GraphQLString,
  time: GraphQLDate,
  timestamp: GraphQLDate,
  uuid: GraphQLID,
  array: GraphQLJSON,
  unknown: GraphQLString,
}

/** What a column's values are, null or not. */
export function columnType(
  types: Types,
  table: Table,
  column: Column,
): GraphQLLeafType | GraphQLList<GraphQLLeafType> {
  if (column.traits.secret !== undefined) return GraphQLHash
  if (isOnlyKey(table, column)) return GraphQLID
  if (column.type === 'csv') return new GraphQLList(GraphQLString)
  const values = column.enum === null ? null : enumType(types, column.enum)
  return values !== null && isText(column) ? values : SCALARS[column.type]
}

/** What a column's values are in answers. */
export function outputType(types: Types, table: Table, column: Column): GraphQLOutputType {
  const type = columnType(types, table, column)
  return isAlwaysThere(table, column) ? new GraphQLNonNull(type) : type
}

/** A key of one column is an `ID`. */
function isOnlyKey({ primaryKey }: Table, { name }: Column): boolean {
  return primaryKey.length === 1 && primaryKey[0] === name
}

/** Whether a value has to be given when a row is made: nobody else would. */
export function isRequired({ nullable, default: given, generated, traits }: Column): boolean {
  return !nullable && given === null && generated === null && traits.onCreate === undefined
}

function isAlwaysThere(table: Table, column: Column): boolean {
  if (column.masked === true) return false
  return (table.primaryKey.includes(column.name) && !column.nullable) || isRequired(column)
}

function isText({ type }: Column): boolean {
  return type === 'string' || type === 'text'
}

/**
 * The values of an enum where all are names as they stand; null where one is not. Then they stay text:
 * under names of GraphQL's own they would be other values than the database and REST have.
 */
function enumType(types: Types, id: EnumId): GraphQLEnumType | null {
  const found = types.model.enums[id]
  if (found === undefined || found.values.length === 0 || !found.values.every(isEnumValue))
    return null
  const { name, values } = found
  return types.once(
    `enum ${id}`,
    toName(name),
    (name) =>
      new GraphQLEnumType({ name, values: Object.fromEntries(values.map((value) => [value, {}])) }),
  )
}

/** @see https://spec.graphql.org/October2021/#EnumValue */
function isEnumValue(text: string): boolean {
  return isName(text) && !['true', 'false', 'null'].includes(text)
}
