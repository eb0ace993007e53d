import type { SchemaModel } from '@relvar/schema-introspect/model'
import type { Actor } from './actor.js'
import type { EngineCore } from './engine.js'
import { DatabaseUnavailableError, ForbiddenError, InvalidQueryError } from './errors.js'
import type { Explanation } from './explain.js'
import type { Executor } from './execute/executor.js'
import { bind } from './execute/executor.js'
import {
  type Elsewhere,
  type LinkedKeys,
  type LinkedRow,
  type LookupOptions,
  withElsewhere,
} from './execute/read-elsewhere.js'
import type { LinkedReadOptions, Outcome } from './execute/read-rows.js'
import { dataOf, preparedRead, readOutcome } from './execute/read-rows.js'
import { asIfNothingFound, withLookups } from './execute/with-lookups.js'
import type { PreparedRead } from './execute/read-rows.js'
import { withinTime } from './execute/within-time.js'
import { StageTimer } from './execute/stage-timer.js'
import { keyedTemplateOf } from './query/template.js'
import { describePlan } from './plan/describe-plan.js'
import type { Output } from './plan/read-plan.js'
import type { Key, KeyInput, ReadQuery, Row, WriteTarget } from './query/query.js'
import { LINK } from './resolve/resolve-elsewhere.js'
import type { ResolvedQuery } from './resolve/resolved.js'
import type {
  CallOptions,
  CreateOptions,
  EdgePage,
  JsonPage,
  LockOptions,
  Page,
  ReadOptions,
  Session,
  Upserted,
  UpsertOptions,
} from './session.js'
import type { OneStatement } from './write/one-statement.js'
import { runAlone, runTransaction, type TransactionContext } from './write/transaction.js'
import { updateAlone, updateAndRead, updateEachAndRead } from './write/update-json.js'
import type { Writing } from './write/writing.js'
import { createItems } from './write/create.js'
import { createAlone, createAndRead } from './write/create-json.js'
import { createUnasked } from './write/create-unasked.js'
import { readBack } from './write/read-back.js'
import { deleteItems } from './write/delete.js'
import { lockedKeys, rightTo } from './write/rights.js'
import { targetKeys } from './write/target.js'
import { updateEachItem, updateItems } from './write/update.js'
import { upsertItems } from './write/upsert.js'

const STREAM_CHUNK = 500
/** How often a read is made anew because rights have changed meanwhile. */
const RENEWALS = 10

/** A session: an engine, an actor, and the transaction that it is in, if any. */
export class EngineSession implements Session {
  #actor: Actor
  readonly #core: EngineCore
  readonly #executor: Executor
  readonly #writing: Writing | null
  readonly #elsewhere: Elsewhere | null

  /** @param elsewhere reads what lies in another database; null where there is none */
  constructor(
    core: EngineCore,
    actor: Actor,
    executor: Executor,
    writing: Writing | null,
    elsewhere: Elsewhere | null = null,
  ) {
    this.#core = core
    this.#actor = actor
    this.#executor = executor
    this.#writing = writing
    this.#elsewhere = elsewhere
  }

  get actor(): Actor {
    return this.#actor
  }

  get schema(): SchemaModel {
    return this.#core.visibleTo(this.actor)
  }

  async read(
    table: string,
    query: ReadQuery = {},
    options: ReadOptions = {},
  ): Promise<readonly Row[]> {
    return (await this.readPage(table, query, options)).data
  }

  async readPage(table: string, query: ReadQuery = {}, options: ReadOptions = {}): Promise<Page> {
    const { rows, meta } = await this.#run(table, query, options, 'rows')
    return { data: await this.#hooked(table, rows), meta }
  }

  /** Rows that links from another database lead to. Hooks are of the rows that the links are in. */
  async readLinked(
    table: string,
    query: ReadQuery,
    linked: LinkedKeys,
    options: LookupOptions,
  ): Promise<readonly LinkedRow[]> {
    const { rows } = await this.#run(table, query, { ...options, linked }, 'rows')
    return rows.map(({ [LINK]: link, ...row }) => ({ link: link as readonly unknown[], row }))
  }

  async readJson(
    table: string,
    query: ReadQuery = {},
    options: ReadOptions = {},
  ): Promise<JsonPage> {
    if (this.#core.hooks.readHooks(table).length > 0) {
      const page = await this.readPage(table, query, options)
      return { data: JSON.stringify(page.data), meta: page.meta }
    }
    const { texts, rows, meta } = await this.#run(table, query, options, 'text')
    return { data: texts === null ? JSON.stringify(rows) : `[${texts.join(',')}]`, meta }
  }

  async readEdges(
    table: string,
    query: ReadQuery = {},
    options: ReadOptions = {},
  ): Promise<EdgePage> {
    const meta = [...(options.meta ?? []), 'cursors'] as const
    const hooked = this.#core.hooks.readHooks(table).length > 0
    const outcome = await this.#run(table, query, { ...options, meta }, hooked ? 'rows' : 'text')
    const rows = await this.#hooked(table, outcome.rows)
    const nodes = outcome.texts ?? rows.map((row) => JSON.stringify(row))
    const cursors = outcome.places?.() ?? []
    if (nodes.length !== cursors.length)
      throw new InvalidQueryError('A read hook added or dropped rows, which then have no cursors.')
    const { cursors: ends, ...counts } = outcome.meta
    return {
      edges: nodes.map((node, index) => ({ cursor: cursors[index] as string, node })),
      hasNext: ends !== undefined && ends.next !== null,
      hasPrevious: ends !== undefined && ends.previous !== null,
      meta: counts,
    }
  }

  async readOne(
    table: string,
    key: KeyInput,
    query: ReadQuery = {},
    options: CallOptions = {},
  ): Promise<Row | null> {
    const { fields, deep, alias, backlink, select, codec } = query
    const shape = Object.fromEntries(
      Object.entries({ fields, deep, alias, backlink, select, codec }).filter(
        ([, value]) => value !== undefined,
      ),
    )
    const [row] = await this.read(table, shape, { ...options, keys: [key] })
    return row ?? null
  }

  stream(
    table: string,
    query: ReadQuery = {},
    options: CallOptions = {},
  ): AsyncGenerator<Row, void, undefined> {
    return this.#stream(() => this.#chunks(table, query, options), options.signal)
  }

  streamJson(
    table: string,
    query: ReadQuery = {},
    options: CallOptions = {},
  ): AsyncGenerator<string, void, undefined> {
    return this.#stream(() => this.#jsonChunks(table, query, options), options.signal)
  }

  create(
    table: string,
    items: readonly Row[],
    { keys = true, ...options }: CreateOptions = {},
  ): Promise<readonly Key[]> {
    if (keys) return this.#write(options, (writing) => createItems(writing, table, items))
    return this.#write(options, async (writing) => {
      await createUnasked(writing, table, items)
      return []
    })
  }

  update(
    table: string,
    target: WriteTarget,
    data: Row,
    options: CallOptions = {},
  ): Promise<readonly Key[]> {
    return this.#write(options, async (writing) => {
      const keys = await targetKeys(writing, rightTo(writing, table, 'update'), target)
      return updateItems(writing, table, keys, data)
    })
  }

  createJson(
    table: string,
    items: readonly Row[],
    query: ReadQuery = {},
    options: CallOptions = {},
  ): Promise<string | null> {
    return this.#writeJson(
      options,
      (writing) => createAlone(writing, table, items, query),
      (writing) => createAndRead(writing, table, items, query),
    )
  }

  async readBack(
    table: string,
    keys: readonly Key[],
    query: ReadQuery = {},
    options: CallOptions = {},
  ): Promise<string | null> {
    return readBack(this, table, keys, query, options)
  }

  updateJson(
    table: string,
    target: WriteTarget,
    data: Row,
    query: ReadQuery = {},
    options: CallOptions = {},
  ): Promise<string | null> {
    return this.#writeJson(
      options,
      (writing) => updateAlone(writing, table, target, data, query),
      (writing) => updateAndRead(writing, table, target, data, query),
    )
  }

  updateEachJson(
    table: string,
    items: readonly Row[],
    query: ReadQuery = {},
    options: CallOptions = {},
  ): Promise<string | null> {
    return this.#write(options, (writing) => updateEachAndRead(writing, table, items, query))
  }

  updateEach(
    table: string,
    items: readonly Row[],
    options: CallOptions = {},
  ): Promise<readonly Key[]> {
    return this.#write(options, (writing) => updateEachItem(writing, table, items))
  }

  upsert(
    table: string,
    items: readonly Row[],
    { by, ...options }: UpsertOptions = {},
  ): Promise<readonly Upserted[]> {
    return this.#write(options, (writing) => upsertItems(writing, table, items, by))
  }

  delete(table: string, target: WriteTarget, options: CallOptions = {}): Promise<readonly Key[]> {
    return this.#write(options, async (writing) => {
      const keys = await targetKeys(writing, rightTo(writing, table, 'delete'), target)
      return deleteItems(writing, table, keys)
    })
  }

  lock(
    table: string,
    keys: readonly KeyInput[],
    action: 'update' | 'delete',
    { filter, ...options }: LockOptions = {},
  ): Promise<readonly Key[]> {
    return this.#write(options, async (writing) => {
      const right = rightTo(writing, table, action)
      const wanted = await targetKeys(writing, right, { keys })
      return lockedKeys(writing, right.table, wanted, filter === undefined ? [] : [filter])
    })
  }

  async transaction<T>(
    work: (session: Session) => Promise<T>,
    options: CallOptions = {},
  ): Promise<T> {
    if (this.#writing !== null) return work(this)
    return this.#begin(options, (writing) => work(writing.session))
  }

  resolve(table: string, query: ReadQuery = {}, options: ReadOptions = {}): ResolvedQuery {
    return this.#prepareNow(table, query, options, 'rows').compiled.resolved
  }

  explain(table: string, query: ReadQuery = {}, options: ReadOptions = {}): Explanation {
    const timer = new StageTimer()
    const { compiled, context, plan } = this.#prepareNow(table, query, options, 'text', timer)
    if (plan === null) throw new Error('A statement that is timed is made anew.')
    return {
      query,
      resolved: compiled.resolved,
      output: compiled.output,
      plan: { ...describePlan(plan), output: compiled.output },
      sql: compiled.sql,
      parameters: bind(compiled.parameters, context),
      timings: timer.timings,
      node: compiled.node,
    }
  }

  /** By one statement where there is no transaction to join and one is enough, else as `#write`. */
  async #writeJson(
    options: CallOptions,
    alone: (writing: Writing) => Promise<OneStatement>,
    work: (writing: Writing) => Promise<string | null>,
  ): Promise<string | null> {
    if (this.#writing !== null) return this.#write(options, work)
    if (this.#mayBeStale()) await this.renew(options)
    const answer = await executing(options, () => runAlone(this.#transaction(options), alone))
    return answer === null ? this.#beginNow(options, work) : answer.text
  }

  /** Joins the transaction that there is, or makes one. */
  async #write<T>(options: CallOptions, work: (writing: Writing) => Promise<T>): Promise<T> {
    const writing = this.#writing
    if (writing === null) return this.#begin(options, work)
    try {
      return await executing(options, () =>
        work({ ...writing, signal: options.signal ?? writing.signal }),
      )
    } catch (error) {
      writing.progress.failure ??= { error }
      throw error
    }
  }

  async #begin<T>(options: CallOptions, work: (writing: Writing) => Promise<T>): Promise<T> {
    await this.renew(options)
    return this.#beginNow(options, work)
  }

  /** For an actor who was compared a moment ago. */
  #beginNow<T>(options: CallOptions, work: (writing: Writing) => Promise<T>): Promise<T> {
    return executing(options, () => runTransaction(this.#transaction(options), work))
  }

  #transaction({ signal }: CallOptions): TransactionContext {
    const core = this.#core
    const { actor } = this
    const join = (writing: Writing) =>
      new EngineSession(writing.core, writing.actor, writing.executor, writing)
    return { core, actor, executor: this.#executor, signal, join }
  }

  #prepare(
    table: string,
    query: ReadQuery,
    options: LinkedReadOptions,
    output: Output,
    timer: StageTimer | null = null,
  ): PreparedRead {
    const asked = this.#asked(table, query, options)
    return preparedRead(this.#core, this.actor, table, asked, options, output, timer)
  }

  /** As `#prepare`, for those who do not wait for another database: as if nothing were found there. */
  #prepareNow(
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
      ? hooks.narrowed(query, { collection: table, actor: this.actor })
      : query
  }

  /** As `#prepare`; what filters and rules ask of another database is looked up first. */
  #prepared(
    table: string,
    query: ReadQuery,
    options: LinkedReadOptions,
    output: Output,
  ): Promise<PreparedRead> {
    return withLookups(
      {
        elsewhere: this.#elsewhere,
        actor: this.actor,
        about: options.about,
        signal: options.signal,
        values: () => keyedTemplateOf(this.#asked(table, query, options)).values,
      },
      (answers) => this.#prepare(table, query, { ...options, answers }, output),
    )
  }

  async #run(
    table: string,
    query: ReadQuery,
    options: LinkedReadOptions,
    output: Output,
  ): Promise<Outcome> {
    for (let attempt = 0; attempt < RENEWALS; attempt++) {
      const attempt = this.#attempt(table, query, options, output)
      if (!this.#mayBeStale()) return attempt
      const [outcome, beside] = await Promise.all([attempt, this.#markBeside(options.signal)])
      if (!(await this.#isStale(outcome.mark ?? beside, options.signal))) return outcome
    }
    throw new DatabaseUnavailableError('Rights change faster than they can be read.')
  }

  /** The mark of now where it lies in another database; undefined where statements bring it along. */
  #markBeside(signal: AbortSignal | undefined): Promise<unknown> | undefined {
    return this.#core.markPlace === null ? this.#core.readMark(signal) : undefined
  }

  async #attempt(
    table: string,
    query: ReadQuery,
    options: LinkedReadOptions,
    output: Output,
  ): Promise<Outcome> {
    const attempt = () => this.#readCounted(table, query, options, output)
    try {
      return await attempt()
    } catch (error) {
      if (!(await this.#mayRetry(error, options.signal))) throw error
      return attempt()
    }
  }

  renew({ signal }: CallOptions = {}): Promise<boolean> {
    return this.#isStale(undefined, signal)
  }

  /**
   * Whether what is known of the actor no longer held; from then on it is known anew. A transaction
   * goes on with what was known when it began.
   */
  async #isStale(told: unknown, signal: AbortSignal | undefined): Promise<boolean> {
    const { freshness } = this.#core
    const known = this.#actor.mark
    if (freshness === null || !this.#mayBeStale()) return false
    if ((told ?? (await this.#core.readMark(signal))) === known) return false
    this.#actor = await freshness.renew(this.#actor)
    return true
  }

  /** Whether there is anything that could tell. */
  #mayBeStale(): boolean {
    const { freshness } = this.#core
    return freshness !== null && this.#actor.mark !== undefined && this.#writing === null
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
    const prepared = await this.#prepared(table, query, options, output)
    options.onStage?.('prepare')
    const { counts } = prepared.compiled
    const read = (signal: AbortSignal | undefined) =>
      executing(options, () => this.#outcome(prepared, signal))
    if (counts.length === 0 || this.#writing !== null) return read(options.signal)
    const uncounted = async (): Promise<Outcome> => {
      const meta = (options.meta ?? []).filter((name) => !counts.some((count) => count === name))
      const alone = await this.#prepared(table, query, { ...options, meta }, output)
      options.onStage?.('prepare')
      const outcome = await executing(options, () => this.#outcome(alone, options.signal))
      const none = Object.fromEntries(counts.map((name) => [name, null]))
      return { ...outcome, meta: { ...none, ...outcome.meta } }
    }
    return withinTime(this.#core.limits.countTimeout, options.signal, read, uncounted)
  }

  async #outcome(prepared: PreparedRead, signal: AbortSignal | undefined): Promise<Outcome> {
    const outcome = await readOutcome(this.#executor, prepared, signal)
    return { ...outcome, rows: await this.#whole(outcome.rows, prepared, signal) }
  }

  /** Rows with what they lead to in another database. */
  async #whole(
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

  async *#stream<T>(
    chunks: () => AsyncIterable<readonly T[]>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<T, void, undefined> {
    let begun = false
    await this.renew(signal === undefined ? {} : { signal })
    try {
      for await (const rows of chunks()) {
        begun = true
        yield* rows
      }
      return
    } catch (error) {
      // Rows that were given away cannot be taken back.
      if (begun || !(await this.#mayRetry(error, signal))) throw error
    }
    for await (const rows of chunks()) yield* rows
  }

  async *#chunks(
    table: string,
    query: ReadQuery,
    options: CallOptions,
  ): AsyncGenerator<readonly Row[]> {
    for await (const { rows } of this.#data(table, query, options, 'rows')) {
      yield await this.#hooked(table, rows)
    }
  }

  async *#jsonChunks(
    table: string,
    query: ReadQuery,
    options: CallOptions,
  ): AsyncGenerator<readonly string[]> {
    const hooked = this.#core.hooks.readHooks(table).length > 0
    for await (const { rows, texts } of this.#data(
      table,
      query,
      options,
      hooked ? 'rows' : 'json',
    )) {
      yield texts ?? (await this.#hooked(table, rows)).map((row) => JSON.stringify(row))
    }
  }

  async *#data(
    table: string,
    query: ReadQuery,
    { signal, onStage }: CallOptions,
    output: Output,
  ): AsyncGenerator<Pick<Outcome, 'rows' | 'texts'>> {
    const call = signal === undefined ? {} : { signal }
    const prepared = await this.#prepared(table, query, call, output)
    const { compiled, context } = prepared
    onStage?.('prepare')
    if (compiled.resolved.page?.reversed) {
      throw new InvalidQueryError(
        'Rows "before" a cursor come as a page only; for a stream or file, turn the sort round and take those "after" it.',
      )
    }
    const parameters = bind(compiled.parameters, context)
    const executor = this.#executor
    for await (const raw of executor.stream(compiled, parameters, signal, STREAM_CHUNK)) {
      onStage?.('execute')
      const { rows, texts } = dataOf(compiled, raw, executor.dialect)
      yield { rows: await this.#whole(rows, prepared, signal), texts }
    }
    onStage?.('execute')
  }

  /** A lost connection may be replaced by another; a schema or rights that changed are read anew. */
  async #mayRetry(error: unknown, signal: AbortSignal | undefined): Promise<boolean> {
    if (this.#writing !== null || signal?.aborted) return false
    if (isRefusal(error) && (await this.renew({ signal }))) return true
    const { dialect } = this.#core
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
    if (dialect.isConnectionLost(cause)) return true
    return dialect.isStaleSchema(cause) && (await this.#core.refreshed())
  }

  async #hooked(table: string, rows: readonly Row[]): Promise<readonly Row[]> {
    let result = rows
    for (const hook of this.#core.hooks.readHooks(table)) {
      result = await hook(result, { collection: table, actor: this.actor })
    }
    return result
  }
}

/** Does the work of a call that is its stage `execute`, whether it fails or not. */
function executing<T>({ onStage }: CallOptions, work: () => Promise<T>): Promise<T> {
  return onStage === undefined ? work() : work().finally(() => onStage('execute'))
}

/** What follows from the rights of the actor, and from the schema as they see it. */
function isRefusal(error: unknown): boolean {
  return error instanceof ForbiddenError || error instanceof InvalidQueryError
}
