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
import { Names, namesFor, toName } from './names.js'
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
  return isAlwaysThere(types, table, column) ? new GraphQLNonNull(type) : type
}

/** A key of one column is an `ID`. */
function isOnlyKey({ primaryKey }: Table, { name }: Column): boolean {
  return primaryKey.length === 1 && primaryKey[0] === name
}

/** Whether a value has to be given when a row is made: nobody else would. */
export function isRequired({ nullable, default: given, generated, traits }: Column): boolean {
  return !nullable && given === null && generated === null && traits.onCreate === undefined
}

function isAlwaysThere({ keyless }: Types, table: Table, column: Column): boolean {
  if (column.masked === true) return false
  if (!table.primaryKey.includes(column.name)) return isRequired(column)
  return !column.nullable && !keyless.has(table.id)
}

function isText({ type }: Column): boolean {
  return type === 'string' || type === 'text'
}

/** An enum: its values under names that GraphQL takes, each of which stands for the value itself. */
function enumType(types: Types, id: EnumId): GraphQLEnumType | null {
  const found = types.model.enums[id]
  if (found === undefined || found.values.length === 0) return null
  return types.once(`enum ${id}`, toName(found.name), (name) => {
    const names = enumNames(found.values)
    const entries = found.values.map((value) => {
      const own = names.get(value) ?? value
      return [own, { value, ...(own !== value && { description: value }) }] as const
    })
    return new GraphQLEnumType({ name, values: Object.fromEntries(entries) })
  })
}

/** @see https://spec.graphql.org/October2021/#EnumValue */
function enumNames(values: readonly string[]): ReadonlyMap<string, string> {
  return namesFor(values, new Names(['true', 'false', 'null']))
}

/** What answers say for the values of a column whose names are others; undefined where all are as they are. */
export function enumWords(
  { model }: Types,
  column: Column,
): Readonly<Record<string, string>> | undefined {
  const found = column.enum === null || !isText(column) ? undefined : model.enums[column.enum]
  const changed = [...enumNames(found?.values ?? [])].filter(([value, name]) => value !== name)
  return changed.length === 0 ? undefined : Object.fromEntries(changed)
}
