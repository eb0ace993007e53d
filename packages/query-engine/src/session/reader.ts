import type { EngineCore } from '../engine.js'
import { DatabaseUnavailableError, ForbiddenError, InvalidQueryError } from '../errors.js'
import { executing } from '../execute/executing.js'
import type { Executor } from '../execute/executor.js'
import { type Elsewhere, withElsewhere } from '../execute/read-elsewhere.js'
import {
  type LinkedReadOptions,
  type Outcome,
  type PreparedRead,
  preparedRead,
  readOutcome,
} from '../execute/read-rows.js'
import type { StageTimer } from '../execute/stage-timer.js'
import { asIfNothingFound, withLookups } from '../execute/with-lookups.js'
import { withinTime } from '../execute/within-time.js'
import type { Output } from '../plan/read-plan.js'
import type { ReadQuery, Row } from '../query/query.js'
import { keyedTemplateOf } from '../query/template.js'
import type { ReadOptions } from '../session.js'
import type { KnownActor } from './known-actor.js'

/** How often a read is made anew because rights have changed meanwhile. */
const RENEWALS = 10

/** The reads of a session: one statement each, made anew where rights or schema changed meanwhile. */
export class Reader {
  readonly #core: EngineCore
  readonly #known: KnownActor
  readonly #executor: Executor
  readonly #elsewhere: Elsewhere | null
  readonly #isInTransaction: boolean

  /** @param elsewhere reads what lies in another database; null where there is none */
  constructor(
    core: EngineCore,
    known: KnownActor,
    executor: Executor,
    elsewhere: Elsewhere | null,
    isInTransaction: boolean,
  ) {
    this.#core = core
    this.#known = known
    this.#executor = executor
    this.#elsewhere = elsewhere
    this.#isInTransaction = isInTransaction
  }

  #prepare(
    table: string,
    query: ReadQuery,
    options: LinkedReadOptions,
    output: Output,
    timer: StageTimer | null = null,
  ): PreparedRead {
    const asked = this.#asked(table, query, options)
    return preparedRead(this.#core, this.#known.now, table, asked, options, output, timer)
  }

  /** As `#prepare`, for those who do not wait for another database: as if nothing were found there. */
  prepareNow(
    table: string,
    query: ReadQuery,
    options: ReadOptions,
    output: Output,
    timer: StageTimer | null = null,
  ): PreparedRead {
    return asIfNothingFound(this.#elsewhere, (answers) =>
      this.#prepare(table, query, { ...options, answers }, output, timer),
    )
  }

  /** Hooks are asked about what the caller reads, not about what links lead to. */
  #asked(table: string, query: ReadQuery, { linked }: LinkedReadOptions): ReadQuery {
    const { hooks } = this.#core
    return linked === undefined
      ? hooks.narrowed(query, { collection: table, actor: this.#known.now })
      : query
  }

  /** As `#prepare`, at once unless filters and rules ask something of another database, which is looked up first. */
  prepared(
    table: string,
    query: ReadQuery,
    options: LinkedReadOptions,
    output: Output,
  ): PreparedRead | Promise<PreparedRead> {
    return withLookups(
      {
        elsewhere: this.#elsewhere,
        actor: this.#known.now,
        about: options.about,
        signal: options.signal,
        values: () => keyedTemplateOf(this.#asked(table, query, options)).values,
      },
      (answers) => this.#prepare(table, query, { ...options, answers }, output),
    )
  }

  async run(
    table: string,
    query: ReadQuery,
    options: LinkedReadOptions,
    output: Output,
  ): Promise<Outcome> {
    for (let attempt = 0; attempt < RENEWALS; attempt++) {
      const attempt = this.#attempt(table, query, options, output)
      if (!this.#known.mayBeStale) return attempt
      const brought = this.#core.markPlace !== null
      const outcome = await (brought ? attempt : this.#besideMark(attempt, options.signal))
      if (this.#known.isKnownBy(outcome.mark)) return outcome
      if (!(await this.#known.isStale(outcome.mark, options.signal))) return outcome
    }
    throw new DatabaseUnavailableError('Rights change faster than they can be read.')
  }

  /** With the mark of now where it lies in another database, as the statement does not bring it along. */
  async #besideMark(attempt: Promise<Outcome>, signal: AbortSignal | undefined): Promise<Outcome> {
    const [outcome, mark] = await Promise.all([attempt, this.#core.readMark(signal)])
    return { ...outcome, mark: outcome.mark ?? mark }
  }

  #attempt(
    table: string,
    query: ReadQuery,
    options: LinkedReadOptions,
    output: Output,
  ): Promise<Outcome> {
    const attempt = () => this.#readCounted(table, query, options, output)
    return attempt().catch(async (error: unknown) => {
      if (!(await this.mayRetry(error, options.signal))) throw error
      return attempt()
    })
  }

  /**
   * Counts may take long where the page does not: out of their time, they are null and the page is
   * read alone. Within a transaction nothing is ended early, as that would end all of it.
   */
  async #readCounted(
    table: string,
    query: ReadQuery,
    options: LinkedReadOptions,
    output: Output,
  ): Promise<Outcome> {
    const preparing = this.prepared(table, query, options, output)
    const prepared = preparing instanceof Promise ? await preparing : preparing
    options.onStage?.('prepare')
    const { counts } = prepared.compiled
    const read = (signal: AbortSignal | undefined) =>
      executing(options, () => this.#outcome(prepared, signal))
    if (counts.length === 0 || this.#isInTransaction) return read(options.signal)
    const uncounted = async (): Promise<Outcome> => {
      const meta = (options.meta ?? []).filter((name) => !counts.some((count) => count === name))
      const alone = await this.prepared(table, query, { ...options, meta }, output)
      options.onStage?.('prepare')
      const outcome = await executing(options, () => this.#outcome(alone, options.signal))
      const none = Object.fromEntries(counts.map((name) => [name, null]))
      return { ...outcome, meta: { ...none, ...outcome.meta } }
    }
    return withinTime(this.#core.limits.countTimeout, options.signal, read, uncounted)
  }

  async #outcome(prepared: PreparedRead, signal: AbortSignal | undefined): Promise<Outcome> {
    const { isBrief, leadsElsewhere } = prepared.compiled
    const outcome =
      isBrief && !this.#isInTransaction
        ? await this.#core.together.read(prepared, signal)
        : await readOutcome(this.#executor, prepared, signal)
    if (!leadsElsewhere) return outcome
    return { ...outcome, rows: await this.whole(outcome.rows, prepared, signal) }
  }

  /** Rows with what they lead to in another database. */
  async whole(
    rows: readonly Row[],
    { compiled, context }: PreparedRead,
    signal: AbortSignal | undefined,
  ): Promise<readonly Row[]> {
    if (!compiled.leadsElsewhere) return rows
    return withElsewhere(
      rows,
      context.values,
      this.#elsewhere,
      signal === undefined ? {} : { signal },
    )
  }

  /** A lost connection may be replaced by another; a schema or rights that changed are read anew. */
  async mayRetry(error: unknown, signal: AbortSignal | undefined): Promise<boolean> {
    if (this.#isInTransaction || signal?.aborted) return false
    if (isRefusal(error) && (await this.#known.renew({ signal }))) return true
    const { dialect } = this.#core
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
    if (dialect.isConnectionLost(cause)) return true
    return dialect.isStaleSchema(cause) && (await this.#core.refreshed())
  }

  async hooked(table: string, rows: readonly Row[]): Promise<readonly Row[]> {
    let result = rows
    for (const hook of this.#core.hooks.readHooks(table)) {
      result = await hook(result, { collection: table, actor: this.#known.now })
    }
    return result
  }
}

/** What follows from the rights of the actor, and from the schema as they see it. */
function isRefusal(error: unknown): boolean {
  return error instanceof ForbiddenError || error instanceof InvalidQueryError
}
