import type { TableId } from '@relvar/schema-introspect/model'
import type { GraphQLFieldConfigArgumentMap } from 'graphql'
import { GraphQLInt, GraphQLList, GraphQLString } from 'graphql'
import { filterType } from './filter-types.js'
import { noExtensions } from './meaning.js'
import type { Types } from './types.js'

/** The arguments of whatever gives rows of a table. */
export function listArguments(types: Types, id: TableId): GraphQLFieldConfigArgumentMap {
  return {
    filter: { type: filterType(types, id), extensions: noExtensions },
    sort: { type: new GraphQLList(GraphQLString), extensions: noExtensions },
    limit: { type: GraphQLInt, extensions: noExtensions },
    offset: { type: GraphQLInt, extensions: noExtensions },
    page: { type: GraphQLInt, extensions: noExtensions },
    search: { type: GraphQLString, extensions: noExtensions },
  }
}
