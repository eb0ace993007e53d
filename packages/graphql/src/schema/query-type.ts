import type { TableId } from '@relvar/schema-introspect/model'
import { findColumn } from '@relvar/schema-introspect/model'
import type { GraphQLFieldConfig } from 'graphql'
import { GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString } from 'graphql'
import { aggregatedType } from './aggregate-types.js'
import { listArguments } from './arguments.js'
import { connectionArguments, connectionType } from './connection-types.js'
import { keyType } from './key-type.js'
import { meaning } from './meaning.js'
import { Names } from './names.js'
import { objectType } from './object-types.js'
import type { RootCollection, RootField } from './root-field.js'
import { GraphQLVoid } from './scalars.js'
import { isReadable } from './subject.js'
import type { Types } from './types.js'

type FieldConfig = GraphQLFieldConfig<unknown, unknown>

/** The root of queries: a list, one by its key and aggregates of each collection. */
export function queryType(types: Types, collections: readonly RootCollection[]): GraphQLObjectType {
  const readable = collections.filter(({ table }) => isReadable(types.model.tables[table]))
  const names = new Names(readable.map(({ name }) => name))
  const fields = readable.flatMap((collection) => rootsOf(types, collection, names))
  const all = fields.length === 0 ? [empty] : fields
  return new GraphQLObjectType({ name: 'Query', fields: Object.fromEntries(all) })
}

/** A type has a field at least. */
const empty: [string, FieldConfig] = [
  '_empty',
  { type: GraphQLVoid, extensions: rootMeaning({ kind: 'empty', table: '' }) },
]

function rootsOf(
  types: Types,
  { table: id, name, implicit }: RootCollection,
  names: Names,
): [string, FieldConfig][] {
  const table = types.table(id)
  const type = objectType(types, id)
  if (table.traits.singleton === true) return [[name, singleton(types, id)]]
  const list: FieldConfig = {
    type: listOf(type),
    args: listArguments(types, id),
    extensions: rootMeaning({ kind: 'list', table: id, ...(implicit && { implicit }) }),
  }
  const aggregated: FieldConfig = {
    type: listOf(aggregatedType(types, id)),
    args: { groupBy: { type: new GraphQLList(GraphQLString) }, ...listArguments(types, id) },
    extensions: rootMeaning({ kind: 'aggregate', table: id }),
  }
  const one: FieldConfig = {
    type,
    args: { id: { type: new GraphQLNonNull(keyType(types, id)) } },
    extensions: rootMeaning({ kind: 'one', table: id }),
  }
  const aggregate: [string, FieldConfig] = [names.claim(`${name}_aggregated`), aggregated]
  if (!hasReadableKey(types, id)) return [[name, list], aggregate]
  const connection: FieldConfig = {
    type: new GraphQLNonNull(connectionType(types, id)),
    args: connectionArguments(types, id),
    extensions: rootMeaning({ kind: 'connection', table: id }),
  }
  return [
    [name, list],
    [names.claim(`${name}_by_id`), one],
    aggregate,
    [names.claim(`${name}_connection`), connection],
  ]
}

function singleton(types: Types, id: TableId): FieldConfig {
  return { type: objectType(types, id), extensions: rootMeaning({ kind: 'singleton', table: id }) }
}

function rootMeaning(root: RootField): FieldConfig['extensions'] {
  return meaning({ kind: 'root', root })
}

/** Rows can be told apart by their key. */
export function hasReadableKey(types: Types, id: TableId): boolean {
  const table = types.table(id)
  return (
    table.primaryKey.length > 0 &&
    table.primaryKey.every((name) => findColumn(table, name)?.actions.includes('read'))
  )
}

/** `[X!]!` */
export function listOf(
  type: GraphQLObjectType,
): GraphQLNonNull<GraphQLList<GraphQLNonNull<GraphQLObjectType>>> {
  return new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)))
}
