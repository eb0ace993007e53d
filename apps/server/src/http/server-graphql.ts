import type { GraphQLModules } from '@relvar/graphql'
import { defaultProject, describeServer, type ServerInfo } from '@relvar/rest'

export interface ServerGraphQLParts {
  readonly info: () => Promise<ServerInfo>
  readonly limits: { readonly defaultLimit: number; readonly maxLimit: number | null }
}

/** What the server tells of itself, under its names in GraphQL: the answers of REST. */
export function serverGraphQL({ info, limits }: ServerGraphQLParts): GraphQLModules {
  return {
    routes: [
      { path: '/server/ping', methods: { GET: () => ({ data: 'pong' }) } },
      {
        path: '/server/info',
        methods: {
          GET: async ({ session }) => ({
            data: describeServer((await session()).actor, await info(), limits),
          }),
        },
      },
    ],
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
          extend type Query { server_ping: String server_info: server_info }
          extend type Mutation { utils_cache_clear: Void }`,
        routes: {
          server_ping: 'GET /server/ping',
          server_info: 'GET /server/info',
          utils_cache_clear: 'POST /utils/cache/clear',
        },
      },
    ],
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
