import { connect, introspect } from '@relvar/schema-introspect'
import { tableStatements, type TestDialect } from '@relvar/test-databases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowAll, anonymous, createEngine, type Session } from '../../src/index.js'
import { SUPPORTED } from '../support/fixture.js'
import { difference } from './alike.js'
import { FUZZ_TIMEOUT, seeds } from './budget.js'
import { type Data, dataOf } from './data.js'
import { evaluate } from './evaluator.js'
import { type Question, questionsFor } from './questions.js'
import { fixtureTable, type World, worlds } from './world.js'

const WORLDS = 4
const QUESTIONS = 60

interface OpenWorld extends AsyncDisposable {
  readonly data: Data
  readonly session: Session
}

async function openWorld(dialect: TestDialect, world: World): Promise<OpenWorld> {
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

/** Both outputs have to be what the evaluator says. */
async function check({ data, session }: OpenWorld, { table, query }: Question): Promise<void> {
  const isGrouped = query.aggregate !== undefined || query.groupBy !== undefined
  const options = isGrouped ? {} : { meta: ['total_count', 'filter_count'] as const }
  const { data: rows, meta } = evaluate(data, table, query)
  const expected = { data: rows, meta: isGrouped ? {} : meta }
  const page = await session.readPage(table, query, options)
  const json = await session.readJson(table, query, options)
  expect(difference(expected, page), 'rows').toBeNull()
  expect(
    difference(expected, { ...json, data: JSON.parse(json.data) as unknown }),
    'json',
  ).toBeNull()
}

/** What a person needs to see it again: the seed for all of it, the smallest question that shows it, and how. */
function findingOf(seed: number, { counterexample, errorInstance }: fc.RunDetails<[Question]>) {
  const told = errorInstance instanceof Error ? errorInstance.message : String(errorInstance)
  return `FUZZ_SEED=${seed} ${JSON.stringify(counterexample?.[0])} ${told}`
}

describe.each(SUPPORTED)('random questions about random databases on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'are answered as a plain evaluation in memory answers them',
    async () => {
      for (const seed of seeds(WORLDS, 1 / SUPPORTED.length)) {
        const [world] = fc.sample(worlds, { seed, numRuns: 1 })
        if (world === undefined) throw new Error('There is no world.')
        await using open = await openWorld(dialect, world)
        const property = fc.asyncProperty(questionsFor(open.data), (question) =>
          check(open, question),
        )
        const result = await fc.check(property, { seed, numRuns: QUESTIONS })
        expect(result.failed, findingOf(seed, result)).toBe(false)
      }
    },
    FUZZ_TIMEOUT,
  )
})
