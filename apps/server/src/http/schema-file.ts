import type { ModuleRoute, RouteDescriptions, Session } from '@relvar/query-engine'
import { RouteNotFoundError } from '@relvar/rest'

/** Which of the two schemas of GraphQL. */
export type Scope = 'items' | 'system'

export interface SchemaFileParts {
  /** What somebody sees, in GraphQL's schema language. */
  readonly print: (scope: Scope, session: Session) => string
  /** What the project is called. */
  readonly project: () => Promise<string>
}

/** `GET /server/specs/graphql/:scope?`: the schema as a file, for tools that make types of it. */
export function schemaFileRoute({ print, project }: SchemaFileParts): ModuleRoute {
  return {
    path: '/server/specs/graphql/:scope?',
    methods: {
      GET: async ({ session, params: { scope = 'items' }, url }) => {
        if (scope !== 'items' && scope !== 'system') throw new RouteNotFoundError(url.pathname)
        const text = print(scope, await session())
        const name = `${await project()}_${new Date().toISOString().slice(0, 10)}.graphql`
        // GraphQL takes the text, REST the file.
        return { data: text, file: { name, mediaType: 'application/octet-stream', text } }
      },
    },
  }
}

/** For the description of the API. */
export const schemaFileDescription: RouteDescriptions = {
  'GET /server/specs/graphql/:scope?': {
    id: 'readGraphQLSchema',
    tag: 'Server',
    summary: 'The schema of GraphQL as a file: of `items`, or of `system`',
    data: 'string',
  },
}
