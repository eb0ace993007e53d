import { EngineError, InvalidQueryError, type Session } from '@relvar/query-engine'
import { DIALECTS } from '@relvar/test-databases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findingOf, FUZZ_TIMEOUT, isFinding, seeds } from '../budget.js'
import type { Data } from '../data.js'
import { disagreement, outcomeOf } from '../disagreement.js'
import { type Question, questionsFor } from '../questions.js'
import { actorWith, openRightsPlace } from './place.js'
import { askersFor, rightsFor } from './random-rights.js'
import { isRefused } from './refusals.js'
import type { Asker, Rights } from './rights.js'
import { comparable, isOrdered, unordered } from './unordered.js'
import { visibleTo } from './visible.js'

const WORLDS = 2
/** Rights in each world. */
const RUNS = 16
const ASKERS = 2
const LENGTH = { minLength: 15, maxLength: 15 }

/** Milliseconds of a world; many rights are slow to shrink. */
const LONGEST = 20_000

interface Asking {
  readonly asker: Asker
  readonly questions: readonly Question[]
}

describe.each(DIALECTS)('random rights in tables on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'are answered for as an evaluation of their rows in memory says',
    async () => {
      const tally = { answered: 0, refused: 0 }
      for (const seed of seeds(WORLDS)) {
        await using place = await openRightsPlace(dialect, seed)
        const property = fc.asyncProperty(casesFor(place.data), async ({ rights, askings }) => {
          // Sessions are open before the rights change.
          const sessions = await Promise.all(askings.map(({ asker }) => place.as(asker)))
          await place.put(rights)
          for (const [index, asking] of askings.entries()) {
            const visible = seenBy(place.data, rights, asking.asker)
            await checkAnswers(sessions[index] as Session, visible, asking.questions, tally)
          }
        })
        const limits = { seed, numRuns: RUNS, interruptAfterTimeLimit: LONGEST }
        const result = await fc.check(property, limits)
        expect(isFinding(result), findingOf(seed, result)).toBe(false)
      }
      // Of questions that are all refused nothing is learned, nor of those that never are. How many there are
      // in all depends on how busy the machine is.
      const some = (tally.answered + tally.refused) / 10
      expect(tally.answered).toBeGreaterThan(some)
      expect(tally.refused).toBeGreaterThan(some)
    },
    FUZZ_TIMEOUT,
  )
})

/** Rights, some who ask, and what they ask. */
function casesFor(data: Data) {
  const anything = questionsFor(data)
  const askers = fc.array(askersFor(data), { minLength: 1, maxLength: ASKERS })
  return fc.tuple(rightsFor(data, ['read']), askers).chain(([rights, list]) => {
    const askings = list.map((asker) => {
      const visible = seenBy(data, rights, asker)
      const questions = fc.array(mostlyOf(visible, anything), LENGTH)
      return questions.map((asked): Asking => ({ asker, questions: asked }))
    })
    return fc.tuple(...askings).map((given) => ({ rights, askings: given }))
  })
}

/** What is there for whoever asks. */
function seenBy(data: Data, rights: Rights, asker: Asker): Data {
  return visibleTo({ ...data, actor: actorWith(rights, asker) }, rights, asker)
}

/** Some questions are about what there is, seen or not. */
function mostlyOf(visible: Data, anything: fc.Arbitrary<Question>): fc.Arbitrary<Question> {
  const seen = askable(visible)
  if (seen.world.tables.length === 0) return anything
  return fc.oneof({ weight: 4, arbitrary: questionsFor(seen) }, { weight: 1, arbitrary: anything })
}

/** What sensible questions are about: tables whose rows can be told apart, and links between them. */
function askable(visible: Data): Data {
  const tables = visible.world.tables.filter((table) => isOrdered({ tables: [table] }))
  const isAskable = (name: unknown): boolean => tables.some((table) => table.name === name)
  return {
    ...visible,
    world: { tables },
    relationships: (table) =>
      visible.relationships(table).filter(({ target }) => isAskable(target)),
  }
}

async function checkAnswers(
  session: Session,
  visible: Data,
  questions: readonly Question[],
  tally: { answered: number; refused: number },
): Promise<void> {
  for (const question of questions) {
    const refused = isRefused(visible, question)
    tally[refused ? 'refused' : 'answered'] += 1
    if (refused) await checkRefusal(session, question)
    else await checkAnswer(session, visible, question).catch(throwUnlessTooLarge)
  }
}

/** Rules by the hundred make more of a few questions than MariaDB has room for, which is told. */
function throwUnlessTooLarge(error: unknown): void {
  const isTooLarge =
    error instanceof InvalidQueryError && /larger than the database allows/.test(error.message)
  if (!isTooLarge) throw error
}

async function checkRefusal(session: Session, { table, query }: Question): Promise<void> {
  const told = await session.read(table, query).then(
    () => 'answered',
    (error: unknown) => {
      if (error instanceof EngineError) return error.code
      throw error
    },
  )
  // "deep" of what is no relationship is a mistake of the query.
  expect(['FORBIDDEN', 'INVALID_QUERY'], JSON.stringify({ table, query })).toContain(told)
}

async function checkAnswer(session: Session, visible: Data, given: Question): Promise<void> {
  const ordered = isOrdered(visible.world)
  const question = ordered ? given : unordered(given)
  const { table, query } = question
  const expected = outcomeOf(visible, question)?.data ?? null
  const shown = (rows: unknown): unknown => (ordered ? rows : comparable(rows))
  const rows = async () => shown(await session.read(table, query))
  const seen = expected === null ? null : shown(expected)
  expect(await disagreement(visible, question, seen, rows), 'rows').toBeNull()
  const json = async () => shown(JSON.parse((await session.readJson(table, query)).data) as unknown)
  expect(await disagreement(visible, question, seen, json), 'json').toBeNull()
  if (query.aggregate !== undefined || query.groupBy !== undefined) return
  const { meta } = await session.readPage(
    table,
    { ...query, fields: ['*'], limit: 0 },
    { meta: ['total_count'] },
  )
  expect(meta.total_count).toBe(
    visible.world.tables.find(({ name }) => name === table)?.rows.length,
  )
}
