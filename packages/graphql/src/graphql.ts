import type { CallOptions, Session } from '@relvar/query-engine'
import { EngineError } from '@relvar/query-engine'
import type { GraphQLSettings, GraphQLOptions } from './options.js'
import { settingsOf } from './options.js'
import { createDocuments, type Documents } from './document/documents.js'
import { readOperation } from './document/read-operation.js'
import { type Answer, answerOperation } from './respond/answer-operation.js'
import { isUnforeseen } from './respond/errors.js'
import { type GraphQLRequest, readRequest } from './respond/request.js'
import { respond, respondFailure } from './respond/respond.js'
import { createSchemaCache, type SchemaOf } from './schema/schema-cache.js'

/** A GraphQL API, to be mounted wherever requests come from. */
export interface GraphQLApi<TContext = unknown> {
  /** Answers a request. What the `session` callback throws, it throws. */
  fetch(request: Request, context?: TContext): Promise<Response>
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
    async fetch(request, context) {
      const session = await server.session(request, context as TContext)
      try {
        return respond(request, await answer(server, request, session))
      } catch (error) {
        if (request.signal.aborted) return new Response(null, { status: clientClosedRequest })
        if (isUnforeseen(error)) server.onError(error)
        return respondFailure(error, session.actor)
      }
    },
  }
}

/** What all requests share. */
interface Server<TContext> extends GraphQLSettings<TContext> {
  readonly schemaOf: SchemaOf
  readonly documents: Documents
}

function serverOf<TContext>(settings: GraphQLSettings<TContext>): Server<TContext> {
  const { collections, limits } = settings
  const schemaOf = createSchemaCache(collections, limits.schemas)
  return { ...settings, schemaOf, documents: createDocuments(limits) }
}

/** Nobody is there to read it. */
const clientClosedRequest = 499

/**
 * Who asks may have other rights by now. Statements find that out for themselves; what is answered of
 * the schema alone, refusals too, is answered again with the schema of now.
 */
async function answer<TContext>(
  server: Server<TContext>,
  request: Request,
  session: Session,
): Promise<Answer> {
  const asked = await readRequest(request, server.limits.maxPayloadSize)
  const options = { signal: request.signal }
  try {
    const first = await attempt(server, asked, session, options)
    if (first.fromStatements || !(await session.renew(options))) return first
  } catch (error) {
    if (error instanceof EngineError || !(await session.renew(options))) throw error
  }
  return attempt(server, asked, session, options)
}

/** Parse, validate, execute. */
function attempt<TContext>(
  { schemaOf, documents, introspection, onError }: Server<TContext>,
  asked: GraphQLRequest,
  session: Session,
  options: CallOptions,
): Promise<Answer> {
  const built = schemaOf(session.schema)
  const document = documents.read(asked.query, built.schema, introspection(session))
  return answerOperation(readOperation(document, asked, built), {
    session,
    options,
    onError: (error) => {
      if (isUnforeseen(error)) onError(error)
    },
  })
}
