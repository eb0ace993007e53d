import { connect, introspect } from '@relvar/schema-introspect'
import { plainSql, type TestDialect } from '@relvar/test-databases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowAll, anonymous, createEngine, type Session } from '../../../src/index.js'
import { SUPPORTED } from '../../support/fixture.js'
import { policyOf } from '../../support/rules.js'
import { type Question, questionsFor } from './queries.js'
import { type Grants, grants, leftOf, rulesOf } from './rules.js'
import { TABLES, WORLD, worldRows, worldTables } from './world.js'

const POLICIES = 25
const QUESTIONS = 40

/** Both forms of an answer, or the code of the error. */
async function answerOf(session: Session, { table, query }: Question): Promise<unknown> {
  const meta = query.aggregate === undefined ? (['total_count', 'filter_count'] as const) : []
  try {
    const page = await session.readPage(table, query, { meta })
    const json = await session.readJson(table, query, { meta })
    return { page, json: { data: JSON.parse(json.data) as unknown, meta: json.meta } }
  } catch (error) {
    return (error as { code?: string }).code ?? error
  }
}

interface Worlds extends AsyncDisposable {
  /** The whole world, behind a policy. */
  guarded(given: Grants): Session
  /** What is left of the world, without any. */
  left(given: Grants): Promise<Session>
}

async function openWorlds(dialect: TestDialect): Promise<Worlds> {
  const spelled = (statements: readonly string[]) =>
    statements.map((each) => plainSql(dialect.name, each))
  const whole = await dialect.createDatabase()
  await whole.execute(spelled([...worldTables(true), ...worldRows(WORLD)]))
  const part = await dialect.createDatabase()
  await part.execute(spelled(worldTables(false)))
  const [db, partDb] = [await connect(whole.url), await connect(part.url)]
  const [schema, partSchema] = [await introspect(db), await introspect(partDb)]
  // What is left has links that lead nowhere, which its database must not know of.
  const tables = Object.entries(schema.tables).map(
    ([id, table]) => [id, { ...table, schema: (partSchema.tables[id] ?? table).schema }] as const,
  )
  return {
    guarded: (given) =>
      createEngine({ db, schema, policy: policyOf(rulesOf(given)) }).as(anonymous),
    async left(given) {
      const emptied = TABLES.map((table) => `delete from ${table}`)
      await part.execute(spelled([...emptied, ...worldRows(leftOf(WORLD, given))]))
      return createEngine({
        db: partDb,
        schema: { ...schema, tables: Object.fromEntries(tables) },
        policy: allowAll,
      }).as(anonymous)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([db.destroy(), partDb.destroy()])
      await Promise.all([whole[Symbol.asyncDispose](), part[Symbol.asyncDispose]()])
    },
  }
}

describe.each(SUPPORTED)('random policies on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'answer as if what they hide were not there',
    async () => {
      await using worlds = await openWorlds(dialect)
      let answered = 0
      const questioned = grants.chain((given) =>
        fc.tuple(
          fc.constant(given),
          fc.array(questionsFor(given), { minLength: QUESTIONS, maxLength: QUESTIONS }),
        ),
      )
      const property = fc.asyncProperty(questioned, async ([given, questions]) => {
        const guarded = worlds.guarded(given)
        const left = await worlds.left(given)
        for (const question of questions) {
          const expected = await answerOf(left, question)
          expect(await answerOf(guarded, question), JSON.stringify(question)).toEqual(expected)
          if (typeof expected === 'object') answered += 1
        }
      })
      await fc.assert(property, { numRuns: POLICIES, seed: 20_261_122, endOnFailure: true })
      // Questions that are refused on both sides prove nothing.
      expect(answered).toBeGreaterThan(0.95 * POLICIES * QUESTIONS)
    },
    120_000,
  )
})
