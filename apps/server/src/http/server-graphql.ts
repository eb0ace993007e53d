import type { GraphQLModules } from '@relvar/graphql'
import type { ModuleRoute } from '@relvar/query-engine'
import {
  defaultProject,
  describeHealth,
  type Describer,
  describeServer,
  type HealthReport,
  type ServerInfo,
} from '@relvar/rest'

export interface ServerGraphQLParts {
  readonly info: () => Promise<ServerInfo>
  readonly limits: { readonly defaultLimit: number; readonly maxLimit: number | null }
  /** What is switched off has no field. */
  readonly health: (() => Promise<HealthReport>) | null
  readonly describe: Describer | null
  /** As clients know the server. */
  readonly address: string
}

/** What the server tells of itself, under its names in GraphQL: the answers of REST. */
export function serverGraphQL(parts: ServerGraphQLParts): GraphQLModules {
  const { health, describe } = parts
  return {
    routes: serverRoutes(parts),
    graphql: [
      {
        types: `
          type server_info_project { ${projectFields()} }
          type server_info_query_limit { default: Int max: Int }
          type server_info {
            project: server_info_project
            rateLimit: JSON
            rateLimitGlobal: JSON
            queryLimit: server_info_query_limit
            websocket: Boolean
            version: String
          }
          enum graphql_sdl_scope { items system }
          extend type Query {
            server_ping: String
            server_info: server_info
            ${health === null ? '' : 'server_health: JSON'}
            ${describe === null ? '' : 'server_specs_oas: JSON'}
            server_specs_graphql(scope: graphql_sdl_scope): String
          }
          extend type Mutation { utils_cache_clear: Void }`,
        routes: {
          server_ping: 'GET /server/ping',
          server_info: 'GET /server/info',
          ...(health !== null && { server_health: 'GET /server/health' }),
          ...(describe !== null && { server_specs_oas: 'GET /server/specs/oas' }),
          server_specs_graphql: 'GET /server/specs/graphql/:scope?',
          utils_cache_clear: 'POST /utils/cache/clear',
        },
      },
    ],
  }
}

function serverRoutes(parts: ServerGraphQLParts): readonly ModuleRoute[] {
  const { info, limits, health, describe, address } = parts
  return [
    { path: '/server/ping', methods: { GET: () => ({ data: 'pong' }) } },
    {
      path: '/server/info',
      methods: {
        GET: async ({ session }) => ({
          data: describeServer((await session()).actor, await info(), limits),
        }),
      },
    },
    ...(health === null ? [] : [healthRoute(health)]),
    ...(describe === null ? [] : [descriptionRoute(describe, address)]),
  ]
}

function healthRoute(health: () => Promise<HealthReport>): ModuleRoute {
  return {
    path: '/server/health',
    methods: {
      GET: async ({ session }) => ({ data: await describeHealth((await session()).actor, health) }),
    },
  }
}

function descriptionRoute(describe: Describer, address: string): ModuleRoute {
  return {
    path: '/server/specs/oas',
    methods: {
      GET: async ({ session }) => ({ data: describe(await session(), address).document }),
    },
  }
}

function projectFields(): string {
  const typeOf = (name: string, value: unknown): string => {
    if (typeof value === 'boolean') return 'Boolean'
    return name.endsWith('_overrides') ? 'JSON' : 'String'
  }
  return Object.entries(defaultProject)
    .map(([name, value]) => `${name}: ${typeOf(name, value)}`)
    .join(' ')
}
