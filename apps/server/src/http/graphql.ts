import {
  type CollectionsOf,
  createGraphQL,
  type GraphQLApi,
  type GraphQLModules,
} from '@relvar/graphql'
import type { ModuleCollection, ModuleMethod, Session } from '@relvar/query-engine'
import { answerError, commonHeaders, streamBytes } from '@relvar/rest'
import type { HttpBindings } from '@hono/node-server'
import type { Action } from '@relvar/schema-introspect/model'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Config } from '../config/config.js'
import { clientSignal } from './client-signal.js'
import type { Bindings, Routes } from './routes.js'
import type { Scope } from './schema-file.js'

export interface GraphQLParts {
  readonly config: Config
  readonly collections: readonly ModuleCollection[]
  /** What modules answer beside tables, in the system scope. */
  readonly modules: GraphQLModules
  readonly address: (context: Context) => string | null
  readonly session: (context: Context) => Session | Promise<Session>
  /** Headers that go along with a refusal of credentials. */
  readonly errorHeaders: (error: unknown, context: Context) => Readonly<Record<string, string>>
  readonly onError: (error: unknown, requestId: string) => void
}

const METHODS = 'GET,HEAD,POST,OPTIONS'

/** GraphQL over the user's tables, and over ours. */
export type GraphQLApis = Readonly<Record<Scope, GraphQLApi<Context>>>

export function createGraphQLApis(parts: GraphQLParts): GraphQLApis {
  const { config, collections, modules, address } = parts
  return {
    items: createGraphQL(optionsOf(parts)),
    system: createGraphQL({
      ...optionsOf(parts),
      collections: systemCollections(collections, config.SYSTEM_PREFIX),
      modules,
      caller: (_request, context) => ({
        cookie: (name) => getCookie(context, name),
        ip: address(context),
      }),
    }),
  }
}

/** Adds the two paths of GraphQL. */
export function addGraphQL(app: Routes, apis: GraphQLApis, parts: GraphQLParts): void {
  for (const [path, api] of [
    ['/graphql', apis.items],
    ['/graphql/system', apis.system],
  ] as const) {
    app.options(path, (context) =>
      context.body(null, 200, { ...headersOf(context), Allow: METHODS }),
    )
    app.all(path, (context) => answer(api, parts, context))
  }
}

function optionsOf(parts: GraphQLParts): Parameters<typeof createGraphQL<Context>>[0] {
  const { config, session, onError } = parts
  return {
    session: (_request, context) => session(context),
    signal: (_request, context) => clientSignal(context),
    body: (_request, { env }, maxBytes) => streamBytes((env as HttpBindings).incoming, maxBytes),
    headers: (_request, context) => headersOf(context),
    systemPrefix: config.SYSTEM_PREFIX,
    introspection: ({ actor }) => config.GRAPHQL_INTROSPECTION || actor.admin === true,
    limits: {
      maxPayloadSize: config.MAX_PAYLOAD_SIZE,
      maxTokens: config.GRAPHQL_QUERY_TOKEN_LIMIT,
      maxDepth: config.GRAPHQL_MAX_DEPTH,
      maxFields: config.GRAPHQL_MAX_FIELDS,
      maxAliases: config.GRAPHQL_MAX_ALIASES,
      maxRepeats: config.GRAPHQL_MAX_REPEATS,
      maxRoots: config.GRAPHQL_MAX_ROOTS,
      singleUse: config.GRAPHQL_SINGLE_USE_MUTATIONS,
      maxCost: config.GRAPHQL_MAX_COST,
      defaultLimit: config.QUERY_LIMIT_DEFAULT,
      schemas: config.GRAPHQL_SCHEMA_CACHE_CAPACITY,
      persisted: config.GRAPHQL_PERSISTED_CAPACITY,
    },
    ...(config.GRAPHQL_OPERATIONS && { operations: config.GRAPHQL_OPERATIONS }),
    onError: (error, _request, context) => onError(error, requestIdOf(context)),
  }
}

/** Who cannot be told who they are is refused as REST refuses them. */
async function answer(
  api: GraphQLApi<Context>,
  parts: GraphQLParts,
  context: Context,
): Promise<Response> {
  try {
    return await api.fetch(context.req.raw, context)
  } catch (error) {
    const id = requestIdOf(context)
    const { status, errors } = answerError(error, id)
    if (status >= 500) parts.onError(error, id)
    const headers = { ...headersOf(context), ...parts.errorHeaders(error, context) }
    return context.json({ errors }, status, headers)
  }
}

function headersOf(context: Context): Readonly<Record<string, string>> {
  return { ...commonHeaders, 'X-Request-Id': requestIdOf(context) }
}

function requestIdOf({ env }: Context): string {
  return (env as Bindings).requestId
}

const ACTIONS: readonly (readonly [ModuleMethod, Action])[] = [
  ['GET', 'read'],
  ['POST', 'create'],
  ['PATCH', 'update'],
  ['DELETE', 'delete'],
]

/** Our collections under the names of their routes, with what these routes do. */
function systemCollections(
  collections: readonly ModuleCollection[],
  prefix: string,
): CollectionsOf {
  return ({ subjects }) =>
    collections
      .map(({ table, methods, implicit }) => ({
        table: `${prefix}${table}`,
        name: table,
        actions: ACTIONS.filter(([method]) => methods?.includes(method) ?? true).map(
          ([, action]) => action,
        ),
        ...(implicit && { implicit }),
      }))
      .filter(({ table }) => subjects.has(table))
}
