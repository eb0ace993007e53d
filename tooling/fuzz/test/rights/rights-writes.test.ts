import type { Key, RowChange, Session } from '@relvar/query-engine'
import { DIALECTS } from '@relvar/test-databases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FUZZ_TIMEOUT, seeds } from '../budget.js'
import type { Data } from '../data.js'
import type { Outcome } from '../evaluator-rows.js'
import { evaluateWrite } from '../evaluator-writes.js'
import { rowsDifference } from '../rows-difference.js'
import { type RandomWrite, writableIn, writesFor } from '../writes.js'
import { type Answered, answerDifference, outcomeOf } from './answered.js'
import { type FlatWrite, permitted } from './permitted.js'
import { actorWith, openRightsPlace } from './place.js'
import { askersFor, rightsFor } from './random-rights.js'
import { toldDifference } from './told.js'

const WORLDS = 3
/** Rights in each world, and writes under each of them. */
const RUNS = 25
const WRITES = 15
const mostly = fc.constantFrom(true, true, false)
const REFUSED: Outcome = { after: null, written: [], mayRefuse: true }

describe.each(DIALECTS)('writes under random rights in tables on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'are done as an evaluation of their rows in memory says, or not at all',
    async () => {
      const tally = { done: 0, refused: 0 }
      for (const seed of seeds(WORLDS)) {
        await using place = await openRightsPlace(dialect, seed)
        let { data } = place
        if (writableIn(data).length === 0) continue
        // Whoever may not read is answered another way.
        const rights = rightsFor(data, ['read', 'create', 'update', 'update', 'delete'])
        const cases = fc.record({
          rights,
          asker: askersFor(data),
          writes: fc.array(fc.tuple(flatWritesFor(data), mostly, mostly), {
            minLength: WRITES,
            maxLength: WRITES,
          }),
        })
        for (const each of fc.sample(cases, { seed, numRuns: RUNS })) {
          const session = await place.as(each.asker)
          await place.put(each.rights)
          const actor = actorWith(each.rights, each.asker)
          for (const [write, isAnswered, isTold] of each.writes) {
            place.told.rows = isTold ? [] : null
            const told = `FUZZ_SEED=${seed} ${JSON.stringify({ ...each, writes: write })}`
            const allowed = permitted({ ...data, actor }, each.rights, each.asker, write)
            const done = { session, write, allowed, isAnswered, told: place.told.rows }
            const { after, refused, finding } = await check(data, done).catch((cause: unknown) => {
              throw new Error(told, { cause })
            })
            place.told.rows = null
            data = after
            tally[refused ? 'refused' : 'done'] += 1
            expect(finding ?? (await rowsDifference(data, place.open)), told).toBeNull()
          }
        }
      }
      // Of writes that are all refused nothing is learned, nor of those that never are.
      expect(tally.done).toBeGreaterThan(RUNS)
      expect(tally.refused).toBeGreaterThan(RUNS)
    },
    FUZZ_TIMEOUT,
  )
})

interface Done {
  readonly session: Session
  readonly write: FlatWrite
  /** With its presets; null where it is to be refused. */
  readonly allowed: FlatWrite | null
  readonly isAnswered: boolean
  /** What hooks are told of it; null where there are none. */
  readonly told: readonly RowChange[] | null
}

/** Says what is not as it should be, or null; and the world as it has to be afterwards. */
async function check(
  data: Data,
  { session, write, allowed, isAnswered, told }: Done,
): Promise<{ readonly after: Data; readonly refused: boolean; readonly finding: string | null }> {
  const expected = allowed === null ? REFUSED : evaluateWrite(data, randomWrite(allowed))
  const outcome = await outcomeOf(run(session, write, isAnswered))
  const refused = typeof outcome === 'string'
  if (refused) return { after: data, refused, finding: expected.mayRefuse ? null : outcome }
  if (expected.after === null) return { after: data, refused, finding: 'not refused' }
  const finding =
    told === null || write.kind === 'delete'
      ? null
      : (toldDifference(data, write.table, expected.written, told) ??
        (await answerDifference(session, write.table, keysOf(told), outcome)))
  return { after: expected.after, refused, finding }
}

const keysOf = (told: readonly RowChange[]) => told.map(({ key }) => key)

/** Those that need no right to read. */
function flatWritesFor(data: Data): fc.Arbitrary<FlatWrite> {
  return writesFor(data)
    .filter(({ write }) => flat(write) !== null)
    .map(({ table, write }) => ({ table, ...(flat(write) as Flat) }))
}

type Flat = FlatWrite extends infer T ? (T extends FlatWrite ? Omit<T, 'table'> : never) : never

function flat(write: RandomWrite['write']): Flat | null {
  if (write.kind === 'create') return { kind: 'create', items: write.items }
  if ((write.kind !== 'update' && write.kind !== 'delete') || !('keys' in write.target)) return null
  const { keys } = write.target
  return write.kind === 'delete'
    ? { kind: 'delete', keys }
    : { kind: 'update', keys, changes: write.data }
}

function randomWrite(given: FlatWrite): RandomWrite {
  const { table } = given
  const write: RandomWrite['write'] =
    given.kind === 'create'
      ? { kind: 'create', items: given.items }
      : given.kind === 'delete'
        ? { kind: 'delete', target: { keys: given.keys } }
        : { kind: 'update', target: { keys: given.keys }, data: given.changes }
  return { table, write, answered: false }
}

async function run(session: Session, write: FlatWrite, isAnswered: boolean): Promise<Answered> {
  const { table } = write
  if (write.kind === 'create') {
    if (isAnswered) return { text: await session.createJson(table, write.items) }
    await session.create(table, write.items)
    return {}
  }
  const target = { keys: write.keys as readonly Key[] }
  if (write.kind === 'delete') await session.delete(table, target)
  else if (isAnswered) return { text: await session.updateJson(table, target, write.changes) }
  else await session.update(table, target, write.changes)
  return {}
}
