import type { ModuleRequest, Session } from '@relvar/query-engine'
import { type CollectionsOf, itemCollections } from './schema/build-schema.js'
import { bytesOf } from './respond/body.js'
import type { GraphQLModules } from './schema/extend-schema.js'

export interface GraphQLOptions<TContext = unknown> {
  /**
   * Who is asking: called for each request, and the only way to data. `context` is what `fetch` was
   * given beside the request.
   */
  readonly session: (request: Request, context: TContext) => Session | Promise<Session>
  /** Which collections have roots. Default: all but those whose names start with `systemPrefix`. */
  readonly collections?: CollectionsOf
  /** Collections whose names start so have no roots. Default `relvar_`. */
  readonly systemPrefix?: string
  /** Root fields that modules add. Default: none. */
  readonly modules?: GraphQLModules
  /** What their routes know of a request beside its headers. Default: no cookies and no address. */
  readonly caller?: (request: Request, context: TContext) => Pick<ModuleRequest, 'cookie' | 'ip'>
  readonly limits?: Partial<GraphQLLimits>
  /** Whether somebody may ask what the schema is. Default: everybody. */
  readonly introspection?: (session: Session) => boolean
  /**
   * The body of a request, read by whoever has it at hand: to ask a request of `@hono/node-server` for
   * its body makes a web stream, which costs more than many an answer. Null where it is larger than
   * `maxBytes`. Default: the body of the request itself.
   */
  readonly body?: (
    request: Request,
    context: TContext,
    maxBytes: number,
  ) => Promise<Uint8Array | null>
  /** Headers of all answers. Default: none. */
  readonly headers?: (request: Request, context: TContext) => Readonly<Record<string, string>>
  /**
   * The only operations that are carried out, by the SHA-256 hashes of their texts in hexadecimal: clients
   * send either. Default: all are.
   */
  readonly operations?: ReadonlyMap<string, string>
  /** Ends the statements of a request when it aborts. Default: the signal of the request itself. */
  readonly signal?: (request: Request, context: TContext) => AbortSignal
  /** Told of every error that nobody foresaw: the place to log it. Default: a warning of the process. */
  readonly onError?: (error: unknown, request: Request, context: TContext) => void
}

export interface GraphQLLimits {
  /** Bytes of a body. Default 1 MiB. */
  readonly maxPayloadSize: number
  /** Tokens of a document. Default 5000. */
  readonly maxTokens: number
  /** Levels of nested fields. Default 15. */
  readonly maxDepth: number
  /** Fields of one operation, each time that a fragment with them is spread. Default 5000. */
  readonly maxFields: number
  /** Keys that fields are renamed to, in one operation with its fragments spread. Default 200. */
  readonly maxAliases: number
  /** Times that one key of the answer is asked for in one place. Default 100. */
  readonly maxRepeats: number
  /** Root fields of one operation. Default 50. */
  readonly maxRoots: number
  /** Root fields that one operation may have once, whatever they are called in it: those that test credentials. */
  readonly singleUse: readonly string[]
  /** Rows that one root field may ask for, with all that is nested in it. Default 10 million. */
  readonly maxCost: number
  /** What the engine's default limit is; it enforces that itself. Default 100. */
  readonly defaultLimit: number
  /** Schemas that are kept, one for each set of rights. Default 100. */
  readonly schemas: number
  /** Documents that are kept for each of them. Default 500. */
  readonly documents: number
  /** Documents that clients may name by their hashes once they have sent them. Default 1000; 0 is none. */
  readonly persisted: number
}

/** The options with their defaults. */
export interface GraphQLSettings<TContext> extends GraphQLOptions<TContext> {
  readonly collections: CollectionsOf
  readonly modules: GraphQLModules
  readonly caller: (request: Request, context: TContext) => Pick<ModuleRequest, 'cookie' | 'ip'>
  readonly limits: GraphQLLimits
  readonly introspection: (session: Session) => boolean
  readonly body: (
    request: Request,
    context: TContext,
    maxBytes: number,
  ) => Promise<Uint8Array | null>
  readonly headers: (request: Request, context: TContext) => Readonly<Record<string, string>>
  readonly signal: (request: Request, context: TContext) => AbortSignal
  readonly onError: (error: unknown, request: Request, context: TContext) => void
}

const defaultLimits: GraphQLLimits = {
  maxPayloadSize: 1024 * 1024,
  maxTokens: 5000,
  maxDepth: 15,
  maxFields: 5000,
  maxAliases: 200,
  maxRepeats: 100,
  maxRoots: 50,
  singleUse: [
    'auth_login',
    'auth_refresh',
    'auth_password_request',
    'auth_password_reset',
    'users_register',
    'users_register_verify',
    'users_invite_accept',
    'users_me_tfa_generate',
    'users_me_tfa_enable',
    'users_me_tfa_disable',
    'utils_cache_clear',
  ],
  maxCost: 10_000_000,
  defaultLimit: 100,
  schemas: 100,
  documents: 500,
  persisted: 1000,
}

export function settingsOf<TContext>(options: GraphQLOptions<TContext>): GraphQLSettings<TContext> {
  return {
    ...options,
    collections: options.collections ?? itemCollections(options.systemPrefix ?? 'relvar_'),
    modules: options.modules ?? { graphql: [], routes: [] },
    caller: options.caller ?? (() => ({ cookie: () => undefined, ip: null })),
    limits: { ...defaultLimits, ...options.limits },
    introspection: options.introspection ?? (() => true),
    body: options.body ?? ((request, _context, maxBytes) => bytesOf(request, maxBytes)),
    headers: options.headers ?? (() => ({})),
    signal: options.signal ?? (({ signal }) => signal),
    onError: options.onError ?? ((error) => process.emitWarning(String(error))),
  }
}
