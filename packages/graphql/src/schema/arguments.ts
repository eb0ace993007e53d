import type { TableId } from '@relvar/schema-introspect/model'
import type { GraphQLFieldConfigArgumentMap } from 'graphql'
import { GraphQLInt, GraphQLList, GraphQLString } from 'graphql'
import { filterType } from './filter-types.js'
import type { Types } from './types.js'

/** The arguments of whatever gives rows of a table. */
export function listArguments(types: Types, id: TableId): GraphQLFieldConfigArgumentMap {
  return {
    filter: { type: filterType(types, id) },
    sort: { type: new GraphQLList(GraphQLString) },
    limit: { type: GraphQLInt },
    offset: { type: GraphQLInt },
    page: { type: GraphQLInt },
    search: { type: GraphQLString },
  }
}
