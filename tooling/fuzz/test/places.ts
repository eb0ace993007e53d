import type { IntrospectOptions } from '@relvar/schema-introspect'
import { quoteName, type TestDatabase, type TestDialect } from '@relvar/test-databases'
import { movedTo, statementsFor, type World, type WorldTable } from './world.js'

/** Where a world has been made, and what it takes to see all of it. */
export interface Places extends AsyncDisposable {
  readonly url: string
  readonly world: World
  readonly introspect: IntrospectOptions
}

const SIDE = 'the side'

/** Makes a world in one schema, or in two as far as the database has them. */
export async function openPlaces(
  dialect: TestDialect,
  world: World,
  inTwo: boolean,
): Promise<Places> {
  const database = await dialect.createDatabase()
  const make = inTwo ? TWO[dialect.name] : undefined
  return (make ?? makeOne)(dialect, database, world)
}

type Make = (dialect: TestDialect, database: TestDatabase, world: World) => Promise<Places>

/** An Oracle schema is an account of its own; of SQLite only the main file is read. */
const TWO: Readonly<Partial<Record<TestDialect['name'], Make>>> = {
  postgres: makeSchema,
  cockroachdb: makeSchema,
  mssql: makeSchema,
  mariadb: makeDatabase,
  mysql: makeDatabase,
}

async function makeOne(
  dialect: TestDialect,
  database: TestDatabase,
  world: World,
): Promise<Places> {
  await database.execute(world.tables.flatMap((table) => statementsFor(dialect.name, world, table)))
  const close = () => database[Symbol.asyncDispose]()
  return { url: database.url, world, introspect: {}, [Symbol.asyncDispose]: close }
}

/** Every other table; a view stays. */
const isMoved =
  ({ tables }: World) =>
  (table: WorldTable): boolean =>
    table.shows === undefined && tables.indexOf(table) % 2 === 1

async function makeSchema(
  dialect: TestDialect,
  database: TestDatabase,
  world: World,
): Promise<Places> {
  await database.execute(`create schema ${quoteName(dialect.name, SIDE)}`)
  return makeOne(dialect, database, movedTo(SIDE, world, isMoved(world)))
}

/** What others call a schema is a database of its own. */
async function makeDatabase(
  dialect: TestDialect,
  database: TestDatabase,
  world: World,
): Promise<Places> {
  const other = await dialect.createDatabase()
  const [here, there] = [nameOf(database), nameOf(other)]
  const places = await makeOne(dialect, database, movedTo(there, world, isMoved(world), here))
  return {
    ...places,
    introspect: { schemas: [here, there] },
    async [Symbol.asyncDispose]() {
      await places[Symbol.asyncDispose]()
      await other[Symbol.asyncDispose]()
    },
  }
}

const nameOf = ({ url }: TestDatabase): string => decodeURIComponent(new URL(url).pathname.slice(1))
