import type {
  GraphQLFieldConfig,
  GraphQLFieldConfigArgumentMap,
  GraphQLInputObjectType,
  GraphQLOutputType,
} from 'graphql'
import { GraphQLBoolean, GraphQLID, GraphQLList, GraphQLNonNull, GraphQLObjectType } from 'graphql'
import { listArguments } from './arguments.js'
import { createInput, updateInput } from './input-types.js'
import { keyType } from './key-type.js'
import { meaning } from './meaning.js'
import { Names } from './names.js'
import { objectType } from './object-types.js'
import { hasReadableKey, listOf } from './query-type.js'
import type { RootCollection, RootKind } from './root-field.js'
import { isReadable } from './subject.js'
import type { Types } from './types.js'

type FieldConfig = GraphQLFieldConfig<unknown, unknown>
type Roots = readonly (readonly [name: string, FieldConfig])[]

/** The root of mutations; null where nothing may be written. */
export function mutationType(
  types: Types,
  collections: readonly RootCollection[],
): GraphQLObjectType | null {
  const names = new Names()
  const fields = collections.flatMap((collection) =>
    rootsOf(types, collection).map(([name, config]) => [names.claim(name), config] as const),
  )
  if (fields.length === 0) return null
  return new GraphQLObjectType({ name: 'Mutation', fields: Object.fromEntries(fields) })
}

function rootsOf(types: Types, collection: RootCollection): Roots {
  const table = types.table(collection.table)
  const may = (action: 'create' | 'update' | 'delete'): boolean =>
    table.actions.includes(action) && collection.actions.includes(action)
  const update = may('update') ? updateInput(types, table.id) : null
  if (table.traits.singleton === true)
    return update === null ? [] : [updateSingleton(types, collection, update)]
  const create = may('create') ? createInput(types, table.id) : null
  const keyed = hasReadableKey(types, table.id)
  return [
    ...(create === null ? [] : creations(types, collection, create)),
    ...(update === null || !keyed ? [] : updates(types, collection, update)),
    ...(may('delete') && keyed ? deletions(types, collection) : []),
  ]
}

function creations(
  types: Types,
  { table, name }: RootCollection,
  input: GraphQLInputObjectType,
): Roots {
  return [
    [
      `create_${name}_item`,
      root('create-one', table, one(types, table), { data: required(input) }),
    ],
    [
      `create_${name}_items`,
      root('create-many', table, many(types, table), {
        data: { type: new GraphQLList(new GraphQLNonNull(input)) },
        ...shaping(types, table),
      }),
    ],
  ]
}

function updates(
  types: Types,
  { table, name }: RootCollection,
  input: GraphQLInputObjectType,
): Roots {
  const key = keyType(types, table)
  const data = required(input)
  const shape = shaping(types, table)
  return [
    [
      `update_${name}_item`,
      root('update-one', table, one(types, table), { id: { type: new GraphQLNonNull(key) }, data }),
    ],
    [
      `update_${name}_items`,
      root('update-many', table, many(types, table), {
        ids: { type: new GraphQLNonNull(new GraphQLList(key)) },
        data,
        ...shape,
      }),
    ],
    [
      `update_${name}_batch`,
      root('update-each', table, many(types, table), {
        data: { type: new GraphQLList(new GraphQLNonNull(input)) },
        ...shape,
      }),
    ],
  ]
}

function updateSingleton(
  types: Types,
  { table, name }: RootCollection,
  input: GraphQLInputObjectType,
): readonly [string, FieldConfig] {
  return [
    `update_${name}`,
    root('update-singleton', table, one(types, table), { data: required(input) }),
  ]
}

function deletions(types: Types, { table, name }: RootCollection): Roots {
  const key = keyType(types, table)
  return [
    [
      `delete_${name}_item`,
      root('delete-one', table, deleteOne(types), { id: { type: new GraphQLNonNull(key) } }),
    ],
    [
      `delete_${name}_items`,
      root('delete-many', table, deleteMany(types), {
        ids: { type: new GraphQLNonNull(new GraphQLList(key)) },
      }),
    ],
  ]
}

function deleteOne(types: Types): GraphQLObjectType {
  const fields = { id: { type: new GraphQLNonNull(GraphQLID) } }
  return types.named('delete_one', () => new GraphQLObjectType({ name: 'delete_one', fields }))
}

function deleteMany(types: Types): GraphQLObjectType {
  const fields = { ids: { type: new GraphQLNonNull(new GraphQLList(GraphQLID)) } }
  return types.named('delete_many', () => new GraphQLObjectType({ name: 'delete_many', fields }))
}

function required(type: GraphQLInputObjectType): { type: GraphQLNonNull<GraphQLInputObjectType> } {
  return { type: new GraphQLNonNull(type) }
}

/** Arguments that say which of the written rows are answered, and in which order. */
function shaping(types: Types, table: string): GraphQLFieldConfigArgumentMap {
  return isReadable(types.model.tables[table]) ? listArguments(types, table) : {}
}

/** Who may not read what they write is told that it is done. */
function one(types: Types, table: string): GraphQLOutputType {
  return isReadable(types.model.tables[table]) ? objectType(types, table) : GraphQLBoolean
}

function many(types: Types, table: string): GraphQLOutputType {
  return isReadable(types.model.tables[table]) ? listOf(objectType(types, table)) : GraphQLBoolean
}

function root(
  kind: RootKind,
  table: string,
  type: GraphQLOutputType,
  args: GraphQLFieldConfigArgumentMap,
): FieldConfig {
  return { type, args, extensions: meaning({ kind: 'root', root: { kind, table } }) }
}
