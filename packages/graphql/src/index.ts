// The API
export { createGraphQL } from './graphql.js'
export type { GraphQLApi } from './graphql.js'
export type { GraphQLLimits, GraphQLOptions } from './options.js'

// Its schema, for tools
export { buildSchema, itemCollections } from './schema/build-schema.js'
export type { BuiltSchema, CollectionsOf } from './schema/build-schema.js'
export type { GraphQLModules } from './schema/extend-schema.js'
export type { RootCollection } from './schema/root-field.js'
