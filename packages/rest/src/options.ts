import type { Readable } from 'node:stream'
import type {
  ModuleCollection,
  ModuleRoute,
  RouteDescriptions,
  Session,
} from '@relvar/query-engine'
import type { Context } from 'hono'
import type { ReadRequests } from './parse/read-requests.js'
import { createReadRequests } from './parse/read-requests.js'
import type { HealthReport } from './server/health.js'
import type { ServerInfo } from './server/info.js'

export interface RestOptions {
  /**
   * Who is asking: called for each request, and the only way to data. Actors who bear a mark may be
   * remembered: whether they are still who they were is asked before anything is answered.
   */
  readonly session: (context: Context) => Session | Promise<Session>
  /**
   * What somebody unknown gets who sends the same request without credentials: the reference pages tell by
   * it which of their commands need a token. Default: that is not known, and no command has one.
   */
  readonly everybody?: (context: Context) => Session | Promise<Session>
  /**
   * Aborts when the client goes away, which ends the statement it waited for. Default: the signal of
   * the request itself, which is dear to make with some servers.
   */
  readonly signal?: (context: Context) => AbortSignal
  /**
   * The body of a request as Node's own stream, where a server has it: with `@hono/node-server` it is
   * `context.env.incoming`. The stream of the request itself, the default and what is read where this
   * one was read already, costs a tenth of all that a small write takes.
   *
   * @example
   * createRest({ session, body: (context) => (context.env as HttpBindings).incoming })
   */
  readonly body?: (context: Context) => Readable
  readonly limits?: Partial<RestLimits>
  /**
   * Whether a caller may see by `?explain` how a read is answered: the SQL, with the rules of their
   * rights and all its parameters. Default: nobody.
   */
  readonly mayExplain?: (session: Session) => boolean
  /**
   * Whether answers say in a header `Server-Timing` how long their stages took; it names no table and
   * holds no value. Default false.
   */
  readonly serverTiming?: boolean
  /** Collections whose names start so are not items. Default `relvar_`. */
  readonly systemPrefix?: string
  /** The address that clients know, for examples and the API description. Default: that of the request. */
  readonly publicUrl?: string
  /** What `/server/info` tells about this project and server. */
  readonly info?: () => ServerInfo | Promise<ServerInfo>
  /** What `/server/health` reports; without it there is no such route. */
  readonly health?: () => Promise<HealthReport>
  readonly openapi?: OpenApiOptions
  /** What modules add: routes of their own, and the usual ones over their tables. */
  readonly modules?: RestModules
  /** Where the client is; modules limit and log by it. Default: not known. */
  readonly address?: (context: Context) => string | null
  /** Headers that go along with an error, such as one that clears a cookie. Default: none. */
  readonly errorHeaders?: (error: unknown, context: Context) => Readonly<Record<string, string>>
  /** Told of every error that is answered with a status of 500 and above: the place to log it. */
  readonly onError?: (error: unknown, requestId: string) => void
}

/** What the modules of a product serve. Their own routes win over the usual ones. */
export interface RestModules {
  readonly routes?: readonly ModuleRoute[]
  readonly collections?: readonly ModuleCollection[]
  /** What is said of those routes. */
  readonly descriptions?: RouteDescriptions
}

export interface RestLimits {
  /** Bytes of a body. Default 1 MiB. */
  readonly maxPayloadSize: number
  /** Levels of brackets in a query string. Default 10. */
  readonly queryStringDepth: number
  /** Elements of an array in a query string. Default 500. */
  readonly queryStringArrayLimit: number
  /** What `/server/info` says of the engine's limits; the engine itself enforces them. */
  readonly defaultLimit: number
  readonly maxLimit: number | null
}

export interface OpenApiOptions {
  /** false: neither description nor reference pages. Default true. */
  readonly enabled?: boolean
  readonly title?: string
  readonly description?: string
  /** Whether administrators may read as somebody else, by `X-Relvar-View-As`. Default false. */
  readonly viewAs?: boolean
}

/** The options with their defaults. */
export interface RestSettings extends RestOptions {
  /** Of whoever asks, as they are now: what it says of them and their schema may be answered. */
  readonly session: (context: Context) => Promise<Session>
  /** Of whoever asks, as they were a moment ago: for those who answer with a statement, which finds out. */
  readonly sessionForStatement: (context: Context) => Session | Promise<Session>
  /** As everybody is now; null where that is not known. */
  readonly sessionOfEverybody: (context: Context) => Promise<Session | null>
  readonly signal: (context: Context) => AbortSignal
  readonly mayExplain: (session: Session) => boolean
  readonly limits: RestLimits
  readonly systemPrefix: string
  readonly openapi: Required<OpenApiOptions>
  /** What query strings ask for. */
  readonly readRequests: ReadRequests
  /** The table of a route that belongs to a single one; elsewhere the path names it. */
  readonly collection?: string
  /** The rows that every list of it ends with. */
  readonly implicit?: ModuleCollection['implicit']
}

const defaultLimits: RestLimits = {
  maxPayloadSize: 1024 * 1024,
  queryStringDepth: 10,
  queryStringArrayLimit: 500,
  defaultLimit: 100,
  maxLimit: null,
}

const defaultOpenApi: Required<OpenApiOptions> = {
  enabled: true,
  title: 'Relvar',
  description: 'Every table and view that you may see, over REST.',
  viewAs: false,
}

export function settingsOf(options: RestOptions): RestSettings {
  const limits = { ...defaultLimits, ...options.limits }
  const { queryStringDepth: depth, queryStringArrayLimit: arrayLimit } = limits
  return {
    ...options,
    session: (context) => renewed(options.session, context),
    sessionForStatement: options.session,
    sessionOfEverybody: async (context) =>
      options.everybody === undefined ? null : renewed(options.everybody, context),
    signal: options.signal ?? ((context) => context.req.raw.signal),
    mayExplain: options.mayExplain ?? (() => false),
    limits,
    readRequests: createReadRequests({ depth, arrayLimit }),
    systemPrefix: options.systemPrefix ?? 'relvar_',
    openapi: { ...defaultOpenApi, ...options.openapi },
  }
}

/** @throws what somebody is told who is no more */
async function renewed(open: RestOptions['session'], context: Context): Promise<Session> {
  const session = await open(context)
  await session.renew()
  return session
}
