import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EngineError, type Row, type Session, ValidationErrors } from '@relvar/query-engine'
import { DIALECTS } from '@relvar/test-databases'
import { difference } from './alike.js'
import { FUZZ_TIMEOUT, seeds } from './budget.js'
import { type Data, tableNamed } from './data.js'
import { evaluateWrite } from './evaluator-writes.js'
import { openWorld } from './open-world.js'
import { keyOf } from './items.js'
import { rowsDifference } from './rows-difference.js'
import { runNested, type Written } from './run-nested.js'
import { type RandomWrite, writableIn, writesFor } from './writes.js'
import type { WireRow, WorldTable } from './world.js'

const WORLDS = 4
const WRITES = 60

const CODES = new Set(
  `FAILED_VALIDATION FORBIDDEN INVALID_FOREIGN_KEY INVALID_PAYLOAD INVALID_QUERY NOT_NULL_VIOLATION
  RECORD_NOT_UNIQUE VALUE_OUT_OF_RANGE VALUE_TOO_LONG`.split(/\s+/),
)

/** What was answered: rows or keys, or the code of an error that is meant for callers. */
type Answer = readonly WireRow[] | string

async function answerOf(work: Promise<readonly Row[]>): Promise<Answer> {
  try {
    return await work
  } catch (error) {
    const errors: readonly unknown[] = error instanceof ValidationErrors ? error.errors : [error]
    for (const each of errors)
      if (!(each instanceof EngineError) || !CODES.has(each.code)) throw each
    return errors.map((each) => (each as EngineError).code).join()
  }
}

async function run(
  data: Data,
  session: Session,
  { table, write, answered }: RandomWrite,
): Promise<readonly Row[]> {
  switch (write.kind) {
    case 'create':
      if (answered) return rowsOf(await session.createJson(table, write.items))
      return session.create(table, write.items)
    case 'updateEach':
      if (answered) return rowsOf(await session.updateEachJson(table, write.items))
      return session.updateEach(table, write.items)
    case 'upsert':
      return (await session.upsert(table, write.items)).map(({ key }) => key)
    case 'update':
      if (answered)
        return rowsOf(await session.updateJson(table, write.target as never, write.data))
      return session.update(table, write.target as never, write.data)
    case 'delete':
      return session.delete(table, write.target as never)
    case 'nested':
      return rowsWritten(await runNested(session, tableNamed(data, table), write, answered))
  }
}

const rowsWritten = (written: Written): readonly Row[] =>
  'keys' in written ? written.keys : rowsOf(written.text)

const rowsOf = (text: string | null): readonly Row[] => JSON.parse(text ?? '[]') as Row[]

/** Says what differs from what the evaluator says, or null; and the world as it is afterwards. */
async function check(
  data: Data,
  session: Session,
  given: RandomWrite,
): Promise<{ readonly after: Data; readonly refused: boolean; readonly finding: string | null }> {
  const expected = evaluateWrite(data, given)
  const answer = await answerOf(run(data, session, given))
  const refused = typeof answer === 'string'
  if (refused && !expected.mayRefuse) return { after: data, refused, finding: answer }
  if (!refused && expected.after === null)
    return { after: data, refused, finding: `not refused: ${JSON.stringify(answer)}` }
  const after = refused ? data : (expected.after ?? data)
  const written = refused
    ? null
    : answerDifference(tableNamed(data, given.table), given, expected.written, answer)
  return { after, refused, finding: written ?? (await rowsDifference(after, session)) }
}

/** Answers in the order of the items; what a query chose comes in any. */
function answerDifference(
  table: WorldTable,
  { write, answered }: RandomWrite,
  written: readonly WireRow[],
  answer: readonly WireRow[],
): string | null {
  const isWhole = answered && !['upsert', 'delete'].includes(write.kind)
  const expected = written.map((row) =>
    isWhole ? row : Object.fromEntries(table.key.map((name) => [name, row[name]])),
  )
  const isOrdered = write.kind !== 'update' && write.kind !== 'delete'
  const sorted = (rows: readonly WireRow[]): readonly WireRow[] =>
    isOrdered ? rows : rows.toSorted((a, b) => (keyOf(table, a) < keyOf(table, b) ? -1 : 1))
  return difference(sorted(expected), sorted(answer))
}

describe.each(DIALECTS)('random writes into random databases on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'leave behind what the evaluator says, or nothing at all and a code',
    async () => {
      const tally = { written: 0, refused: 0, nested: 0 }
      for (const seed of seeds(WORLDS)) {
        await using open = await openWorld(dialect, seed)
        let { data } = open
        if (writableIn(data).length === 0) continue
        for (const [index, write] of fc
          .sample(writesFor(data), { seed, numRuns: WRITES })
          .entries()) {
          const place = `FUZZ_SEED=${seed} write ${index}: ${JSON.stringify(write)}`
          const { after, refused, finding } = await check(data, open.session, write).catch(
            (error: unknown) => {
              throw new Error(place, { cause: error })
            },
          )
          expect(finding, place).toBeNull()
          tally[refused ? 'refused' : 'written'] += 1
          if (!refused && write.write.kind === 'nested') tally.nested += 1
          data = after
        }
      }
      // Of writes that are all refused nothing is learned, nor of those that never are.
      expect(tally.written).toBeGreaterThan(WRITES / 2)
      expect(tally.refused).toBeGreaterThan(WRITES / 2)
      expect(tally.nested).toBeGreaterThan(WORLDS)
    },
    FUZZ_TIMEOUT,
  )
})
