import { connect, type AnyDatabase, introspect } from '@relvar/schema-introspect'
import {
  type Relationship,
  replaceTables,
  type SchemaModel,
  type Table,
} from '@relvar/schema-introspect/model'
import {
  type DialectName,
  DIALECTS,
  insertStatements,
  plainSql,
  type TestDatabase,
  type TestDialect,
} from '@relvar/test-databases'
import {
  allowAll,
  anonymous,
  createEngine,
  type Engine,
  type EngineOptions,
  pairEngines,
  type Policy,
  type Session,
  type Actor,
} from '../../src/index.js'

function usersTables(name: DialectName): readonly string[] {
  return [
    'create table shops (id integer not null primary key, name varchar(40), owner varchar(40))',
    'create table orders (id integer not null primary key, item varchar(40), shop integer, reader varchar(40), amount integer, about varchar(40), kind varchar(40), foreign key (shop) references shops (id))',
    ...insertStatements(name, 'shops (id, name, owner)', [
      `1, 'North', 'a'`,
      `2, 'South', 'b'`,
      `3, 'West', null`,
    ]),
    ...insertStatements(name, 'orders (id, item, shop, reader, amount, about, kind)', [
      `1, 'Laptop', 1, 'a', 30, 'a', 'readers'`,
      `2, 'Mouse', 1, 'a', 10, '1', 'shops'`,
      `3, 'Rat', 2, 'b', null, 'b', 'readers'`,
      `4, 'Cable', null, null, 5, null, null`,
      `5, 'Screen', 2, 'a', 20, 'nobody', 'readers'`,
      `6, 'Ghost', 3, 'nobody', 7, '3', 'shops'`,
    ]),
  ]
}

function ownTables(name: DialectName): readonly string[] {
  return [
    'create table readers (id varchar(40) not null primary key, name varchar(40), status varchar(40), boss varchar(40))',
    ...insertStatements(name, 'readers (id, name, status, boss)', [
      `'a', 'Ada', 'active', null`,
      `'b', 'Bob', 'idle', 'a'`,
      `'c', 'Cy', 'active', 'a'`,
    ]),
  ]
}

type Links = Readonly<Record<string, readonly Relationship[]>>

const toReader = (name: string): Relationship => ({
  name,
  cardinality: 'many-to-one',
  target: 'readers',
  columns: [[name, 'id']],
  source: 'declared',
  where: null,
  traits: {},
})

const LINKS: Links = {
  orders: [
    toReader('reader'),
    {
      name: 'about',
      cardinality: 'many-to-any',
      target: { discriminator: 'kind', targets: ['shops', 'readers'] },
      columns: [['about', '']],
      source: 'declared',
      where: null,
      traits: {},
    },
  ],
  shops: [toReader('owner')],
  readers: [
    {
      name: 'orders',
      cardinality: 'one-to-many',
      target: 'orders',
      columns: [['id', 'reader']],
      source: 'declared',
      where: null,
      traits: {},
    },
    {
      name: 'mentions',
      cardinality: 'one-to-many',
      target: 'orders',
      columns: [['id', 'about']],
      source: 'declared',
      where: { column: 'kind', equals: 'readers' },
      traits: {},
    },
    toReader('boss'),
  ],
}

/** The same tables in one database, or ours in a SQLite file of their own. */
export interface Across extends AsyncDisposable {
  readonly session: Session
  readonly as: Engine['as']
  /** The same tables behind another policy. */
  readonly under: (policy: Policies) => Engine
}

export type Policies = Policy<Actor>

export async function inOne(dialect: TestDialect, policy: Policies = allowAll): Promise<Across> {
  const [database, db] = await filled(dialect, (name) => [...usersTables(name), ...ownTables(name)])
  const schema = linked(await introspect(db))
  const under = (held: Policies): Engine => createEngine({ db, schema, policy: held })
  return {
    ...sessionsOf(under, policy),
    [Symbol.asyncDispose]: () => dispose([database], [db]),
  }
}

export async function inTwo(
  dialect: TestDialect,
  policy: Policies = allowAll,
  limits: EngineOptions<Actor>['limits'] = {},
): Promise<Across> {
  const sqlite = DIALECTS.find(({ name }) => name === 'sqlite') ?? dialect
  const [user, userDb] = await filled(dialect, usersTables)
  const [own, ownDb] = await filled(sqlite, ownTables)
  const [users, ours] = [await introspect(userDb), await introspect(ownDb)]
  const userSide = { db: userDb, schema: linked(beside(users, ours)), limits }
  const ownSide = { db: ownDb, schema: linked(beside(ours, users)), limits }
  const under = (held: Policies): Engine =>
    pairEngines({ user: { ...userSide, policy: held }, own: { ...ownSide, policy: held } })
  return {
    ...sessionsOf(under, policy),
    [Symbol.asyncDispose]: () => dispose([user, own], [userDb, ownDb]),
  }
}

function sessionsOf(
  under: Across['under'],
  policy: Policies,
): Pick<Across, 'session' | 'as' | 'under'> {
  const engine = under(policy)
  return { session: engine.as(anonymous), as: (actor) => engine.as(actor), under }
}

async function filled(
  dialect: TestDialect,
  statements: (name: DialectName) => readonly string[],
): Promise<readonly [TestDatabase, AnyDatabase]> {
  const database = await dialect.createDatabase()
  await database.execute(statements(dialect.name).map((each) => plainSql(dialect.name, each)))
  return [database, await connect(database.url)]
}

async function dispose(
  databases: readonly TestDatabase[],
  connections: readonly AnyDatabase[],
): Promise<void> {
  await Promise.all(connections.map((each) => each.destroy()))
  for (const database of databases) await database[Symbol.asyncDispose]()
}

/** A schema with tables of another beside its own. */
function beside(here: SchemaModel, there: SchemaModel): SchemaModel {
  const others = Object.values(there.tables).map((table): Table => ({
    ...table,
    traits: { ...table.traits, elsewhere: true },
  }))
  return replaceTables(here, [...Object.values(here.tables), ...others], there.version)
}

function linked(schema: SchemaModel): SchemaModel {
  const tables = Object.values(schema.tables).map((table) => ({
    ...table,
    relationships: [...table.relationships, ...(LINKS[table.id] ?? [])],
  }))
  return replaceTables(schema, tables, schema.version)
}
