import type { EngineCore } from '../engine.js'
import { InvalidQueryError } from '../errors.js'
import { bind, type Executor } from '../execute/executor.js'
import { dataOf, type Outcome } from '../execute/read-rows.js'
import type { Output } from '../plan/read-plan.js'
import type { ReadQuery, Row } from '../query/query.js'
import type { CallOptions } from '../session.js'
import type { KnownActor } from './known-actor.js'
import type { Reader } from './reader.js'

const STREAM_CHUNK = 500

/** The reads of a session that come row by row, however many there are. */
export class RowStreams {
  readonly #core: EngineCore
  readonly #known: KnownActor
  readonly #executor: Executor
  readonly #reader: Reader

  constructor(core: EngineCore, known: KnownActor, executor: Executor, reader: Reader) {
    this.#core = core
    this.#known = known
    this.#executor = executor
    this.#reader = reader
  }

  rows(
    table: string,
    query: ReadQuery,
    options: CallOptions,
  ): AsyncGenerator<Row, void, undefined> {
    return this.#stream(() => this.#chunks(table, query, options), options.signal)
  }

  /** As `rows`, each as the text of a JSON object. */
  texts(
    table: string,
    query: ReadQuery,
    options: CallOptions,
  ): AsyncGenerator<string, void, undefined> {
    return this.#stream(() => this.#jsonChunks(table, query, options), options.signal)
  }

  async *#stream<T>(
    chunks: () => AsyncIterable<readonly T[]>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<T, void, undefined> {
    let begun = false
    await this.#known.renew(signal === undefined ? {} : { signal })
    try {
      for await (const rows of chunks()) {
        begun = true
        yield* rows
      }
      return
    } catch (error) {
      // Rows that were given away cannot be taken back.
      if (begun || !(await this.#reader.mayRetry(error, signal))) throw error
    }
    for await (const rows of chunks()) yield* rows
  }

  async *#chunks(
    table: string,
    query: ReadQuery,
    options: CallOptions,
  ): AsyncGenerator<readonly Row[]> {
    for await (const { rows } of this.#data(table, query, options, 'rows')) {
      yield await this.#reader.hooked(table, rows)
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
      yield texts ?? (await this.#reader.hooked(table, rows)).map((row) => JSON.stringify(row))
    }
  }

  async *#data(
    table: string,
    query: ReadQuery,
    { signal, onStage }: CallOptions,
    output: Output,
  ): AsyncGenerator<Pick<Outcome, 'rows' | 'texts'>> {
    const call = signal === undefined ? {} : { signal }
    const prepared = await this.#reader.prepared(table, query, call, output)
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
      yield { rows: await this.#reader.whole(rows, prepared, signal), texts }
    }
    onStage?.('execute')
  }
}
