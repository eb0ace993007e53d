import type { Session } from '@relvar/query-engine'
import { DIALECTS } from '@relvar/test-databases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference } from '../alike.js'
import { FUZZ_TIMEOUT, seeds } from '../budget.js'
import { type Data, tableNamed } from '../data.js'
import { evaluate } from '../evaluator.js'
import { writeNested } from '../evaluator-nested.js'
import { type NestedWrite, nestedWrites, writableLinks } from '../nested-writes.js'
import { rowsDifference } from '../rows-difference.js'
import { runNested } from '../run-nested.js'
import { writableIn } from '../writes.js'
import { answerDifference, outcomeOf } from './answered.js'
import { gateFor, sightFor } from './permitted.js'
import { actorWith, openRightsPlace } from './place.js'
import { askersFor, rightsFor } from './random-rights.js'
import type { Asker, Rights } from './rights.js'
import { comparable, isOrdered } from './unordered.js'
import { visibleTo } from './visible.js'

const WORLDS = 3
/** Rights in each world, and writes under each of them. */
const RUNS = 25
const WRITES = 15

describe.each(DIALECTS)('nested writes under random rights in tables on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'hold every row that they touch to the rights in its own table, or do nothing at all',
    async () => {
      const tally = { done: 0, refused: 0 }
      for (const seed of seeds(WORLDS)) {
        await using place = await openRightsPlace(dialect, seed)
        let { data } = place
        const writes = nestedWritesIn(data)
        if (writes === null) continue
        const cases = fc.record({
          rights: rightsFor(data, ['read', 'create', 'update', 'update']),
          asker: askersFor(data),
          writes: fc.array(writes, { minLength: WRITES, maxLength: WRITES }),
        })
        for (const each of fc.sample(cases, { seed, numRuns: RUNS })) {
          const session = await place.as(each.asker)
          await place.put(each.rights)
          for (const given of each.writes) {
            const told = `FUZZ_SEED=${seed} ${JSON.stringify({ ...each, writes: given })}`
            const holder = { ...each, session }
            const { after, isRefused, finding } = await check(data, holder, given).catch(
              (cause: unknown) => {
                throw new Error(told, { cause })
              },
            )
            data = after
            tally[isRefused ? 'refused' : 'done'] += 1
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

interface Given {
  readonly table: string
  readonly write: NestedWrite
  readonly isAnswered: boolean
}

interface Holder {
  readonly session: Session
  readonly rights: Rights
  readonly asker: Asker
}

/** Of tables that have links; null where there are none. */
function nestedWritesIn(data: Data): fc.Arbitrary<Given> | null {
  const linked = writableIn(data).filter((table) => writableLinks(data, table).length > 0)
  if (linked.length === 0) return null
  const writes = linked.map((table) => fc.tuple(fc.constant(table.name), nestedWrites(data, table)))
  return fc
    .tuple(fc.oneof(...writes), fc.boolean())
    .filter(([[, { toOne, toMany }]]) => toOne.length + toMany.length > 0)
    .map(([[table, write], isAnswered]) => ({ table, write, isAnswered }))
}

/** Says what is not as it should be, or null; and the world as it has to be afterwards. */
async function check(
  data: Data,
  { session, rights, asker }: Holder,
  { table: name, write, isAnswered }: Given,
): Promise<{ readonly after: Data; readonly isRefused: boolean; readonly finding: string | null }> {
  const table = tableNamed(data, name)
  const held = { ...data, actor: actorWith(rights, asker) }
  const expected = writeNested(held, table, write, gateFor(rights, asker), sightFor(rights, asker))
  const outcome = await outcomeOf(runNested(session, table, write, isAnswered))
  const isRefused = typeof outcome === 'string'
  if (isRefused) {
    const finding = expected.mayRefuse
      ? await seenDifference(session, visibleTo(held, rights, asker), name)
      : outcome
    return { after: data, isRefused, finding }
  }
  if (expected.after === null) return { after: data, isRefused, finding: 'not refused' }
  const keys = expected.written.map((row) =>
    Object.fromEntries(table.key.map((part) => [part, row[part]])),
  )
  const finding =
    ('text' in outcome ? await answerDifference(session, name, keys, outcome) : null) ??
    (await seenDifference(session, visibleTo(expected.after, rights, asker), name))
  return { after: { ...expected.after, actor: data.actor }, isRefused, finding }
}

/** What differs between the rows around the one that was written as they are read and as they may be seen. */
async function seenDifference(
  session: Session,
  visible: Data,
  name: string,
): Promise<string | null> {
  // Rows that cannot be told apart come in any order, which nothing says.
  const tables = visible.world.tables.filter((table) => isOrdered({ tables: [table] }))
  const table = tables.find((each) => each.name === name)
  if (table === undefined) return null
  const links = visible
    .relationships(table)
    .filter(({ target }) => tables.some((each) => each.name === target))
  const query = { fields: ['*', ...links.map((link) => `${link.name}.*`)], limit: -1 }
  const seen = comparable(evaluate(visible, name, query).data)
  return difference(seen, comparable(await session.read(name, query)), `seen.${name}`)
}
