import { type AnyDatabase, detectDialect } from '../connect/dialect-of.js'
import { catalogueReader, introspect } from '../introspect/introspect.js'
import type { IntrospectOptions } from '../introspect/options.js'
import { applyOverlay } from '../model/apply-overlay.js'
import type { Overlay } from '../model/overlay.js'
import type { SchemaModel } from '../model/schema-model.js'

export interface WatchOptions extends IntrospectOptions {
  /** Laid over every model before anybody sees it. */
  readonly overlay?: Overlay
  /** How often to look for changes, in milliseconds. 4000 unless told. */
  readonly interval?: number
  /** Hears of a look that failed, for example because the database is away; the next one comes all the same. A process warning unless told. */
  readonly onError?: (error: unknown) => void
}

/** A schema that follows its database. */
export interface SchemaWatch {
  /** The newest model. The object changes only when the schema does. */
  current(): SchemaModel
  /** Reads the schema now, for a caller that knows of a change. */
  refresh(): Promise<SchemaModel>
  /** Calls `listener` with each new model; answers a function that ends it. */
  onChange(listener: (schema: SchemaModel) => void): () => void
  /** Stops looking, and waits for a look that is under way. */
  close(): Promise<void>
}

const DEFAULT_INTERVAL_MS = 4_000

/**
 * Reads the schema, and again whenever a cheap fingerprint of the catalogue differs. The timer
 * does not keep a program alive.
 *
 * @example
 * const schema = await watchSchema(db, { interval: 1_000 })
 * schema.onChange((model) => console.log('new schema', model.version))
 */
export async function watchSchema(
  db: AnyDatabase,
  options: WatchOptions = {},
): Promise<SchemaWatch> {
  const watch = new PollingWatch(db, options)
  await watch.refresh()
  watch.schedule()
  return watch
}

class PollingWatch implements SchemaWatch {
  readonly #db: AnyDatabase
  readonly #options: WatchOptions
  readonly #listeners = new Set<(schema: SchemaModel) => void>()
  #model: SchemaModel | undefined
  #fingerprint: string | undefined
  #work: Promise<unknown> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(db: AnyDatabase, options: WatchOptions) {
    this.#db = db
    this.#options = options
  }

  current(): SchemaModel {
    if (this.#model === undefined) throw new Error('The schema has not been read yet.')
    return this.#model
  }

  refresh(): Promise<SchemaModel> {
    return this.#queue(() => this.#read())
  }

  onChange(listener: (schema: SchemaModel) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#work
  }

  schedule(): void {
    if (this.#closed) return
    const tick = (): void => void this.#look().then(() => this.schedule())
    this.#timer = setTimeout(tick, this.#options.interval ?? DEFAULT_INTERVAL_MS).unref()
  }

  async #look(): Promise<void> {
    try {
      await this.#queue(async () => {
        if ((await this.#readFingerprint()) !== this.#fingerprint) await this.#read()
      })
    } catch (error) {
      this.#report(error)
    }
  }

  /** The fingerprint comes first: a change while the schema is being read is seen at the next look. */
  async #read(): Promise<SchemaModel> {
    const fingerprint = await this.#readFingerprint()
    const model = applyOverlay(
      await introspect(this.#db, this.#options),
      this.#options.overlay ?? {},
    )
    this.#fingerprint = fingerprint
    if (model.version !== this.#model?.version) this.#swap(model)
    return this.current()
  }

  #swap(model: SchemaModel): void {
    const first = this.#model === undefined
    this.#model = model
    if (first) return
    for (const listener of this.#listeners) this.#tell(listener, model)
  }

  /** One listener that fails must not keep the news from the others. */
  #tell(listener: (schema: SchemaModel) => void, model: SchemaModel): void {
    try {
      listener(model)
    } catch (error) {
      this.#report(error)
    }
  }

  async #readFingerprint(): Promise<string> {
    const reader = catalogueReader(await detectDialect(this.#db))
    return await reader.fingerprint(this.#db.withoutPlugins(), this.#options)
  }

  /** One after another: a refresh that is asked for during another must see what came in between. */
  #queue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#work.then(work)
    this.#work = result.catch(() => undefined)
    return result
  }

  #report(error: unknown): void {
    if (this.#options.onError !== undefined) this.#options.onError(error)
    else process.emitWarning(error instanceof Error ? error : String(error))
  }
}
