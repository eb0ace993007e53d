import { connect, introspect } from '@relvar/schema-introspect'
import { replaceTables, type SchemaModel } from '@relvar/schema-introspect/model'
import { plainSql, quoteName, type TestDatabase, type TestDialect } from '@relvar/test-databases'
import {
  type Actor,
  allowAll,
  anonymous,
  createHooks,
  type Engine,
  type Freshness,
  type HookRegistry,
  pairEngines,
  type Policy,
  type Session,
} from '../../src/index.js'

/** Orders of a shop that is checked at the commit, where the vendor can. */
function usersTables({ name }: TestDialect): string[] {
  const deferred = canDefer(name) ? ' references shops (id) deferrable initially deferred' : ''
  return [
    'create table shops (id integer not null primary key)',
    `create table orders (id integer not null primary key, item varchar(40), shop integer${deferred}, reader integer)`,
    "insert into orders (id, item) values (1, 'Laptop')",
  ]
}

/** Books on shelves, which are checked at the commit, and the notes. */
function ownTables({ name }: TestDialect): string[] {
  const deferred = canDefer(name) ? ' references shelves (id) deferrable initially deferred' : ''
  return [
    'create table shelves (id integer not null primary key)',
    `create table books (id varchar(40) not null primary key, shelf integer${deferred})`,
    'create table readers (id integer not null primary key, name varchar(40))',
    "insert into readers (id, name) values (1, 'Ada')",
    'create table marks (id integer not null primary key, mark varchar(40))',
    "insert into marks (id, mark) values (1, 'first')",
    `create table notes (id varchar(36) not null primary key, ${quoteName(name, 'rows')} json)`,
  ]
}

/** Whether the vendor can check at the commit, which is how a commit fails. */
export function canDefer(name: string): boolean {
  return name === 'sqlite' || name === 'postgres'
}

export interface TwoOptions {
  readonly policy?: Policy<Actor>
  readonly renew?: Freshness['renew']
  readonly actor?: Actor
  readonly hooks?: HookRegistry
}

/** A user's database and our own, and an engine over both. */
export interface TwoDatabases extends AsyncDisposable {
  readonly user: TestDatabase
  readonly own: TestDatabase
  readonly engine: Engine
  readonly session: Session
  /** What could not be put down. */
  readonly errors: readonly unknown[]
}

export async function twoDatabases(
  dialect: TestDialect,
  { policy = allowAll, renew, actor = anonymous, hooks = createHooks() }: TwoOptions = {},
): Promise<TwoDatabases> {
  const user = await dialect.createDatabase()
  await user.execute(usersTables(dialect).map((each) => plainSql(dialect.name, each)))
  const own = await dialect.createDatabase()
  await own.execute(ownTables(dialect).map((each) => plainSql(dialect.name, each)))
  const [userDb, ownDb] = [await connect(user.url), await connect(own.url)]
  const ownSchema = await introspect(ownDb)
  const errors: unknown[] = []
  const mark = { table: 'marks', column: 'mark' }
  const engine = pairEngines({
    user: { db: userDb, schema: together(await introspect(userDb), ownSchema), policy },
    own: { db: ownDb, schema: ownSchema, policy, ...(renew && { freshness: { mark, renew } }) },
    hooks,
    notes: { table: 'notes', onError: (error) => errors.push(error) },
  })
  return {
    user,
    own,
    engine,
    errors,
    session: engine.as(actor),
    async [Symbol.asyncDispose]() {
      await Promise.all([userDb.destroy(), ownDb.destroy()])
      await user[Symbol.asyncDispose]()
      await own[Symbol.asyncDispose]()
    },
  }
}

/** The user's tables with ours beside them, and a link from one to the other. */
function together(user: SchemaModel, own: SchemaModel): SchemaModel {
  const ours = Object.values(own.tables).map((table) => ({
    ...table,
    traits: { ...table.traits, elsewhere: true as const },
  }))
  const tables = Object.values(user.tables).map((table) =>
    table.id === 'orders' ? { ...table, relationships: [...table.relationships, READER] } : table,
  )
  return replaceTables(user, [...tables, ...ours], own.version)
}

const READER = {
  name: 'reader',
  cardinality: 'many-to-one',
  target: 'readers',
  columns: [['reader', 'id']],
  source: 'declared',
  where: null,
  traits: {},
} as const
