import type { SchemaModel } from '@relvar/schema-introspect/model'
import type { Actor } from './actor.js'
import type { EngineCore } from './engine.js'
import { InvalidQueryError } from './errors.js'
import { executing } from './execute/executing.js'
import type { Explanation } from './explain.js'
import type { Executor } from './execute/executor.js'
import { bind } from './execute/executor.js'
import type { Limits } from './limits.js'
import type { Elsewhere, LinkedKeys, LinkedRow, LookupOptions } from './execute/read-elsewhere.js'
import { StageTimer } from './execute/stage-timer.js'
import { describePlan } from './plan/describe-plan.js'
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
import { KnownActor } from './session/known-actor.js'
import { type MarkComparison, StaleActorError } from './session/mark-comparison.js'
import { Reader } from './session/reader.js'
import { RowStreams } from './session/row-streams.js'
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

/** A session: an engine, an actor, and the transaction that it is in, if any. */
export class EngineSession implements Session {
  readonly #core: EngineCore
  readonly #executor: Executor
  readonly #writing: Writing | null
  readonly #known: KnownActor
  readonly #reader: Reader
  readonly #streams: RowStreams

  /** @param elsewhere reads what lies in another database; null where there is none */
  constructor(
    core: EngineCore,
    actor: Actor,
    executor: Executor,
    writing: Writing | null,
    elsewhere: Elsewhere | null = null,
  ) {
    const isInTransaction = writing !== null
    this.#core = core
    this.#executor = executor
    this.#writing = writing
    this.#known = new KnownActor(core, actor, isInTransaction)
    this.#reader = new Reader(core, this.#known, executor, elsewhere, isInTransaction)
    this.#streams = new RowStreams(core, this.#known, executor, this.#reader)
  }

  get actor(): Actor {
    return this.#known.now
  }

  get schema(): SchemaModel {
    return this.#core.visibleTo(this.actor)
  }

  get limits(): Limits {
    return this.#core.limitsFor(this.actor)
  }

  async read(
    table: string,
    query: ReadQuery = {},
    options: ReadOptions = {},
  ): Promise<readonly Row[]> {
    return (await this.readPage(table, query, options)).data
  }

  async readPage(table: string, query: ReadQuery = {}, options: ReadOptions = {}): Promise<Page> {
    const { rows, meta } = await this.#reader.run(table, query, options, 'rows')
    return { data: await this.#reader.hooked(table, rows), meta }
  }

  /** Rows that links from another database lead to. Hooks are of the rows that the links are in. */
  async readLinked(
    table: string,
    query: ReadQuery,
    linked: LinkedKeys,
    options: LookupOptions,
  ): Promise<readonly LinkedRow[]> {
    const { rows } = await this.#reader.run(table, query, { ...options, linked }, 'rows')
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
    const { texts, rows, meta } = await this.#reader.run(table, query, options, 'text')
    return { data: texts === null ? JSON.stringify(rows) : `[${texts.join(',')}]`, meta }
  }

  async readEdges(
    table: string,
    query: ReadQuery = {},
    options: ReadOptions = {},
  ): Promise<EdgePage> {
    const meta = [...(options.meta ?? []), 'cursors'] as const
    const hooked = this.#core.hooks.readHooks(table).length > 0
    const outcome = await this.#reader.run(
      table,
      query,
      { ...options, meta },
      hooked ? 'rows' : 'text',
    )
    const rows = await this.#reader.hooked(table, outcome.rows)
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
    return this.#streams.rows(table, query, options)
  }

  streamJson(
    table: string,
    query: ReadQuery = {},
    options: CallOptions = {},
  ): AsyncGenerator<string, void, undefined> {
    return this.#streams.texts(table, query, options)
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
    return this.#reader.prepareNow(table, query, options, 'rows').compiled.resolved
  }

  explain(table: string, query: ReadQuery = {}, options: ReadOptions = {}): Explanation {
    const timer = new StageTimer()
    const { compiled, context, plan } = this.#reader.prepareNow(
      table,
      query,
      options,
      'text',
      timer,
    )
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

  renew(options: CallOptions = {}): Promise<boolean> {
    return this.#known.renew(options)
  }

  /** By one statement where there is no transaction to join and one is enough, else as `#write`. */
  async #writeJson(
    options: CallOptions,
    alone: (writing: Writing) => Promise<OneStatement>,
    work: (writing: Writing) => Promise<string | null>,
  ): Promise<string | null> {
    if (this.#writing !== null) return this.#write(options, work)
    const mark = this.#known.comparison
    try {
      return await this.#writeCompared(options, mark, alone, work)
    } catch (error) {
      // Whoever is refused by what was known may be allowed more by now, or be no more.
      if (mark === null || !(await this.#isOutdated(mark, error, options))) throw error
      return this.#writeCompared(options, null, alone, work)
    }
  }

  async #writeCompared(
    options: CallOptions,
    mark: MarkComparison | null,
    alone: (writing: Writing) => Promise<OneStatement>,
    work: (writing: Writing) => Promise<string | null>,
  ): Promise<string | null> {
    const answer = await executing(options, () =>
      runAlone(this.#transaction(options), (writing) => alone({ ...writing, mark })),
    )
    if (answer !== null) return answer.text
    return this.#beginNow(options, async (writing) => {
      const text = await work({ ...writing, mark })
      // Whatever came of it: nothing is committed for somebody who was not compared.
      await mark?.ask(writing.executor, writing.signal)
      return text
    })
  }

  /** Whether the actor was another by now when a write failed; from then on they are known anew. */
  async #isOutdated(mark: MarkComparison, error: unknown, options: CallOptions): Promise<boolean> {
    const wasStale = error instanceof StaleActorError
    if (mark.isMade && !wasStale) return false
    // Another call of the session may have found them out meanwhile.
    return (await this.renew(options)) || wasStale
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
}
