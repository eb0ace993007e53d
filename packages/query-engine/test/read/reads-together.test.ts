import { setImmediate as nextTurn } from 'node:timers/promises'
import { statementRunnerOf } from '@relvar/schema-introspect'
import { type DialectName, spellType } from '@relvar/test-databases'
import { describe, expect, it, vi } from 'vitest'
import {
  type Actor,
  anonymous,
  type CallOptions,
  createEngine,
  type Engine,
  ForbiddenError,
  type KeyInput,
  type ReadQuery,
  type Session,
} from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf, type Rules } from '../support/rules.js'

const tables = (name: DialectName): string[] => [
  `create table notes (id integer not null primary key, owner varchar(40), text varchar(40), born ${spellType(name, 'timestamp')})`,
  ...Array.from({ length: 40 }, (_, index) => {
    const owner = index % 2 === 0 ? 'ada' : 'bob'
    return `insert into notes (id, owner, text) values (${index + 1}, '${owner}', 'note ${index + 1}')`
  }),
  'create table pairs (a integer not null, b integer not null, text varchar(40), primary key (a, b))',
  "insert into pairs (a, b, text) values (1, 1, 'one')",
  "insert into pairs (a, b, text) values (1, 2, 'two')",
  `create table uuid_key (id ${spellType(name, 'uuid')} not null primary key, text varchar(40))`,
  "insert into uuid_key (id, text) values ('6f9619ff-8b86-4011-b42d-00c04fc964ff', 'x')",
  "insert into uuid_key (id, text) values ('6f9619ff-8b86-4011-b42d-00c04fc964fe', 'y')",
  'create table codes (id varchar(10) not null primary key, text varchar(40))',
  "insert into codes (id, text) values ('a', 'x')",
  "insert into codes (id, text) values ('b', 'y')",
  'create table letters (id integer not null primary key, f varchar(5), j varchar(5), k varchar(5))',
  "insert into letters (id, f, j, k) values (1, 'f', 'j', '2')",
  "insert into letters (id, f, j, k) values (2, 'g', 'i', '1')",
  'create table marks (id integer not null primary key, mark varchar(40))',
  "insert into marks (id, mark) values (1, 'first')",
]

const OWN: Rules = {
  notes: {
    read: {
      rows: { _or: [{ owner: { _eq: '$CURRENT_USER' } }, { id: { _lte: 2 } }] },
      fields: { id: {}, owner: {}, text: { owner: { _eq: '$CURRENT_USER' } } },
    },
  },
}

const actor = (id: string): Actor => ({ ...anonymous, id })

describe.each(SUPPORTED)('reads by key that come together on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const fixture = useFixture(dialect, tables)

  /** The statements that some work sends. */
  async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
    await fixture.db.selectFrom('notes').select('id').limit(1).execute()
    const runner = statementRunnerOf(fixture.db)
    if (runner === undefined) throw new Error('Nothing has opened the driver.')
    using run = vi.spyOn(runner, 'run')
    await work()
    return run.mock.calls.map(([{ sql }]) => sql)
  }

  const readEach = (
    session: Session,
    keys: readonly KeyInput[],
    query: ReadQuery = {},
    options: CallOptions = {},
    table = 'notes',
  ): Promise<PromiseSettledResult<unknown>[]> =>
    Promise.allSettled(
      keys.map(async (key) => {
        const { data } = await session.readJson(table, query, { ...options, keys: [key] })
        return JSON.parse(data) as unknown
      }),
    )
  const given = (value: unknown) => ({ status: 'fulfilled', value })
  const texts = (keys: readonly number[]) => keys.map((key) => given([{ text: `note ${key}` }]))

  test('are one statement, and each is given its own row', async () => {
    const query = { fields: ['text'] }
    const session = fixture.with({})
    let outcomes: unknown
    const statements = await statementsOf(async () => {
      outcomes = await readEach(session, [7, 3, 999, 7, 12], query)
    })
    expect(outcomes).toEqual([...texts([7, 3]), given([]), ...texts([7, 12])])
    expect(statements).toHaveLength(1)
  })

  test('are several where they are many', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => index + 1)
    const session = fixture.with({})
    let outcomes: unknown
    const statements = await statementsOf(async () => {
      outcomes = await readEach(session, keys, { fields: ['text'] })
    })
    expect(outcomes).toEqual(texts(keys))
    expect(statements).toHaveLength(3)
  })

  /** Reads the first rows, each in a turn of its own that takes so many milliseconds. */
  async function readByTurns(count: number, length: number): Promise<unknown> {
    let time = 0
    using clock = vi.spyOn(performance, 'now')
    clock.mockImplementation(() => time)
    const session = fixture.with({})
    const outcomes: Promise<PromiseSettledResult<unknown>[]>[] = []
    for (let key = 1; key <= count; key++) {
      outcomes.push(readEach(session, [key], { fields: ['text'] }))
      await nextTurn()
      time += length
    }
    return (await Promise.all(outcomes)).flat()
  }

  test('of turns that follow one another are one statement', async () => {
    let outcomes: unknown
    const statements = await statementsOf(async () => {
      outcomes = await readByTurns(2, 0)
    })
    expect(outcomes).toEqual(texts([1, 2]))
    expect(statements).toHaveLength(1)
  })

  test('do not wait for others longer than a millisecond', async () => {
    let outcomes: unknown
    const statements = await statementsOf(async () => {
      outcomes = await readByTurns(6, 0.4)
    })
    expect(outcomes).toEqual(texts([1, 2, 3, 4, 5, 6]))
    expect(statements.length).toBeGreaterThan(1)
  })

  test('of rows with values instead of text are one statement too', async () => {
    const session = fixture.with({})
    let rows: unknown
    const statements = await statementsOf(async () => {
      rows = await Promise.all(
        [2, 1].map((key) => session.readOne('notes', key, { fields: ['id', 'text'] })),
      )
    })
    expect(rows).toEqual([
      { id: 2, text: 'note 2' },
      { id: 1, text: 'note 1' },
    ])
    expect(statements).toHaveLength(1)
  })

  test('of one row are each given one of their own', async () => {
    const session = fixture.with({})
    const pair = await Promise.all([1, 1].map((key) => session.readOne('notes', key)))
    const [first, second] = pair as readonly Record<string, unknown>[]
    expect(second).toEqual(first)
    Object.assign(first ?? {}, { text: 'changed' })
    expect(second).toMatchObject({ text: 'note 1' })
  })

  test('by UUIDs, in whatever case, are told apart', async () => {
    const keys = ['6F9619FF-8B86-4011-B42D-00C04FC964FF', '6f9619ff-8b86-4011-b42d-00c04fc964fe']
    const outcomes = await readEach(
      fixture.with({}),
      [...keys, '6f9619ff-8b86-4011-b42d-00c04fc964fd'],
      { fields: ['text'] },
      {},
      'uuid_key',
    )
    expect(outcomes).toEqual([given([{ text: 'x' }]), given([{ text: 'y' }]), given([])])
  })

  test('by keys of text or of several columns are asked for one by one', async () => {
    const session = fixture.with({})
    const fields = { fields: ['text'] }
    const statements = await statementsOf(async () => {
      expect(await readEach(session, ['b', 'a'], fields, {}, 'codes')).toEqual([
        given([{ text: 'y' }]),
        given([{ text: 'x' }]),
      ])
      expect(await readEach(session, ['1,2', '1,1'], fields, {}, 'pairs')).toEqual([
        given([{ text: 'two' }]),
        given([{ text: 'one' }]),
      ])
    })
    expect(statements).toHaveLength(4)
  })

  test('that ask for other fields are another statement', async () => {
    const session = fixture.with({})
    const statements = await statementsOf(async () => {
      const [some, others] = await Promise.all([
        readEach(session, [1, 2], { fields: ['text'] }),
        readEach(session, [3, 1], { fields: ['id'] }),
      ])
      expect(some).toEqual(texts([1, 2]))
      expect(others).toEqual([given([{ id: 3 }]), given([{ id: 1 }])])
    })
    expect(statements).toHaveLength(2)
  })

  test('by several people are held to what each of them may read', async () => {
    const { db, schema } = fixture
    const engine = createEngine({ db, schema, policy: policyOf(OWN) })
    const [ada, bob] = [engine.as(actor('ada')), engine.as(actor('bob'))]
    const fields = { fields: ['id', 'text'] }
    const [hers, his, hersAgain] = await Promise.all([
      readEach(ada, [1, 2, 3, 4], fields),
      readEach(bob, [1, 2, 3, 4], fields),
      readEach(engine.as(actor('ada')), [4, 3], fields),
    ])
    const seen = (id: number) => given([{ id, text: `note ${id}` }])
    const masked = (id: number) => given([{ id, text: null }])
    expect(hers).toEqual([seen(1), masked(2), seen(3), given([])])
    expect(his).toEqual([masked(1), seen(2), given([]), seen(4)])
    expect(hersAgain).toEqual([given([]), seen(3)])
  })

  test('by people of one engine share a statement where no rule tells them apart', async () => {
    const { db, schema } = fixture
    const born = { _or: [{ born: { _null: true } }, { born: { _lte: '$NOW' } }] }
    const rule = { rows: born, fields: ['id', 'text'] }
    const shared = createEngine({ db, schema, policy: policyOf({ notes: { read: rule } }) })
    const own = createEngine({ db, schema, policy: policyOf(OWN) })
    const readAs = (engine: Engine) => async () => {
      const people = [actor('ada'), actor('bob')].map((each) => engine.as(each))
      await Promise.all(people.map((session, index) => readEach(session, [index + 1])))
    }
    expect(await statementsOf(readAs(shared))).toHaveLength(1)
    expect(await statementsOf(readAs(own))).toHaveLength(2)
  })

  test('by the keys of those who ask are told apart by who that is', async () => {
    const { db, schema } = fixture
    const rule = { fields: ['id', 'text'] }
    const engine = createEngine({ db, schema, policy: policyOf({ uuid_key: { read: rule } }) })
    const people = ['6f9619ff-8b86-4011-b42d-00c04fc964ff', '6f9619ff-8b86-4011-b42d-00c04fc964fe']
    const outcomes = await Promise.all(
      people.map((id) =>
        readEach(engine.as(actor(id)), ['$CURRENT_USER'], { fields: ['text'] }, {}, 'uuid_key'),
      ),
    )
    expect(outcomes.flat()).toEqual([given([{ text: 'x' }]), given([{ text: 'y' }])])
  })

  test('take no column for what stands beside the row', async () => {
    const session = fixture.with({})
    const rows = await Promise.all([1, 2].map((key) => session.readOne('letters', key)))
    expect(rows).toEqual([
      { id: 1, f: 'f', j: 'j', k: '2' },
      { id: 2, f: 'g', j: 'i', k: '1' },
    ])
    expect(await readEach(session, [2, 1], { fields: ['k'] }, {}, 'letters')).toEqual([
      given([{ k: '1' }]),
      given([{ k: '2' }]),
    ])
  })

  test('are each told what is wrong with their own key', async () => {
    const outcomes = await readEach(fixture.with({}), [1, 'no number', 2], { fields: ['text'] })
    const refused = { status: 'rejected', reason: expect.any(ForbiddenError) }
    expect(outcomes).toEqual([...texts([1]), refused, ...texts([2])])
  })

  test('are run one by one where they fail together', async () => {
    const session = fixture.with({})
    await fixture.db.selectFrom('notes').select('id').limit(1).execute()
    const runner = statementRunnerOf(fixture.db)
    if (runner === undefined) throw new Error('Nothing has opened the driver.')
    using run = vi.spyOn(runner, 'run').mockRejectedValueOnce(new Error('Out of order.'))
    expect(await readEach(session, [1, 2], { fields: ['text'] })).toEqual(texts([1, 2]))
    expect(run).toHaveBeenCalledTimes(3)
  })

  test('let go of who gives up, and answer the others', async () => {
    const session = fixture.with({})
    const leaving = new AbortController()
    const reason = new Error('No longer wanted.')
    const query = { fields: ['text'] }
    const [left, gone, stayed] = await Promise.all([
      readEach(session, [1], query, { signal: leaving.signal }),
      readEach(session, [2], query, { signal: AbortSignal.abort(reason) }),
      readEach(session, [3], query, { signal: new AbortController().signal }),
      // By then the statement of all of them is on its way.
      new Promise((resolve) => setImmediate(() => resolve(leaving.abort(reason)))),
    ])
    expect(left).toEqual([{ status: 'rejected', reason }])
    expect(gone).toEqual([{ status: 'rejected', reason }])
    expect(stayed).toEqual(texts([3]))
  })

  test('end with the statement when nobody waits for any of them', async () => {
    const session = fixture.with({})
    const leaving = new AbortController()
    const reason = new Error('No longer wanted.')
    const [outcomes] = await Promise.all([
      readEach(session, [1, 2], {}, { signal: leaving.signal }),
      new Promise((resolve) => setImmediate(() => resolve(leaving.abort(reason)))),
    ])
    expect(outcomes).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ])
    expect(await readEach(session, [5, 6], { fields: ['text'] })).toEqual(texts([5, 6]))
  })

  test('of a transaction are its own, and see what it wrote', async () => {
    const session = fixture.with({})
    const gone = new Error('Nothing of it stays.')
    const work = session.transaction(async (inner) => {
      await inner.update('notes', { keys: [1] }, { text: 'changed' })
      const [own, others] = await Promise.all([
        inner.readJson('notes', { fields: ['text'] }, { keys: [1] }),
        inner.readJson('notes', { fields: ['text'] }, { keys: [2] }),
      ])
      expect([own.data, others.data].map((data) => JSON.parse(data) as unknown)).toEqual([
        [{ text: 'changed' }],
        [{ text: 'note 2' }],
      ])
      throw gone
    })
    await expect(work).rejects.toBe(gone)
  })

  test('are made anew by those who are known no longer', async () => {
    const renewed: unknown[] = []
    const { db, schema } = fixture
    const mark = { table: 'marks', column: 'mark' }
    const engine = createEngine({
      db,
      schema,
      policy: policyOf(OWN),
      freshness: {
        mark,
        renew: (who) => {
          renewed.push(who.id)
          return Promise.resolve({ ...who, id: 'bob', mark: 'first' })
        },
      },
    })
    const known = engine.as({ ...actor('bob'), mark: 'first' })
    const unknown = engine.as({ ...actor('bob'), mark: 'before' })
    const [fresh, stale] = await Promise.all([
      readEach(known, [4, 999], { fields: ['text'] }),
      readEach(unknown, [2, 3], { fields: ['text'] }),
    ])
    expect(fresh).toEqual([...texts([4]), given([])])
    expect(stale).toEqual([...texts([2]), given([])])
    expect(renewed).toEqual(['bob', 'bob'])
  })
})
