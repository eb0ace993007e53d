import { connect, introspect } from '@relvar/schema-introspect'
import { applyOverlay, type Overlay } from '@relvar/schema-introspect/model'
import type { TestDialect } from '@relvar/test-databases'
import fc from 'fast-check'
import { type Actor, allowAll, createEngine, type Policy, type Session } from '@relvar/query-engine'
import { type Data, dataOf } from './data.js'
import { ACTOR } from './actor.js'
import { anyOverlay, withAnyLinks } from './any-links.js'
import { openPlaces, type Places } from './places.js'
import { type World, worlds } from './world.js'

/** A random database that is there, and what the evaluator knows of it. */
export interface OpenWorld extends AsyncDisposable {
  readonly data: Data
  readonly session: Session
  readonly guarded: (policy: Policy<Actor>) => Session
}

/** The same database for the same seed; every other one has tables in two schemas. */
export async function openWorld(dialect: TestDialect, seed: number): Promise<OpenWorld> {
  return open(await openPlaces(dialect, worldOf(seed), seed % 2 === 1), {})
}

/** One with a table of links that lead into any of the others. */
export async function openAnyWorld(dialect: TestDialect, seed: number): Promise<OpenWorld> {
  const world = withAnyLinks(worldOf(seed), seed)
  return open(await openPlaces(dialect, world, false), anyOverlay(world))
}

export function worldOf(seed: number): World {
  const [world] = fc.sample(worlds, { seed, numRuns: 1 })
  if (world === undefined) throw new Error('No world was drawn.')
  return world
}

async function open(places: Places, overlay: Overlay): Promise<OpenWorld> {
  const db = await connect(places.url, { maxConnections: 2 })
  const schema = applyOverlay(await introspect(db, places.introspect), overlay)
  // Counts come, however busy the machine is.
  const limits = { countTimeout: null }
  const guarded = (policy: Policy<Actor>): Session =>
    createEngine({ db, schema, policy, limits }).as(ACTOR)
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
