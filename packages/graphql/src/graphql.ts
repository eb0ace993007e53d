import { EngineError, ForbiddenError, type Session } from '@relvar/query-engine'
import { printSchema } from 'graphql'
import type { GraphQLSettings, GraphQLOptions } from './options.js'
import { settingsOf } from './options.js'
import { createDocuments, type Documents } from './document/documents.js'
import { type PersistedDocuments, persistedDocuments } from './document/persisted.js'
import { readOperation } from './document/read-operation.js'
import { type Answer, answerOperation, type Call } from './respond/answer-operation.js'
import { isUnforeseen } from './respond/errors.js'
import { type GraphQLRequest, readRequest } from './respond/request.js'
import { respond, respondFailure } from './respond/respond.js'
import { createSchemaCache, type SchemaOf } from './schema/schema-cache.js'

/** A GraphQL API, to be mounted wherever requests come from. */
export interface GraphQLApi<TContext = unknown> {
  /** Answers a request. What the `session` callback throws, it throws. */
  readonly fetch: (request: Request, context?: TContext) => Promise<Response>
  /**
   * What the schema of a session is, in GraphQL's schema language.
   *
   * @throws ForbiddenError where its actor may not ask what the schema is
   */
  readonly print: (session: Session) => string
}

/**
 * A GraphQL API for every table and view that a session can see, one statement for each root field.
 *
 * @example
 * const engine = createEngine({ db, schema, policy: allowAll })
 * const { fetch } = createGraphQL({ session: () => engine.as(anonymous) })
 * await fetch(new Request('http://localhost/graphql?query={products{name}}'))
 */
export function createGraphQL<TContext = unknown>(
  options: GraphQLOptions<TContext>,
): GraphQLApi<TContext> {
  const server = serverOf(settingsOf(options))
  return {
    print(session) {
      if (!server.introspection(session)) throw new ForbiddenError()
      return printSchema(server.schemaOf(session.schema).schema)
    },
    async fetch(request, given) {
      const context = given as TContext
      const session = await server.session(request, context)
      const signal = server.signal(request, context)
      const onError = (error: unknown): void => {
        if (isUnforeseen(error)) server.onError(error, request, context)
      }
      const { headers } = request
      const { maxPayloadSize } = server.limits
      const common = server.headers(request, context)
      const caller: Call['caller'] = () => ({
        url: new URL(request.url),
        headers,
        ...server.caller(request, context),
      })
      const call: Call = {
        session,
        options: { signal },
        cost: server.limits,
        caller,
        headers: [],
        onError,
      }
      try {
        const asked = await readRequest(request, maxPayloadSize, () =>
          server.body(request, context, maxPayloadSize),
        )
        return respond(request, await answer(server, asked, call), common, call.headers)
      } catch (error) {
        if (signal.aborted) return new Response(null, { status: clientClosedRequest })
        onError(error)
        return respondFailure(error, session.actor, common)
      }
    },
  }
}

/** What all requests share. */
interface Server<TContext> extends GraphQLSettings<TContext> {
  readonly schemaOf: SchemaOf
  readonly documents: Documents
  readonly persisted: PersistedDocuments
}

function serverOf<TContext>(settings: GraphQLSettings<TContext>): Server<TContext> {
  const { collections, modules, limits } = settings
  const schemaOf = createSchemaCache(collections, modules, limits.schemas)
  return {
    ...settings,
    schemaOf,
    documents: createDocuments(limits),
    persisted: persistedDocuments(limits.persisted, settings.operations),
  }
}

/** Nobody is there to read it. */
const clientClosedRequest = 499

/**
 * Who asks may have other rights by now. Statements find that out for themselves; what is answered of
 * the schema alone, refusals too, is answered again with the schema of now.
 */
async function answer<TContext>(
  server: Server<TContext>,
  asked: GraphQLRequest,
  call: Call,
): Promise<Answer> {
  const { session, options } = call
  try {
    const first = await attempt(server, asked, call)
    if (first.fromStatements || !(await session.renew(options))) return first
  } catch (error) {
    if (error instanceof EngineError || !(await session.renew(options))) throw error
  }
  return attempt(server, asked, call)
}

/** Parse, validate, execute. */
function attempt<TContext>(
  { schemaOf, documents, persisted, introspection }: Server<TContext>,
  asked: GraphQLRequest,
  call: Call,
): Promise<Answer> {
  const { session } = call
  const built = schemaOf(session.schema)
  const text = persisted.textOf(asked)
  const document = documents.read(text, built.schema, introspection(session))
  persisted.keep(asked)
  return answerOperation(readOperation(document, asked, built), call)
}
