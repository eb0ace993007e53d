import type { Actor } from '../actor.js'
import type { Hooks } from '../hooks/hooks.js'
import type { ReadQuery, Row } from '../query/query.js'
import type { Session } from '../session.js'
import type { Migration, SystemNames } from './migration.js'
import type { ModuleGraphQL } from './module-graphql.js'

/**
 * What one package, or an extension, adds to the product: tables of its own, code at stages of a
 * request, and routes. It gets Sessions, never the engine's insides.
 */
export interface Module {
  /** Unique; `migrations` of the system tables are noted under it. */
  readonly name: string
  readonly migrations?: readonly Migration[]
  /** Called once, before the engine answers anything. */
  readonly hooks?: (hooks: Hooks, context: ModuleContext) => void
  /** Tables of this module that have the usual eight routes under a path of their own. */
  readonly collections?: readonly ModuleCollection[]
  readonly routes?: (context: ModuleContext) => readonly ModuleRoute[]
  /** Root fields of `/graphql/system`: its routes, under names of their own. */
  readonly graphql?: (names: SystemNames) => ModuleGraphQL
  /** What the description of the API says of its own routes, by method and path: `POST /auth/login`. */
  readonly descriptions?: RouteDescriptions
}

export type RouteDescriptions = Readonly<Record<string, RouteDescription>>

/** Who is told of a route. What it answers to whom is its own matter. */
export type Audience = 'everybody' | 'users' | 'administrators'

/** What a route is for, and what it takes and answers. */
export interface RouteDescription {
  /** What code generators call it: `login`. */
  readonly id: string
  /** What it is listed under: `Authentication`. */
  readonly tag: string
  readonly summary: string
  /** Everybody unless told. */
  readonly audience?: Audience
  /** What the query string may hold, by name. */
  readonly query?: Readonly<Record<string, RouteParameter>>
  /** The fields of the body; one whose name ends with `?` may be left out. */
  readonly body?: Readonly<Record<string, FieldType>>
  /** What `data` is; absent where the answer is empty. */
  readonly data?: FieldType
  /** Of an empty answer; 204 unless told. */
  readonly status?: 200 | 302
}

/** A parameter of a query string. */
export interface RouteParameter {
  readonly type: 'string' | 'boolean'
  /** What it does. */
  readonly about: string
}

export type FieldType = 'string' | 'boolean' | 'object' | 'array' | 'key'

export interface ModuleContext extends SystemNames {
  /** A session that passes every policy, for the module's internal work. */
  system(): Session
  as(actor: Actor): Session
  /** Somebody's session that passes every policy: to look at rules, whose variables are about them. */
  unguarded(actor: Actor): Session
}

export interface ModuleCollection {
  /** `/users` */
  readonly path: string
  /** Without the prefix: `users`. */
  readonly table: string
  /** Which of the usual methods there are; all unless told. */
  readonly methods?: readonly ModuleMethod[]
  /**
   * Rows that no table holds, and that stand at the end of every list that somebody may read, whatever
   * they ask for; groups and exports are of the table alone.
   */
  readonly implicit?: (actor: Actor) => readonly Row[]
}

export type ModuleMethod = 'GET' | 'SEARCH' | 'POST' | 'PATCH' | 'DELETE'

/** A path, e.g. `/auth/login/:provider`, and what answers each of its methods. */
export interface ModuleRoute {
  readonly path: string
  readonly methods: Readonly<Partial<Record<ModuleMethod, ModuleHandler>>>
}

export type ModuleHandler = (request: ModuleRequest) => Promise<ModuleAnswer> | ModuleAnswer

/** A request, with everything read that is read alike everywhere. */
export interface ModuleRequest {
  /** Of whoever asks, as they are now; fails where the credentials that came along are no good. */
  readonly session: () => Promise<Session>
  readonly method: ModuleMethod
  readonly url: URL
  readonly headers: Headers
  readonly params: Readonly<Record<string, string>>
  /** The global parameters of the query string. */
  readonly query: ReadQuery
  /** The body's JSON; undefined where there is none. Throws `InvalidPayloadError`. */
  readonly body: () => Promise<unknown>
  /** The body as text, of any type; of a form, that of the one file in it. undefined where there is none. */
  readonly file: () => Promise<string | undefined>
  readonly cookie: (name: string) => string | undefined
  /** The client's address; null where it is not known. */
  readonly ip: string | null
  readonly signal: AbortSignal
}

/** What is answered: `data` in the envelope, or an empty body, with 204 unless told. */
export interface ModuleAnswer {
  readonly data?: unknown
  /** In place of the envelope: a file to be saved. GraphQL answers `data` all the same. */
  readonly file?: ModuleFile
  /** Beside `data`. */
  readonly more?: Readonly<Record<string, unknown>>
  /** 200 with `data`, 204 without, unless told. */
  readonly status?: number
  readonly headers?: readonly (readonly [name: string, value: string])[]
}

export interface ModuleFile {
  readonly name: string
  readonly mediaType: string
  readonly text: string
}

/**
 * Says that an object is a module, with all its parts checked where it is written.
 *
 * @example
 * const visits = defineModule({ name: 'visits', routes: () => [
 *   { path: '/visits/today', methods: { GET: () => ({ data: 42 }) } },
 * ] })
 */
export function defineModule<T extends Module>(module: T): T {
  return module
}
