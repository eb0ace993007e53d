import { connect, introspect } from '@relvar/schema-introspect'
import type { TestDialect } from '@relvar/test-databases'
import fc from 'fast-check'
import { type Actor, allowAll, createEngine, type Policy, type Session } from '../../src/index.js'
import { type Data, dataOf } from './data.js'
import { ACTOR } from './actor.js'
import { openPlaces } from './places.js'
import { worlds } from './world.js'

/** A random database that is there, and what the evaluator knows of it. */
export interface OpenWorld extends AsyncDisposable {
  readonly data: Data
  readonly session: Session
  readonly guarded: (policy: Policy<Actor>) => Session
}

/** The same database for the same seed; every other one has tables in two schemas. */
export async function openWorld(dialect: TestDialect, seed: number): Promise<OpenWorld> {
  const [world] = fc.sample(worlds, { seed, numRuns: 1 })
  if (world === undefined) throw new Error('No world was drawn.')
  const places = await openPlaces(dialect, world, seed % 2 === 1)
  const db = await connect(places.url, { maxConnections: 2 })
  const schema = await introspect(db, places.introspect)
  const guarded = (policy: Policy<Actor>): Session => createEngine({ db, schema, policy }).as(ACTOR)
  return {
    data: dataOf(places.world, schema),
    session: guarded(allowAll),
    guarded,
    async [Symbol.asyncDispose]() {
      await db.destroy()
      await places[Symbol.asyncDispose]()
    },
  }
}
