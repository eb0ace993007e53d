import type { TableId } from '@relvar/schema-introspect/model'
import type { GraphQLFieldConfig, GraphQLFieldConfigArgumentMap } from 'graphql'
import {
  GraphQLBoolean,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
} from 'graphql'
import { listArguments } from './arguments.js'
import { type EdgePart, meaning, noExtensions } from './meaning.js'
import { objectType } from './object-types.js'
import type { Types } from './types.js'

/** The name of the type that all connections share, which no table may have. */
export const pageInfoName = 'PageInfo'

/**
 * `X_connection`: a page of rows, each with a cursor.
 *
 * @see https://relay.dev/graphql/connections.htm
 */
export function connectionType(types: Types, id: TableId): GraphQLObjectType {
  const { name } = types.subject(id)
  return types.once(`connection ${id}`, `${name}_connection`, (own) => {
    const edge = edgeType(types, id)
    return new GraphQLObjectType({
      name: own,
      fields: {
        edges: part('edges', new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(edge)))),
        pageInfo: part('page', new GraphQLNonNull(pageInfoType(types))),
        totalCount: {
          ...part('total', GraphQLInt),
          description: 'Rows on all pages; null where counting takes too long.',
        },
      },
    })
  })
}

function edgeType(types: Types, id: TableId): GraphQLObjectType {
  return types.once(`edge ${id}`, `${types.subject(id).name}_edge`, (name) => {
    const fields = {
      cursor: part('cursor', new GraphQLNonNull(GraphQLString)),
      node: part('node', new GraphQLNonNull(objectType(types, id))),
    }
    return new GraphQLObjectType({ name, fields })
  })
}

function pageInfoType(types: Types): GraphQLObjectType {
  const boolean = new GraphQLNonNull(GraphQLBoolean)
  return types.named(
    pageInfoName,
    () =>
      new GraphQLObjectType({
        name: pageInfoName,
        fields: {
          hasNextPage: part('has-next', boolean),
          hasPreviousPage: part('has-previous', boolean),
          startCursor: part('start', GraphQLString),
          endCursor: part('end', GraphQLString),
        },
      }),
  )
}

function part(
  name: EdgePart,
  type: GraphQLFieldConfig<unknown, unknown>['type'],
): GraphQLFieldConfig<unknown, unknown> {
  return { type, extensions: meaning({ kind: 'connection', part: name }) }
}

/** What rows there are and in which order, as lists have it, and which page of them. */
export function connectionArguments(types: Types, id: TableId): GraphQLFieldConfigArgumentMap {
  const { filter, sort, search } = listArguments(types, id)
  return {
    ...(filter && { filter }),
    ...(sort && { sort }),
    ...(search && { search }),
    first: { type: GraphQLInt, extensions: noExtensions },
    after: { type: GraphQLString, extensions: noExtensions },
    last: { type: GraphQLInt, extensions: noExtensions },
    before: { type: GraphQLString, extensions: noExtensions },
  }
}
