import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Session } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'

const everything = { fields: '*' } as const
const policy = policyOf({
  tags: { create: everything, update: everything },
  customers: {
    create: everything,
    read: { rows: { city: { _eq: '$CURRENT_USER' } }, fields: '*' },
    update: { rows: { city: { _eq: '$CURRENT_USER' } }, fields: '*' },
  },
  employees: {
    create: everything,
    read: { fields: { id: {}, name: {}, salary: { name: { _eq: 'Open' } } } },
    update: { rows: { manager_id: { name: { _eq: 'Grace' } } }, fields: '*' },
  },
})
const created_at = '2024-01-01T00:00:00.000Z'
const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text))

describe.each(SUPPORTED)('writes that are answered under rights on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const test = it.skipIf(dialect.skip)
  const makeCustomer = async (city: string): Promise<number> => {
    const [key] = await shop.session.create('customers', [{ name: 'x', city, created_at }])
    return Number(key?.['id'])
  }
  const as = (id: string): Session => shop.with({ policy }, { id })

  test('answers no row that is hidden from its writer, who wrote it', async () => {
    const make = (city: string) =>
      as('Kiel').createJson('customers', [{ name: 'h', city, created_at }], { fields: ['city'] })
    expect(parsed(await make('Kiel'))).toEqual([{ city: 'Kiel' }])
    expect(await make('Hidden')).toBeNull()
    expect(await shop.facts(`select name from customers where city = 'Hidden'`)).toEqual([['h']])
    const id = await makeCustomer('Kiel')
    const gone = await as('Kiel').updateJson('customers', { keys: [id] }, { city: 'Gone' })
    expect(gone).toBeNull()
    expect(await shop.facts(`select city from customers where id = ${id}`)).toEqual([['Gone']])
  })

  test('answers nothing to who may write and not read', async () => {
    expect(await as('x').createJson('tags', [{ name: 'blind' }])).toBeNull()
    expect(await as('x').updateJson('tags', { keys: [5] }, { name: 'blinder' })).toBeNull()
    expect(
      await shop.facts(`select name from tags where name like 'blind%' order by name`),
    ).toEqual([['blind'], ['blinder']])
  })

  test.each([
    ['may not be read', { name: {} }],
    ['is closed in it', { id: { name: { _eq: 'Open' } }, name: {} }],
  ])('answers no row whose key %s, as a read by the key does not', async (state, fields) => {
    const rules = { create: everything, update: everything, read: { fields } }
    const session = shop.with({ policy: policyOf({ categories: rules }) }, { id: 'x' })
    const query = { fields: ['name'] }
    expect(await session.createJson('categories', [{ name: `made ${state}` }], query)).toBeNull()
    const [key] = await shop.session.create('categories', [{ name: state }])
    const keys = [key ?? 0]
    expect(
      await session.updateJson('categories', { keys }, { name: `now ${state}` }, query),
    ).toBeNull()
    expect(await shop.session.readOne('categories', keys[0] ?? 0, query)).toEqual({
      name: `now ${state}`,
    })
  })

  test('masks a field in the rows that it is closed in', async () => {
    const make = (each: string) =>
      as('x').createJson('employees', [{ name: each, hired_on: '2024-01-01', salary: 5 }], {
        fields: ['name', 'salary'],
      })
    expect(parsed(await make('Open'))).toEqual([{ name: 'Open', salary: '5.00' }])
    expect(parsed(await make('Closed'))).toEqual([{ name: 'Closed', salary: null }])
  })

  test('keeps actors with one policy apart, whose rules name themselves', async () => {
    const ids = { Bonn: await makeCustomer('Bonn'), Trier: await makeCustomer('Trier') }
    const fields = ['city']
    const update = (actor: 'Bonn' | 'Trier', id: number) =>
      as(actor).updateJson('customers', { keys: [id] }, { notes: actor }, { fields })
    for (const actor of ['Bonn', 'Trier', 'Bonn'] as const) {
      expect(parsed(await update(actor, ids[actor]))).toEqual([{ city: actor }])
    }
    const forbidden = { code: 'FORBIDDEN', details: {} }
    await expect(update('Bonn', ids.Trier)).rejects.toMatchObject(forbidden)
    await expect(update('Trier', ids.Bonn)).rejects.toMatchObject(forbidden)
    await expect(update('Trier', 999_999)).rejects.toMatchObject(forbidden)
    const found = await shop.facts(
      `select city, notes from customers where city in ('Bonn', 'Trier') order by city`,
    )
    expect(found).toEqual([
      ['Bonn', 'Bonn'],
      ['Trier', 'Trier'],
    ])
  })

  test('holds an update to a rule that looks into its own table', async () => {
    const update = (id: number) =>
      as('x').updateJson('employees', { keys: [id] }, { salary: 1 }, { fields: ['id'] })
    expect(parsed(await update(2))).toEqual([{ id: 2 }])
    await expect(update(4)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('lets one of several updates at once win, where the rule holds for the first only', async () => {
    const id = await makeCustomer('Race')
    const updates = Array.from({ length: 6 }, (_, index) =>
      as('Race').updateJson('customers', { keys: [id] }, { city: `Won ${index}` }),
    )
    const outcomes = await Promise.allSettled(updates)
    const lost = outcomes.filter((each) => each.status === 'rejected')
    expect(lost.map(({ reason }) => (reason as { code: string }).code)).toEqual(
      Array.from({ length: 5 }, () => 'FORBIDDEN'),
    )
  })
})
