import { connect, introspect } from '@relvar/schema-introspect'
import { tableStatements, type TestDialect } from '@relvar/test-databases'
import fc from 'fast-check'
import { allowAll, anonymous, createEngine, type Session } from '../../src/index.js'
import { type Data, dataOf } from './data.js'
import { fixtureTable, worlds } from './world.js'

/** A random database that is there, and what the evaluator knows of it. */
export interface OpenWorld extends AsyncDisposable {
  readonly data: Data
  readonly session: Session
}

/** The same database for the same seed. */
export async function openWorld(dialect: TestDialect, seed: number): Promise<OpenWorld> {
  const [world] = fc.sample(worlds, { seed, numRuns: 1 })
  if (world === undefined) throw new Error('No world was drawn.')
  const database = await dialect.createDatabase()
  await database.execute(
    world.tables.flatMap((table) => tableStatements(dialect.name, fixtureTable(table))),
  )
  const db = await connect(database.url, { maxConnections: 2 })
  const schema = await introspect(db)
  return {
    data: dataOf(world, schema),
    session: createEngine({ db, schema, policy: allowAll }).as(anonymous),
    async [Symbol.asyncDispose]() {
      await db.destroy()
      await database[Symbol.asyncDispose]()
    },
  }
}
