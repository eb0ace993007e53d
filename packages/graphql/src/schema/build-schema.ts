import type { SchemaModel } from '@relvar/schema-introspect/model'
import { GraphQLSchema } from 'graphql'
import { operatorTypes } from './operators.js'
import { functionTypeNames } from './object-types.js'
import { typeNames } from './names.js'
import { mutationType } from './mutation-type.js'
import { type GraphQLModules, withModules } from './extend-schema.js'
import { queryType } from './query-type.js'
import { pageInfoName } from './connection-types.js'
import type { RootCollection } from './root-field.js'
import { scalars } from './scalars.js'
import { subjectsOf } from './subject.js'
import { Types } from './types.js'

/** A schema, and what its names mean. */
export interface BuiltSchema {
  readonly schema: GraphQLSchema
  readonly types: Types
}

/** Which collections have roots, of those that an actor sees. */
export type CollectionsOf = (seen: Pick<Types, 'subjects'>) => readonly RootCollection[]

/**
 * Makes the GraphQL schema of what an actor sees: what they may not read does not exist in it.
 *
 * @example
 * const { schema } = buildSchema(session.schema, itemCollections('relvar_'))
 * printSchema(schema)
 */
export function buildSchema(
  model: SchemaModel,
  collectionsOf: CollectionsOf,
  modules: GraphQLModules = { graphql: [], routes: [] },
): BuiltSchema {
  const names = typeNames(takenNames)
  const subjects = subjectsOf(model, names)
  const collections = collectionsOf({ subjects })
  const types = new Types({ model, subjects, names, collections })
  const query = queryType(types, collections)
  const mutation = mutationType(types, collections)
  // Modules may name any scalar, whether or not a table has values of it.
  const used = modules.graphql.length > 0 ? scalars : []
  const schema = new GraphQLSchema({ query, mutation, types: used, assumeValid: true })
  return { schema: withModules(schema, modules), types }
}

const takenNames: readonly string[] = [
  ...scalars.map(({ name }) => name),
  ...operatorTypes.map(({ name }) => name),
  ...functionTypeNames,
  pageInfoName,
  'delete_one',
  'delete_many',
  'EventEnum',
]

/** Every collection but those of the system, under the names of their types. */
export function itemCollections(systemPrefix: string): CollectionsOf {
  return ({ subjects }) =>
    [...subjects.values()]
      .filter(({ table: { id } }) => systemPrefix === '' || !id.startsWith(systemPrefix))
      .map(({ table: { id }, name }) => ({
        table: id,
        name,
        actions: ['read', 'create', 'update', 'delete'],
      }))
}
