import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { type Actor, SYSTEM } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'

const validation = [{ customer_id: { _nin: [2] } }]
const policy = policyOf({
  sales: {
    read: { fields: '*' },
    create: { fields: '*', validation, presets: { employee_id: 4, sold_on: '2024-01-01' } },
    update: { fields: '*', validation },
  },
  customers: { read: { fields: '*' }, create: { fields: '*' }, update: { fields: '*' } },
})
const somebody: Actor = { id: '4' }

describe.each(SUPPORTED)('rules on links on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture, { policy })
  const test = it.skipIf(dialect.skip)

  test('hold however a link is written', async () => {
    const session = shop.as(somebody)
    const ways = [2, '2', { id: 2 }, { id: '2' }, { id: 2, notes: 'x' }]
    const before = await shop.as(SYSTEM).readOne('sales', 1, { fields: ['customer_id'] })
    for (const customer_id of ways) {
      const refused = { errors: [{ code: 'FAILED_VALIDATION' }] }
      await expect(session.create('sales', [{ customer_id }])).rejects.toMatchObject(refused)
      await expect(session.update('sales', { keys: [1] }, { customer_id })).rejects.toMatchObject(
        refused,
      )
    }
    expect(await shop.as(SYSTEM).readOne('sales', 1, { fields: ['customer_id'] })).toEqual(before)
  })

  test('let other links pass, those to items that are new too', async () => {
    const session = shop.as(somebody)
    for (const customer_id of [3, { id: 3 }, { id: 3, notes: 'x' }]) {
      const [key] = await session.create('sales', [{ customer_id }])
      const made = await session.readOne('sales', key ?? 0, { fields: ['customer_id'] })
      expect(made).toEqual({ customer_id: 3 })
    }
  })
})

const ofShelf = { room: 9, shelf: 9 }
const anything = { fields: '*' } as const
const shelvesPolicy = policyOf({
  books: { read: anything, create: { ...anything, presets: ofShelf } },
  shelves: { read: anything, create: anything },
})

function shelvesFixture(): string[] {
  return [
    'create table shelves (room integer not null, nr integer not null, primary key (room, nr))',
    `create table books (id integer not null primary key, room integer, shelf integer,
      constraint place foreign key (room, shelf) references shelves (room, nr))`,
    'insert into shelves (room, nr) values (1, 2)',
    'insert into shelves (room, nr) values (9, 9)',
  ]
}

describe.each(SUPPORTED)('presets of links on $name', (dialect) => {
  const library = useFixture(dialect, shelvesFixture, { policy: shelvesPolicy })
  const test = it.skipIf(dialect.skip)

  test('give way to what is sent, under whichever name', async () => {
    const session = library.as(somebody)
    const link = library.schema.tables['books']?.relationships[0]?.name ?? ''
    const sent = [{ [link]: '1,2' }, { [link]: { room: 1, nr: 2 } }, { [link]: null }, {}]
    await session.create(
      'books',
      sent.map((item, id) => ({ id, ...item })),
    )
    expect(await session.read('books', { fields: ['room', 'shelf'], sort: ['id'] })).toEqual([
      { room: 1, shelf: 2 },
      { room: 1, shelf: 2 },
      { room: null, shelf: null },
      ofShelf,
    ])
  })
})
