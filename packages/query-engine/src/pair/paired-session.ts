import type { SchemaModel, TableId } from '@relvar/schema-introspect/model'
import { type Actor, SYSTEM } from '../actor.js'
import { EngineSession } from '../engine-session.js'
import type { Elsewhere, LinkedKeys, LinkedRow, LookupOptions } from '../execute/read-elsewhere.js'
import type { Explanation } from '../explain.js'
import type { Limits } from '../limits.js'
import type { Key, KeyInput, ReadQuery, Row, WriteTarget } from '../query/query.js'
import type { ResolvedQuery } from '../resolve/resolved.js'
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
} from '../session.js'
import { type Pair, sideOf } from './pair.js'
import { type PairedTransaction, runPaired } from './paired-transaction.js'

/**
 * A session over two databases: leads each collection to the engine of the one that it lies in, and a
 * write to the part of the transaction that is of that one.
 */
export class PairedSession implements Session, Elsewhere {
  readonly #pair: Pair
  readonly #transaction: PairedTransaction | null
  #actor: Actor

  /** @param transaction which it joins, or null */
  constructor(pair: Pair, actor: Actor, transaction: PairedTransaction | null) {
    this.#pair = pair
    this.#actor = actor
    this.#transaction = transaction
  }

  get actor(): Actor {
    return this.#actor
  }

  get schema(): SchemaModel {
    return this.#pair.user.visibleTo(this.#actor)
  }

  get limits(): Limits {
    return this.#pair.user.limitsFor(this.#actor)
  }

  /** The transaction that it is in. */
  get transactionOfBoth(): PairedTransaction | null {
    return this.#transaction
  }

  async renew(options: CallOptions = {}): Promise<boolean> {
    if (this.#transaction !== null) return false
    const { own } = this.#pair
    return this.#following(new EngineSession(own, this.#actor, own.executor, null), (session) =>
      session.renew(options),
    )
  }

  read(table: string, query?: ReadQuery, options?: ReadOptions): Promise<readonly Row[]> {
    return this.#reading(table, (session) => session.read(table, query, options))
  }

  readPage(table: string, query?: ReadQuery, options?: ReadOptions): Promise<Page> {
    return this.#reading(table, (session) => session.readPage(table, query, options))
  }

  readJson(table: string, query?: ReadQuery, options?: ReadOptions): Promise<JsonPage> {
    return this.#reading(table, (session) => session.readJson(table, query, options))
  }

  readEdges(table: string, query?: ReadQuery, options?: ReadOptions): Promise<EdgePage> {
    return this.#reading(table, (session) => session.readEdges(table, query, options))
  }

  readOne(
    table: string,
    key: KeyInput,
    query?: ReadQuery,
    options?: CallOptions,
  ): Promise<Row | null> {
    return this.#reading(table, (session) => session.readOne(table, key, query, options))
  }

  /** In the same transaction, so that rules see what was written in it. */
  get forRules(): PairedSession {
    return this.#transaction?.sessionOf(SYSTEM) ?? new PairedSession(this.#pair, SYSTEM, null)
  }

  /** What links from the one database lead to in the other. */
  readLinked(
    table: TableId,
    query: ReadQuery,
    linked: LinkedKeys,
    options: LookupOptions,
  ): Promise<readonly LinkedRow[]> {
    return this.#reading(table, (session) => session.readLinked(table, query, linked, options))
  }

  readBack(
    table: string,
    keys: readonly Key[],
    query?: ReadQuery,
    options?: CallOptions,
  ): Promise<string | null> {
    return this.#reading(table, (session) => session.readBack(table, keys, query, options))
  }

  stream(table: string, query?: ReadQuery, options?: CallOptions): AsyncIterable<Row> {
    return this.#streaming(table, (session) => session.stream(table, query, options))
  }

  streamJson(table: string, query?: ReadQuery, options?: CallOptions): AsyncIterable<string> {
    return this.#streaming(table, (session) => session.streamJson(table, query, options))
  }

  create(table: string, items: readonly Row[], options?: CreateOptions): Promise<readonly Key[]> {
    return this.#writing(table, options, (session) => session.create(table, items, options))
  }

  createJson(
    table: string,
    items: readonly Row[],
    query?: ReadQuery,
    options?: CallOptions,
  ): Promise<string | null> {
    return this.#writing(table, options, (session) =>
      session.createJson(table, items, query, options),
    )
  }

  update(
    table: string,
    target: WriteTarget,
    data: Row,
    options?: CallOptions,
  ): Promise<readonly Key[]> {
    return this.#writing(table, options, (session) => session.update(table, target, data, options))
  }

  updateJson(
    table: string,
    target: WriteTarget,
    data: Row,
    query?: ReadQuery,
    options?: CallOptions,
  ): Promise<string | null> {
    return this.#writing(table, options, (session) =>
      session.updateJson(table, target, data, query, options),
    )
  }

  updateEach(table: string, items: readonly Row[], options?: CallOptions): Promise<readonly Key[]> {
    return this.#writing(table, options, (session) => session.updateEach(table, items, options))
  }

  updateEachJson(
    table: string,
    items: readonly Row[],
    query?: ReadQuery,
    options?: CallOptions,
  ): Promise<string | null> {
    return this.#writing(table, options, (session) =>
      session.updateEachJson(table, items, query, options),
    )
  }

  upsert(
    table: string,
    items: readonly Row[],
    options?: UpsertOptions,
  ): Promise<readonly Upserted[]> {
    return this.#writing(table, options, (session) => session.upsert(table, items, options))
  }

  delete(table: string, target: WriteTarget, options?: CallOptions): Promise<readonly Key[]> {
    return this.#writing(table, options, (session) => session.delete(table, target, options))
  }

  lock(
    table: string,
    keys: readonly KeyInput[],
    action: 'update' | 'delete',
    options?: LockOptions,
  ): Promise<readonly Key[]> {
    return this.#writing(table, options, (session) => session.lock(table, keys, action, options))
  }

  async transaction<T>(
    work: (session: Session) => Promise<T>,
    options: CallOptions = {},
  ): Promise<T> {
    if (this.#transaction !== null) return work(this)
    await this.renew(options)
    const pair = this.#pair
    const join = (transaction: PairedTransaction, actor: Actor): PairedSession =>
      new PairedSession(pair, actor, transaction)
    const run = (): Promise<T> =>
      runPaired({ pair, actor: this.#actor, signal: options.signal, join }, work)
    const { onStage } = options
    return onStage === undefined ? run() : run().finally(() => onStage('execute'))
  }

  resolve(table: string, query?: ReadQuery, options?: ReadOptions): ResolvedQuery {
    return this.#plain(table).resolve(table, query, options)
  }

  explain(table: string, query?: ReadQuery, options?: ReadOptions): Explanation {
    return this.#plain(table).explain(table, query, options)
  }

  /** Of the engine that the table is of, outside of any transaction. */
  #plain(table: TableId): EngineSession {
    const core = this.#pair[sideOf(this.#pair, table)]
    return new EngineSession(core, this.#actor, core.executor, null, this)
  }

  /** A read joins what was begun in its database; it begins nothing. */
  async #reader(table: TableId): Promise<EngineSession> {
    const side = this.#transaction?.side(sideOf(this.#pair, table))
    return side?.isBegun === true ? side.session(this.#actor, this) : this.#plain(table)
  }

  async #reading<T>(table: TableId, call: (session: EngineSession) => Promise<T>): Promise<T> {
    return this.#following(await this.#reader(table), call)
  }

  async *#streaming<T>(
    table: TableId,
    call: (session: EngineSession) => AsyncIterable<T>,
  ): AsyncGenerator<T, void, undefined> {
    const session = await this.#reader(table)
    yield* call(session)
    this.#follow(session)
  }

  /** What a call finds out about the actor holds for the next one too. */
  async #following<T>(
    session: EngineSession,
    call: (session: EngineSession) => Promise<T>,
  ): Promise<T> {
    try {
      return await call(session)
    } finally {
      this.#follow(session)
    }
  }

  #follow({ actor }: EngineSession): void {
    // A transaction goes on with what was known when it began.
    if (this.#transaction === null) this.#actor = actor
  }

  async #writing<T>(
    table: TableId,
    options: CallOptions | undefined,
    call: (session: Session) => Promise<T>,
  ): Promise<T> {
    if (this.#transaction === null) return this.transaction(call, options)
    return call(await this.#transaction.side(sideOf(this.#pair, table)).session(this.#actor, this))
  }
}
