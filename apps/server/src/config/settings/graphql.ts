import { operations } from '../graphql-operations.js'
import { flag, integer, list, text } from '../value-types.js'
import type { Variables } from './variable.js'

/** GraphQL, and what one operation of it may ask for. */
export interface GraphQLSettings {
  readonly GRAPHQL_ENABLED: boolean
  readonly GRAPHIQL_ENABLED: boolean | null
  readonly NODE_ENV: string | null
  readonly GRAPHQL_INTROSPECTION: boolean
  readonly GRAPHQL_QUERY_TOKEN_LIMIT: number
  readonly GRAPHQL_MAX_DEPTH: number
  readonly GRAPHQL_MAX_FIELDS: number
  readonly GRAPHQL_MAX_ALIASES: number
  readonly GRAPHQL_MAX_REPEATS: number
  readonly GRAPHQL_MAX_ROOTS: number
  readonly GRAPHQL_MAX_COST: number
  readonly GRAPHQL_SINGLE_USE_MUTATIONS: readonly string[]
  readonly GRAPHQL_SCHEMA_CACHE_CAPACITY: number
  readonly GRAPHQL_PERSISTED_CAPACITY: number
  readonly GRAPHQL_OPERATIONS: ReadonlyMap<string, string> | null
}

export const graphqlVariables: Variables<GraphQLSettings> = {
  GRAPHQL_ENABLED: {
    type: flag,
    default: 'true',
    about: 'Serves `/graphql` and `/graphql/system`.',
  },
  GRAPHIQL_ENABLED: {
    type: flag,
    default: null,
    about:
      'Serves GraphiQL, a page to write queries in, at `/graphiql` and `/graphiql/system`. Unless told, it is there where `NODE_ENV` is `development`.',
  },
  NODE_ENV: {
    type: text,
    default: null,
    about: '`development` serves GraphiQL. Nothing else depends on it.',
  },
  GRAPHQL_INTROSPECTION: {
    type: flag,
    default: 'true',
    about:
      'Everybody may ask what the GraphQL schema is, as far as they see it. `false`: administrators alone, and no error suggests a name to anybody else.',
  },
  GRAPHQL_QUERY_TOKEN_LIMIT: {
    type: integer(1, 1_000_000),
    default: '5000',
    about: 'Tokens of a GraphQL document: names, values, brackets.',
  },
  GRAPHQL_MAX_DEPTH: {
    type: integer(1, 100),
    default: '15',
    about: 'Levels of nested fields in one GraphQL operation, its fragments spread.',
  },
  GRAPHQL_MAX_FIELDS: {
    type: integer(1, 1_000_000),
    default: '5000',
    about: 'Fields of one GraphQL operation, each time that a fragment with them is spread.',
  },
  GRAPHQL_MAX_ALIASES: {
    type: integer(0, 1_000_000),
    default: '200',
    about: 'Aliases in one GraphQL operation, its fragments spread.',
  },
  GRAPHQL_MAX_REPEATS: {
    type: integer(1, 100_000),
    default: '100',
    about:
      'How often one GraphQL operation may ask for the same key of the answer in one place. Whether they can be merged is found out by comparing each with each.',
  },
  GRAPHQL_MAX_ROOTS: {
    type: integer(1, 100_000),
    default: '50',
    about: 'Root fields of one GraphQL operation, each of which is a statement.',
  },
  GRAPHQL_MAX_COST: {
    type: integer(1, 1_000_000_000_000),
    default: '10000000',
    about:
      'Rows that one root field of GraphQL may ask for: each list counts its `limit` for each row above it, and never more than its table holds by the statistics of the database.',
  },
  GRAPHQL_SINGLE_USE_MUTATIONS: {
    type: list,
    default:
      'auth_login,auth_refresh,auth_password_request,auth_password_reset,users_register,users_register_verify,users_invite_accept,users_me_tfa_generate,users_me_tfa_enable,users_me_tfa_disable,utils_cache_clear',
    about:
      'Root fields that one GraphQL operation may have once, aliases included: so that a request is one guess at a password.',
  },
  GRAPHQL_SCHEMA_CACHE_CAPACITY: {
    type: integer(1, 100_000),
    default: '100',
    about:
      'GraphQL schemas that are kept of each of the two endpoints, one for each set of rights.',
  },
  GRAPHQL_PERSISTED_CAPACITY: {
    type: integer(0, 1_000_000),
    default: '1000',
    about:
      'GraphQL documents that are kept of each of the two endpoints, to be named by their hashes (`extensions.persistedQuery`).',
  },
  GRAPHQL_OPERATIONS: {
    type: operations,
    default: null,
    about:
      'The only GraphQL documents that are carried out, of both endpoints: a JSON list of them, or an object with their hashes or names as keys, as code generators write it. `GRAPHQL_OPERATIONS_FILE` is a file with them. Clients send a document or its SHA-256 hash.',
  },
}
