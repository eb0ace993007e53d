import type { SchemaModel } from '@relvar/schema-introspect/model'
import type { Actor } from './actor.js'
import type { Explanation } from './explain.js'
import type { Limits } from './limits.js'
import type { ResolvedQuery } from './resolve/resolved.js'
import type {
  Filter,
  Key,
  KeyInput,
  MetaName,
  PageMeta,
  ReadQuery,
  Row,
  WriteTarget,
} from './query/query.js'

export interface CallOptions {
  /** Ends the statement in the database when it aborts; the call then throws the signal's reason. */
  readonly signal?: AbortSignal
  /** Is told of each stage of the call when it ends, which is where its time is taken. */
  readonly onStage?: (stage: CallStage) => void
}

/**
 * What a call goes through. `prepare`: a query becomes a statement, which for one like another is to
 * take its values. `execute`: the database answers; of a write it is all of the work.
 */
export type CallStage = 'prepare' | 'execute'

export interface ReadOptions extends CallOptions {
  /** Only these rows, in the order of the query's sort. The limit is their number unless the query has one. */
  readonly keys?: readonly KeyInput[]
  /** What is wanted beside the rows: made in the same statement, but for an estimate. */
  readonly meta?: readonly MetaName[]
}

export interface CreateOptions extends CallOptions {
  /**
   * false: nobody asks for the keys, so `[]` is answered, and within a transaction nobody waits: what is
   * made may be sent together with what comes next, which then throws what the database says against it.
   */
  readonly keys?: boolean
}

export interface UpsertOptions extends CallOptions {
  /**
   * What tells which row an item is: the name of a unique constraint, or the columns of one.
   * Default: the primary key.
   */
  readonly by?: string | readonly string[]
}

export interface LockOptions extends CallOptions {
  /** Only rows of which it is true as they are now, whatever the transaction has read before. */
  readonly filter?: Filter
}

/** What became of one item of an upsert. */
export interface Upserted {
  readonly key: Key
  /** false: the row was there, and is updated. */
  readonly inserted: boolean
}

export interface Page {
  readonly data: readonly Row[]
  readonly meta: PageMeta
}

export interface JsonPage {
  /** The JSON text of an array of rows, made by the database: `[{"id":1},{"id":2}]`. */
  readonly data: string
  readonly meta: PageMeta
}

/** A row among others: its JSON text, and the place it stands at. */
export interface Edge {
  /** For `after` and `before`. */
  readonly cursor: string
  readonly node: string
}

export interface EdgePage {
  readonly edges: readonly Edge[]
  /** Whether rows follow. */
  readonly hasNext: boolean
  /** Whether rows come before. Of rows that nobody had to pass over, only those skipped by `after` or `offset` are known. */
  readonly hasPrevious: boolean
  readonly meta: PageMeta
}

/**
 * The only door to data: an engine, an actor and maybe a transaction. What the actor may not see
 * does not exist here; what does not exist throws {@link ForbiddenError}.
 *
 * Every method throws `InvalidQueryError` for a query that makes no sense, `ForbiddenError` for names
 * that are unknown or closed, `TimeoutError` and `DatabaseUnavailableError` for a database that does not answer.
 */
export interface Session {
  readonly actor: Actor
  /**
   * Asks whether what is known of the actor still holds, and finds it out anew where it does not.
   *
   * @returns whether anything was found out anew; never without `Freshness`
   */
  renew(options?: CallOptions): Promise<boolean>
  /** The schema as this actor sees it. */
  readonly schema: SchemaModel
  /** What one query of this actor may ask for at the most. */
  readonly limits: Limits

  read(table: string, query?: ReadQuery, options?: ReadOptions): Promise<readonly Row[]>
  /** As `read`, with the counts asked for in `options.meta`. */
  readPage(table: string, query?: ReadQuery, options?: ReadOptions): Promise<Page>
  /** As `readPage`, as JSON text: no value passes through JavaScript. */
  readJson(table: string, query?: ReadQuery, options?: ReadOptions): Promise<JsonPage>
  /**
   * As `readJson`, row by row, each with a cursor of its own.
   *
   * @example
   * const { edges, hasNext } = await session.readEdges('sales', { fields: ['id'], sort: ['-sold_at'], limit: 50 })
   * const next = await session.readEdges('sales', { fields: ['id'], sort: ['-sold_at'], limit: 50, after: edges.at(-1)?.cursor })
   */
  readEdges(table: string, query?: ReadQuery, options?: ReadOptions): Promise<EdgePage>
  /** One row by key, or null where there is none (or none that the actor may see). `filter`, `sort`, `limit` and `search` are ignored. */
  readOne(
    table: string,
    key: KeyInput,
    query?: ReadQuery,
    options?: CallOptions,
  ): Promise<Row | null>
  /** Rows one after another, in constant memory, however many there are. */
  stream(table: string, query?: ReadQuery, options?: CallOptions): AsyncIterable<Row>
  /** As `stream`, the JSON text of each row. */
  streamJson(table: string, query?: ReadQuery, options?: CallOptions): AsyncIterable<string>

  /** Creates rows, with what is nested in them. Answers their keys in order. */
  create(table: string, items: readonly Row[], options?: CreateOptions): Promise<readonly Key[]>
  /**
   * Creates rows and reads them back as `query` wants them (its `fields`, `deep`, `alias` and `backlink`):
   * the JSON text of an array in the order of the items, without those that the actor may not read;
   * null where that is none of them. One statement without a transaction where that is enough.
   *
   * @example
   * await session.createJson('tags', [{ name: 'new' }], { fields: ['id', 'name'] })   // '[{"id":7,"name":"new"}]'
   */
  createJson(
    table: string,
    items: readonly Row[],
    query?: ReadQuery,
    options?: CallOptions,
  ): Promise<string | null>
  /** The rows with these keys as `createJson` answers them, in the order of the keys. */
  readBack(
    table: string,
    keys: readonly Key[],
    query?: ReadQuery,
    options?: CallOptions,
  ): Promise<string | null>
  /** As `update`, answering the rows as `createJson` does; `[]` where there were none. */
  updateJson(
    table: string,
    target: WriteTarget,
    data: Row,
    query?: ReadQuery,
    options?: CallOptions,
  ): Promise<string | null>
  /** As `updateEach`, answering the rows as `createJson` does. */
  updateEachJson(
    table: string,
    items: readonly Row[],
    query?: ReadQuery,
    options?: CallOptions,
  ): Promise<string | null>
  /** Gives all rows of the target the same new values. Answers the keys of the rows that were there. */
  update(
    table: string,
    target: WriteTarget,
    data: Row,
    options?: CallOptions,
  ): Promise<readonly Key[]>
  /** Gives each row its own new values; every item holds its key. */
  updateEach(table: string, items: readonly Row[], options?: CallOptions): Promise<readonly Key[]>
  /**
   * Updates the rows that are there and creates those that are not; answers which, in order. Each row
   * is written by the rights, presets and hooks of what really happens to it, so the actor needs the
   * right to create and the right to update. What names a row stays as it is in a row that is there. An
   * item that lacks a part of it is created. Two calls for the same new row do not collide: one
   * creates it, the other updates it.
   *
   * @example
   * await session.upsert('products', [{ sku: 'B-001', price: 9 }], { by: ['sku'] })
   * // [{ key: { id: 1 }, inserted: false }]
   *
   * @throws InvalidQueryError where `by` is no unique constraint
   * @throws InvalidPayloadError where two items are the same row
   */
  upsert(
    table: string,
    items: readonly Row[],
    options?: UpsertOptions,
  ): Promise<readonly Upserted[]>
  /** Deletes the rows of the target. Answers the keys of the rows that were there. */
  delete(table: string, target: WriteTarget, options?: CallOptions): Promise<readonly Key[]>

  /**
   * Keeps others from changing these rows until the transaction ends, so that what is read of them now
   * still holds when they are written. Of use within {@link Session.transaction} only. Keys that no
   * row has are passed over; those of the others are answered. SQLite has one writer at a time, and no
   * need of it.
   *
   * @param action what is to happen to the rows, which the actor must have the right to
   */
  lock(
    table: string,
    keys: readonly KeyInput[],
    action: 'update' | 'delete',
    options?: LockOptions,
  ): Promise<readonly Key[]>

  /**
   * Runs `work` in one transaction: all of it happens or nothing. Calls within join the transaction.
   * A write in it that failed dooms it, even if its error is caught: half of it may have been done.
   * A deadlock or serialisation failure runs `work` again, so it must have no effect elsewhere.
   */
  transaction<T>(work: (session: Session) => Promise<T>, options?: CallOptions): Promise<T>

  /**
   * The query of a read or stream with its names looked up, as the statement of that read has them;
   * nothing is sent.
   *
   * @example
   * session.resolve('articles', { fields: ['id', 'title'] }).read.selections   // one for each field
   */
  resolve(table: string, query?: ReadQuery, options?: ReadOptions): ResolvedQuery
  /** Every intermediate value of a read: what is resolved, guarded, planned and sent, without running it. */
  explain(table: string, query?: ReadQuery, options?: ReadOptions): Explanation
}
