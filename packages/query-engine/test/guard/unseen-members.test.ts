import { describe, expect, it } from 'vitest'
import { type Actor, createEngine, type Session, SYSTEM } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf, type Rules } from '../support/rules.js'

const ALL = { fields: '*' } as const
const boxes = { read: ALL, update: ALL }
const OPEN = { kind: { _eq: 'open' } }
const somebody: Actor = { id: '4' }

function boxesFixture(): string[] {
  return [
    'create table boxes (id integer not null primary key)',
    'create table things (id integer not null primary key, kind varchar(10), box_id integer, foreign key (box_id) references boxes (id))',
    'insert into boxes (id) values (1)',
    ...['open', 'hidden', 'open', 'hidden'].map(
      (kind, index) => `insert into things (id, kind, box_id) values (${index + 1}, '${kind}', 1)`,
    ),
  ]
}

describe.each(SUPPORTED)('a list with items that its writer does not see on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const fixture = useFixture(dialect, boxesFixture)

  /** What is left in the box when somebody has written its list, with and without its old items. */
  async function left(things: Rules['things'], list: unknown): Promise<unknown> {
    const { db, schema } = fixture
    const engine = createEngine({ db, schema, policy: policyOf({ boxes, things }) })
    const inBox = (session: Session): Promise<readonly unknown[]> =>
      session.read('things', { fields: ['id'], filter: { box_id: { _eq: 1 } }, sort: ['id'] })
    const ids = [1, 2, 3, 4]
    await engine.as(SYSTEM).update('things', { keys: ids }, { box_id: 1 })
    await engine.as(somebody).update('boxes', { keys: [1] }, { things: list })
    return inBox(engine.as(SYSTEM))
  }

  test('keeps them when it is emptied or written anew', async () => {
    const things = { read: { ...ALL, rows: OPEN }, update: ALL }
    expect(await left(things, [])).toEqual([{ id: 2 }, { id: 4 }])
    expect(await left(things, [3])).toEqual([{ id: 2 }, { id: 3 }, { id: 4 }])
  })

  test('keeps all of them where they see none', async () => {
    expect(await left({ update: ALL }, [])).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }])
  })

  test('keeps those of which they do not see that they are in it', async () => {
    const fields = { id: {}, kind: {}, box_id: OPEN }
    expect(await left({ read: { fields }, update: ALL }, [])).toEqual([{ id: 2 }, { id: 4 }])
  })
})
