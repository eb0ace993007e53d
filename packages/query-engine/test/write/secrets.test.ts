import type { Overlay } from '@relvar/schema-introspect/model'
import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import {
  anonymous,
  createHooks,
  type Filter,
  isSystem,
  type RowChange,
  type SecretCodecs,
  SYSTEM,
} from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** What the engine is given is the caller's business: these are easy to look through. */
const secrets: SecretCodecs = {
  hash: async (text) => `hash(${text.length}:${[...text].toReversed().join('')})`,
  encrypt: (text) => `sealed ${crypto.randomUUID()} ${btoa(encodeURIComponent(text))}`,
  decrypt: (kept) =>
    kept.startsWith('sealed ') ? decodeURIComponent(atob(kept.split(' ')[2] ?? '')) : kept,
}

const overlay: Overlay = {
  tables: {
    customers: {
      columns: {
        notes: { type: 'hash', traits: { codec: 'hash' } },
        email: { traits: { codec: 'encrypt', secret: 'conceal' } },
        city: { type: 'hash', traits: { codec: 'hash', secret: 'conceal' } },
      },
    },
  },
}

const MASK = '**********'
const born = { created_at: '2024-01-01T00:00:00' }

describe.each(SUPPORTED)('secrets on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const told: RowChange[] = []
  const hooks = createHooks()
  for (const event of ['items.create', 'items.update'] as const)
    hooks.within(event, ({ rows }) => void told.push(...rows), {
      rows: true,
      when: ({ id }, actor) => id === 'customers' && (actor.id === 'watched' || isSystem(actor)),
    })
  const shop = useFixture(dialect, shopFixture, { overlay, secrets, hooks })
  const kept = async (id: unknown): Promise<readonly unknown[]> => {
    const [row = []] = await shop.facts(
      `select notes, email, city from customers where id = ${Number(id)}`,
    )
    return row
  }
  const system = () => shop.as(SYSTEM)
  const sealed = expect.stringMatching(/^sealed [\da-f-]{36} /) as string

  describe('that are written', () => {
    test.each([
      ['alone', (items: readonly object[]) => shop.session.create('customers', items as never)],
      [
        'and answered',
        async (items: readonly object[]) =>
          JSON.parse((await shop.session.createJson('customers', items as never)) ?? '[]') as never,
      ],
      [
        'by an upsert',
        async (items: readonly object[]) =>
          (await shop.session.upsert('customers', items as never)).map(({ key }) => key),
      ],
    ])('%s are kept hashed and encrypted', async (_, create) => {
      const item = { name: 'new', notes: 'päss', email: 'a@b.c', city: 'x', ...born }
      const made = (await create([item, item])) as readonly { readonly id: number }[]
      expect(made).toHaveLength(2)
      const [first = [], second = []] = await Promise.all(made.map(({ id }) => kept(id)))
      expect(first).toEqual(['hash(4:ssäp)', sealed, 'hash(1:x)'])
      expect(second[1]).not.toBe(first[1])
    })

    test('are so by every kind of update', async () => {
      const changes = { notes: 'one', email: 'one' }
      await shop.session.update('customers', { keys: [1] }, changes)
      expect(await kept(1)).toEqual(['hash(3:eno)', sealed, expect.anything()])
      await shop.session.updateJson(
        'customers',
        { keys: [1] },
        { notes: 'two' },
        { fields: ['id'] },
      )
      expect((await kept(1))[0]).toBe('hash(3:owt)')
      await shop.session.updateEach('customers', [
        { id: 1, notes: 'three' },
        { id: 2, notes: 'four' },
      ])
      expect([(await kept(1))[0], (await kept(2))[0]]).toEqual(['hash(5:eerht)', 'hash(4:ruof)'])
      await shop.session.upsert('customers', [{ id: 2, notes: 'five' }])
      expect((await kept(2))[0]).toBe('hash(4:evif)')
    })

    test('are so in a row that is nested in another', async () => {
      const [sale] = await shop.read('sales', { fields: ['id'], limit: 1 })
      const customer_id = { name: 'nested', notes: 'in', email: 'in', ...born }
      await shop.session.update('sales', { keys: [Number(sale?.['id'])] }, { customer_id })
      const [row] = await shop.read('customers', { filter: { name: { _eq: 'nested' } } })
      expect(await kept(row?.['id'])).toEqual(['hash(2:ni)', sealed, null])
    })

    test('are so where nobody asks for keys', async () => {
      const customer = { name: 'unasked', notes: 'un', email: 'un', ...born }
      await shop.session.create('customers', [customer], { keys: false })
      const linked = { ...customer, name: 'unasked too' }
      const sale = { customer_id: linked, sold_on: '2024-01-01' }
      await shop.session.create('sales', [sale], { keys: false })
      const rows = await shop.read('customers', { filter: { name: { _starts_with: 'unasked' } } })
      expect(rows).toHaveLength(2)
      for (const { id } of rows) expect(await kept(id)).toEqual(['hash(2:nu)', sealed, null])
    })

    test('stay nothing where they are nothing', async () => {
      const item = { name: 'bare', notes: '', email: null, ...born }
      const [key] = await shop.session.create('customers', [item])
      const empty = dialect.name === 'oracle' ? null : ''
      expect(await kept(key?.['id'])).toEqual([empty, null, null])
    })

    test('stay what they are where a mask comes back', async () => {
      const item = { name: 'masked', email: 'a@b.c', city: 'x', ...born }
      const [key] = await shop.session.create('customers', [item])
      const before = await kept(key?.['id'])
      const read = { email: MASK, city: MASK, name: 'again' }
      await shop.session.update('customers', { keys: [key ?? 0] }, read)
      expect(await kept(key?.['id'])).toEqual(before)
    })

    test('are refused where what is kept of them has no room, and not told', async () => {
      const tooLong = { code: 'VALUE_TOO_LONG', details: { field: 'city', value: null } }
      const create = shop.session.create('customers', [
        { name: 'long', city: 'x'.repeat(58), ...born },
      ])
      await expect(create).rejects.toMatchObject(tooLong)
    })

    test('are no clear text where the engine cannot keep them', async () => {
      const bare = shop.with({})
      const lacking = 'A column is hashed or encrypted, and createEngine was given no "secrets".'
      for (const secret of [{ notes: 'x' }, { email: 'x' }])
        await expect(
          bare.create('customers', [{ name: 'bare', ...secret, ...born }]),
        ).rejects.toThrow(lacking)
      await bare.create('customers', [{ name: 'no secret', ...born }])
    })
  })

  describe('that are read', () => {
    test('are masked, and the hash alone is as it is kept', async () => {
      const item = { name: 'reader', notes: 'a', email: 'b', city: 'c', ...born }
      const [key] = await shop.session.create('customers', [item])
      const fields = ['notes', 'email', 'city']
      const filter = { id: { _eq: Number(key?.['id']) } }
      expect(await shop.read('customers', { fields, filter })).toEqual([
        { notes: 'hash(1:a)', email: MASK, city: MASK },
      ])
    })

    test('are clear to the program where they are encrypted, at any depth', async () => {
      const customer_id = { name: 'deep', email: 'deep@example.com', city: 'c', ...born }
      const [sale] = await shop.read('sales', { fields: ['id'], limit: 1 })
      const id = Number(sale?.['id'])
      await shop.session.update('sales', { keys: [id] }, { customer_id })
      const fields = ['customer_id.email', 'customer_id.city']
      const clear = { customer_id: { email: 'deep@example.com', city: MASK } }
      const counted = await shop.statements(async () => {
        expect(await system().readOne('sales', id, { fields })).toEqual(clear)
      })
      expect(counted).toBe(1)
      const query = { fields, filter: { id: { _eq: id } } }
      const { data } = await system().readJson('sales', query)
      expect(JSON.parse(data)).toEqual([clear])
      const masked = { customer_id: { email: MASK, city: MASK } }
      expect(await shop.session.readOne('sales', id, { fields })).toEqual(masked)
    })

    test('come as they were where they were kept before the column was encrypted', async () => {
      const row = await system().readOne('customers', 3, { fields: ['email'] })
      expect(row).toEqual({ email: 'siobhan@example.ie' })
    })

    test('are clear to the program in what it writes and has answered', async () => {
      const item = { name: 'answered', email: 'kept', ...born }
      const text = await system().createJson('customers', [item], { fields: ['email'] })
      expect(JSON.parse(text ?? '')).toEqual([{ email: 'kept' }])
    })

    test('compare with null and empty and with nothing else, for everybody', async () => {
      for (const actor of [anonymous, SYSTEM])
        for (const field of ['notes', 'email', 'city']) {
          const session = shop.as(actor)
          await session.read('customers', { filter: { [field]: { _null: true } } })
          await session.read('customers', { filter: { [field]: { _nempty: true } } })
          const filters: Filter[] = [
            { [field]: { _eq: 'x' } },
            { [field]: { _in: ['x'] } },
            { [field]: { _starts_with: 'x' } },
          ]
          const queries = [...filters.map((filter) => ({ filter })), { sort: [field] }]
          for (const query of queries)
            await expect(
              session.read('customers', query),
              JSON.stringify(query),
            ).rejects.toMatchObject({ code: 'INVALID_QUERY' })
        }
    })

    test('are not found by a search', async () => {
      await shop.session.create('customers', [
        { name: 'hidden', notes: 'needle', email: 'needle', city: 'needle', ...born },
      ])
      for (const search of ['needle', 'eldeen', 'sealed'])
        expect(await system().read('customers', { search }), search).toEqual([])
    })
  })

  test('are masked for hooks that keep what happened, whoever writes', async () => {
    for (const actor of [{ id: 'watched' }, SYSTEM]) {
      told.length = 0
      const item = { name: 'told', notes: 'a', email: 'b', city: 'c', ...born }
      const [key] = await shop.as(actor).create('customers', [item])
      await shop.as(actor).updateJson('customers', { keys: [key ?? 0] }, { email: 'd' })
      const masked = { notes: MASK, email: MASK, city: MASK }
      expect(told).toMatchObject([
        { before: null, after: masked },
        { before: masked, after: masked, fields: ['email'] },
      ])
      expect(JSON.stringify(told)).not.toMatch(/sealed|hash\(/)
    }
  })
})
