import { type ConnectOptions, connect, type Database, introspect } from '@relvar/schema-introspect'
import { applyOverlay, type Overlay, type SchemaModel } from '@relvar/schema-introspect/model'
import {
  type DialectName,
  DIALECTS,
  plainSql,
  type TestDatabase,
  type TestDialect,
} from '@relvar/test-databases'
import { afterAll, beforeAll, expect } from 'vitest'
import {
  allowAll,
  anonymous,
  createEngine,
  type Engine,
  type EngineOptions,
  type Page,
  type ReadOptions,
  type ReadQuery,
  type Row,
  type Session,
} from '../../src/index.js'
import type { Actor } from '../../src/index.js'
import { factsOf } from './facts.js'
import { StatementCounter } from './statement-counter.js'

/** The databases that the engine speaks to: all of them. */
export const SUPPORTED: readonly TestDialect[] = DIALECTS

export interface FixtureOptions extends Partial<Omit<EngineOptions<Actor>, 'db' | 'schema'>> {
  readonly overlay?: Overlay
  readonly connect?: ConnectOptions
}

interface Opened {
  readonly database: TestDatabase
  readonly db: Database
  readonly schema: SchemaModel
  readonly engine: Engine
  readonly session: Session
}

/** Where there is no type for UUIDs they are texts, until somebody says what they are. */
function uuidsOf({ dialect, tables }: SchemaModel): Overlay {
  const isText = dialect === 'mysql' || dialect === 'oracle'
  return isText && tables['uuid_key'] !== undefined
    ? { tables: { uuid_key: { columns: { id: { type: 'uuid' } } } } }
    : {}
}

/** A database filled by a fixture, and an engine over it that every test of a file shares. */
export class Fixture {
  readonly #dialect: TestDialect
  readonly #statements: readonly string[]
  readonly #options: FixtureOptions
  readonly #counter = new StatementCounter()
  #opened: Opened | undefined

  constructor(dialect: TestDialect, statements: readonly string[], options: FixtureOptions) {
    this.#dialect = dialect
    this.#statements = statements
    this.#options = options
  }

  async open(): Promise<void> {
    const { overlay = {}, connect: connectOptions, ...engineOptions } = this.#options
    const database = await this.#dialect.createDatabase()
    await database.execute(this.#statements.map((each) => plainSql(this.#dialect.name, each)))
    const db = await connect(database.url, { maxConnections: 2, ...connectOptions })
    const found = await introspect(db)
    const schema = applyOverlay(applyOverlay(found, uuidsOf(found)), overlay)
    const counted = db.withPlugin(this.#counter)
    const engine = createEngine({ policy: allowAll, ...engineOptions, db: counted, schema })
    this.#opened = { database, db, schema, engine, session: engine.as(anonymous) }
  }

  async close(): Promise<void> {
    await this.#opened?.db.destroy()
    await this.#opened?.database[Symbol.asyncDispose]()
  }

  get #open(): Opened {
    if (this.#opened === undefined) throw new Error('The fixture is not open yet.')
    return this.#opened
  }

  get database(): TestDatabase {
    return this.#open.database
  }

  get db(): Database {
    return this.#open.db
  }

  get schema(): SchemaModel {
    return this.#open.schema
  }

  get session(): Session {
    return this.#open.session
  }

  as(actor: Actor): Session {
    return this.#open.engine.as(actor)
  }

  /** A session of another engine over the same database. */
  with(options: Partial<EngineOptions<Actor>>, actor: Actor = anonymous): Session {
    const { db, schema } = this.#open
    return createEngine({ policy: allowAll, db, schema, ...options }).as(actor)
  }

  /** What a statement of plain SQL answers past the engine: each row as its values. */
  facts(sql: string): Promise<readonly (readonly unknown[])[]> {
    return factsOf(this.database, plainSql(this.#dialect.name, sql))
  }

  /** How many statements some work takes; begin and commit are none. */
  async statements(work: () => Promise<unknown>): Promise<number> {
    const before = this.#counter.count
    await work()
    return this.#counter.count - before
  }

  /** Reads in both outputs, which have to be equal and to take one statement each. */
  async page(table: string, query: ReadQuery = {}, options: ReadOptions = {}): Promise<Page> {
    const rows = await this.#counted(() => this.session.readPage(table, query, options))
    const json = await this.#counted(() => this.session.readJson(table, query, options))
    expect({ data: JSON.parse(json.data) as unknown, meta: json.meta }).toEqual(rows)
    return rows
  }

  /** As `page`, the rows alone. */
  async read(
    table: string,
    query: ReadQuery = {},
    options: ReadOptions = {},
  ): Promise<readonly Row[]> {
    return (await this.page(table, query, options)).data
  }

  /** One field of every row, in order: `[1, 3]`. */
  async list(table: string, field: string, query: ReadQuery = {}): Promise<readonly unknown[]> {
    const rows = await this.read(table, { ...query, fields: [field] })
    return rows.map((row) => row[field])
  }

  /** The keys of the rows that a filter finds, in the order of the key. */
  ids(
    table: string,
    filter: ReadQuery['filter'],
    query: ReadQuery = {},
  ): Promise<readonly unknown[]> {
    return this.list(table, 'id', { ...query, ...(filter && { filter }) })
  }

  async #counted<T>(read: () => Promise<T>): Promise<T> {
    const before = this.#counter.count
    const result = await read()
    expect(this.#counter.count - before, 'statements').toBe(1)
    return result
  }
}

/** Opens a fixture before the tests of the surrounding `describe`, and closes it after them. */
export function useFixture(
  dialect: TestDialect,
  fixture: (dialect: DialectName) => readonly string[],
  options: FixtureOptions = {},
): Fixture {
  const opened = new Fixture(dialect, fixture(dialect.name), options)
  if (dialect.skip === null) {
    beforeAll(() => opened.open())
    afterAll(() => opened.close())
  }
  return opened
}
