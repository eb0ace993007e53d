import type { SchemaModel } from '@relvar/schema-introspect/model'
import type { Actor } from './actor.js'
import { SYSTEM } from './actor.js'
import { dialectFor } from './dialect/dialects.js'
import type { Dialect } from './dialect/dialect.js'
import { EngineSession } from './engine-session.js'
import type { Database, Statement } from './execute/executor.js'
import { Executor } from './execute/executor.js'
import type { KnownRead } from './execute/read-rows.js'
import { ReadsTogether } from './execute/reads-together.js'
import { sizedPolicy } from './guard/sized-policy.js'
import { openedSchema } from './guard/opened-schema.js'
import { visibleSchema } from './guard/visible-schema.js'
import type { Freshness, MarkPlace } from './freshness.js'
import { MARK, markSelect } from './freshness.js'
import type { HookRegistry } from './hooks/hooks.js'
import { createHooks } from './hooks/hooks.js'
import type { Limits } from './limits.js'
import { defaultLimits } from './limits.js'
import { LruCache } from './plan/plan-cache.js'
import type { Policy } from './policy.js'
import { allowAll } from './policy.js'
import { noSecretCodecs, type SecretCodecs } from './secret-codecs.js'
import type { Session } from './session.js'
import type { CompiledWrite } from './write/compiled-write.js'
import { Attempt, runTransaction } from './write/transaction.js'
import type { Writing } from './write/writing.js'

/** A model that may be replaced while the engine runs, e.g. by `watchSchema`. */
export interface SchemaSource {
  current(): SchemaModel
  /** Reads the schema anew; called when the database says that a table or column is gone. */
  refresh?(): Promise<SchemaModel>
}

export interface EngineOptions<TActor extends Actor> {
  /** A Kysely instance, from `connect` or of your own. */
  readonly db: Database
  readonly schema: SchemaModel | SchemaSource
  /** Who may do what. There is no default: `allowAll` has to be said. */
  readonly policy: Policy<TActor>
  readonly hooks?: HookRegistry
  /** Whether what is known of actors still holds is asked with each call. Default: it is not. */
  readonly freshness?: Freshness<TActor>
  readonly limits?: Partial<Limits>
  /** What happens to keys of a payload that are no fields: an error (default), or nothing. */
  readonly unknownFields?: 'refuse' | 'ignore'
  /** How hashed and encrypted columns are kept. Without it, writing to one is an error. */
  readonly secrets?: SecretCodecs
  /** Is told what a listener of a committed event threw. Default: the process's `warning` event. */
  readonly onListenerError?: (error: unknown) => void
}

export interface Engine<TActor extends Actor = Actor> {
  readonly limits: Limits
  /** The door to data for somebody. */
  as(actor: TActor): Session
}

/** An engine over one database. */
export interface DatabaseEngine<TActor extends Actor = Actor> extends Engine<TActor> {
  /**
   * Runs `work` in a transaction that whoever calls has begun on a connection of this database and is going
   * to end: for changes of a schema together with what is said of them. Without a connection the
   * transaction is the engine's own.
   *
   * @param work is given a session of the actor and one of `SYSTEM`
   * @returns what tells listeners of the events, to be called after the commit
   *
   * @example
   * const tell = await db.transaction().execute((transaction) =>
   *   engine.within(transaction, actor, async (session) => void (await session.create('notes', [{ text: 'Done' }]))),
   * )
   * tell()
   */
  within(connection: Database | null, actor: TActor, work: WithinWork): Promise<() => void>
}

export type WithinWork = (session: Session, system: Session) => Promise<void>

/**
 * Makes an engine: queries as data in, one SQL statement out, rows or JSON text back.
 *
 * @example
 * const db = await connect('sqlite:shop.db')
 * const engine = createEngine({ db, schema: await introspect(db), policy: allowAll })
 * const rows = await engine.as(anonymous).read('products', { fields: ['name', { category_id: ['name'] }], limit: 5 })
 *
 * @throws UnsupportedDialectError for a database that the engine does not speak to
 */
export function createEngine<TActor extends Actor = Actor>(
  options: EngineOptions<TActor>,
): DatabaseEngine<TActor> {
  const core = new EngineCore(options)
  return {
    limits: core.limits,
    as: (actor) => new EngineSession(core, actor, core.executor, null),
    within: (connection, actor, work) => runWithin(core, connection, actor, work),
  }
}

async function runWithin(
  core: EngineCore,
  connection: Database | null,
  actor: Actor,
  work: WithinWork,
): Promise<() => void> {
  const join = (writing: Writing): Session =>
    new EngineSession(writing.core, writing.actor, writing.executor, writing)
  const context = { core, actor, executor: core.executor, signal: undefined, join }
  const both = ({ session, as }: Writing): Promise<void> => work(session, as(SYSTEM))
  if (connection === null) {
    await runTransaction(context, both)
    return () => undefined
  }
  const attempt = new Attempt(context)
  await attempt.join(connection, both)
  return () => attempt.publish()
}

/** Its plans are its own, as its limits and what it can decrypt are: no other policy has such a key. */
const systemPolicy: Policy<Actor> = { ...allowAll, keyOf: () => '\0system' }

/** What all sessions of an engine share. */
export class EngineCore {
  readonly limits: Limits
  readonly hooks: HookRegistry
  readonly executor: Executor
  readonly freshness: Freshness | null
  readonly unknownFields: 'refuse' | 'ignore'
  readonly secrets: SecretCodecs
  readonly onListenerError: (error: unknown) => void
  readonly plans: LruCache<KnownRead>
  /** Runs brief reads that are no part of a transaction. */
  readonly together: ReadsTogether
  /** Statements that write and answer, by shape; null for a shape that takes more than one. */
  readonly writes: LruCache<CompiledWrite | null>
  readonly #options: EngineOptions<Actor>
  readonly #source: SchemaSource
  readonly #policy: Policy<Actor>
  readonly #systemLimits: Limits
  readonly #visible: LruCache<SchemaModel>
  /** What was looked at last, as each request looks several times. */
  #seen:
    | {
        readonly of: SchemaModel
        readonly actor: Actor
        readonly key: string
        readonly visible: SchemaModel
      }
    | undefined
  #mark: { readonly schema: SchemaModel; readonly statement: Statement } | undefined
  #pinned: { readonly schema: SchemaModel; readonly core: EngineCore } | undefined

  /** @param twin of the same options but for its schema: what it keeps is shared, as the version is in every key */
  constructor(options: EngineOptions<Actor>, twin?: EngineCore) {
    this.#options = options
    this.limits = { ...defaultLimits, ...options.limits }
    this.#systemLimits = { ...this.limits, maxLimit: null, maxBatch: null }
    this.hooks = twin?.hooks ?? options.hooks ?? createHooks()
    this.freshness = options.freshness ?? null
    this.unknownFields = options.unknownFields ?? 'refuse'
    this.secrets = options.secrets ?? noSecretCodecs
    this.onListenerError =
      options.onListenerError ?? ((error) => process.emitWarning(String(error)))
    this.#source = isSource(options.schema) ? options.schema : fixed(options.schema)
    this.#policy = sizedPolicy(options.policy)
    this.executor =
      twin?.executor ?? new Executor(options.db, dialectFor(this.#source.current().dialect))
    this.together = twin?.together ?? new ReadsTogether(this.executor)
    this.plans = twin?.plans ?? new LruCache(1000)
    this.writes = twin?.writes ?? new LruCache(1000)
    this.#visible = twin === undefined ? new LruCache(200) : twin.#visible
  }

  /**
   * The same with the schema as it is now, and as it stays there: a transaction that began by one schema
   * goes on by it, so that no half of it is written by another.
   */
  get pinned(): EngineCore {
    const { schema } = this
    if (this.#pinned?.schema !== schema)
      this.#pinned = { schema, core: new EngineCore({ ...this.#options, schema }, this) }
    return this.#pinned.core
  }

  get dialect(): Dialect {
    return this.executor.dialect
  }

  /** The whole schema, as it is now. */
  get schema(): SchemaModel {
    return this.#source.current()
  }

  /** SYSTEM passes every policy; everybody else is held to the engine's. */
  policyFor(actor: Actor): Policy<Actor> {
    return actor === SYSTEM ? systemPolicy : this.#policy
  }

  /** Limits protect from callers; internal work reads and writes all that there is. */
  limitsFor(actor: Actor): Limits {
    return actor === SYSTEM ? this.#systemLimits : this.limits
  }

  visibleTo(actor: Actor): SchemaModel {
    const { schema } = this
    const seen = this.#seen?.of === schema ? this.#seen : undefined
    if (seen?.actor === actor) return seen.visible
    const key = this.policyFor(actor).keyOf(actor)
    const visible = seen?.key === key ? seen.visible : this.#visibleBy(key, schema, actor)
    this.#seen = { of: schema, actor, key, visible }
    return visible
  }

  #visibleBy(policyKey: string, schema: SchemaModel, actor: Actor): SchemaModel {
    const key = `${schema.version}:${policyKey}`
    const known = this.#visible.get(key)
    if (known !== undefined) return known
    const whole = actor === SYSTEM ? openedSchema(schema) : schema
    const visible = visibleSchema(whole, this.policyFor(actor), actor)
    this.#visible.set(key, visible)
    return visible
  }

  /** Where the mark lies in this database, so that statements can bring it along; else null. */
  get markPlace(): MarkPlace | null {
    const mark = this.freshness?.mark
    return mark === undefined || typeof mark === 'function' ? null : mark
  }

  /**
   * What actors' marks are compared with, see `Freshness`.
   *
   * @param executor over the connection that asks; by default any
   */
  async readMark(
    signal: AbortSignal | undefined,
    executor: Executor = this.executor,
  ): Promise<unknown> {
    const { freshness, schema, dialect } = this
    if (freshness === null) return undefined
    const { mark } = freshness
    if (typeof mark === 'function') return mark(signal)
    if (this.#mark?.schema !== schema)
      this.#mark = { schema, statement: this.executor.compiled(markSelect(mark, schema, dialect)) }
    const { rows } = await executor.run(this.#mark.statement, [], signal)
    return rows[0]?.[MARK]
  }

  /** Whether the schema is another one now, so that trying again makes sense. */
  async refreshed(): Promise<boolean> {
    if (this.#source.refresh === undefined) return false
    const before = this.schema.version
    return (await this.#source.refresh()).version !== before
  }
}

function isSource(schema: SchemaModel | SchemaSource): schema is SchemaSource {
  return 'current' in schema
}

function fixed(schema: SchemaModel): SchemaSource {
  return { current: () => schema }
}
