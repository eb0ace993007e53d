import type { Overlay } from '@relvar/schema-introspect/model'
import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Actor, Filter } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const user: Actor = { id: 'user-1', role: 'role-1' }

const automatic: Overlay = {
  tables: {
    customers: {
      columns: {
        created_at: { traits: { onCreate: 'now', onUpdate: 'now' } },
        email: { traits: { onCreate: 'user' } },
        city: { traits: { onCreate: 'role', onUpdate: 'role' } },
        notes: { traits: { onUpdate: 'user' } },
      },
    },
  },
}

const keyed: Overlay = {
  tables: { uuid_key: { columns: { id: { traits: { onCreate: 'uuid' } } } } },
}

const concealed: Overlay = {
  tables: {
    customers: {
      columns: {
        email: { traits: { secret: 'conceal' } },
        newsletter: { traits: { secret: 'conceal' } },
        loyalty_points: { traits: { secret: 'conceal' } },
      },
    },
  },
}

const validated: Overlay = {
  tables: {
    products: {
      columns: {
        price: {
          traits: {
            validation: { price: { _gte: 0 } },
            validationMessage: 'Nothing is that cheap.',
          },
        },
        sku: { traits: { validation: { sku: { _regex: '^[A-Z]-[0-9]+$' } } } },
        name: { traits: { validation: { name: { _contains: 'e' } } } },
      },
    },
  },
}

/** `employees.manager_id` has a foreign key; `paragraphs` and `text_key` link by agreement only. */
const linked = (onDelete: 'set null' | 'cascade' | 'restrict'): Overlay => ({
  tables: {
    text_key: {
      relationships: {
        name: {
          kind: 'many-to-one',
          target: 'uuid_key',
          columns: [['name', 'name']],
          traits: { onDelete },
        },
      },
    },
    page_blocks: {
      relationships: {
        item: {
          kind: 'many-to-any',
          column: 'item',
          discriminator: 'collection',
          targets: ['headings', 'paragraphs'],
          traits: { onDelete },
        },
      },
    },
  },
})

describe.each(SUPPORTED)('traits on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  describe('of columns that fill themselves', () => {
    const shop = useFixture(dialect, shopFixture, { overlay: automatic })
    const odd = useFixture(dialect, odditiesFixture, { overlay: keyed })
    const rowOf = (id: unknown) =>
      shop.session.readOne('customers', Number(id), {
        fields: ['email', 'city', 'notes', 'created_at'],
      })

    test('now, user and role overwrite what was sent', async () => {
      const before = Date.now()
      const sent = { name: 'auto', created_at: '1999-01-01', email: 'forged', city: 'forged' }
      const [key] = await shop.as(user).create('customers', [sent])
      const made = await rowOf(key?.['id'])
      expect(made).toMatchObject({ email: 'user-1', city: 'role-1', notes: null })
      expect(Date.parse(String(made?.['created_at']))).toBeGreaterThanOrEqual(before)
      expect(Date.parse(String(made?.['created_at']))).toBeLessThanOrEqual(Date.now())

      await shop.as({ id: 'user-2' }).update('customers', { keys: [key ?? 0] }, { notes: 'forged' })
      expect(await rowOf(key?.['id'])).toMatchObject({
        email: 'user-1',
        city: null,
        notes: 'user-2',
      })
      await shop.as({ id: 'user-3' }).updateEach('customers', [
        { ...key, name: 'a' },
        { id: 1, name: 'b' },
      ])
      expect(await rowOf(key?.['id'])).toMatchObject({ notes: 'user-3' })
      expect(await rowOf(1)).toMatchObject({ notes: 'user-3' })
    })

    test('a uuid is made where none was sent', async () => {
      const own = '123e4567-e89b-42d3-a456-426614174999'
      const [made, kept] = await odd.session.create('uuid_key', [
        { name: 'a' },
        { id: own, name: 'b' },
      ])
      expect(made?.['id']).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
      expect(kept).toEqual({ id: own })
    })
  })

  describe('of concealed columns', () => {
    const shop = useFixture(dialect, shopFixture, { overlay: concealed })
    const refused = { code: 'INVALID_QUERY' }

    test('read as ten asterisks or null, at any depth', async () => {
      expect(await shop.list('customers', 'email', { filter: { id: { _in: [1, 4] } } })).toEqual([
        '**********',
        null,
      ])
      const [sale] = await shop.read('sales', { fields: ['customer_id.email'], limit: 1 })
      expect(sale).toEqual({ customer_id: { email: '**********' } })
    })

    test('are so whatever their type', async () => {
      const fields = ['newsletter', 'loyalty_points']
      expect(await shop.read('customers', { fields, limit: 1 })).toEqual([
        { newsletter: '**********', loyalty_points: '**********' },
      ])
    })

    test('are written as any other', async () => {
      await shop.session.update('customers', { keys: [1] }, { email: 'new@example.com' })
      expect(await shop.facts('select email from customers where id = 1')).toEqual([
        ['new@example.com'],
      ])
    })

    test('compare with null and with nothing else', async () => {
      expect(await shop.ids('customers', { email: { _null: true } })).toEqual([4, 5])
      expect(await shop.ids('customers', { email: { _nnull: true }, id: { _lt: 5 } })).toEqual([
        1, 2, 3,
      ])
      const filters: Filter[] = [
        { email: { _eq: 'ada@example.com' } },
        { email: { _neq: 'ada@example.com' } },
        { email: { _contains: 'a' } },
        { email: { _starts_with: 'a' } },
        { email: { _in: ['ada@example.com'] } },
        { email: { _gt: 'a' } },
        { email: 'ada@example.com' },
        { _or: [{ email: { _eq: 'x' } }, { id: 1 }] },
      ]
      for (const filter of filters) {
        await expect(
          shop.session.read('customers', { filter }),
          JSON.stringify(filter),
        ).rejects.toMatchObject(refused)
      }
      const related = { customer_id: { email: { _starts_with: 'a' } } }
      await expect(shop.session.read('sales', { filter: related })).rejects.toMatchObject(refused)
    })

    test('are not sorted, grouped, aggregated or searched by', async () => {
      for (const query of [
        { sort: ['email'] },
        { aggregate: { count: ['*'] }, groupBy: ['email'] },
        { aggregate: { min: ['email'] } },
        { aggregate: { max: ['email'] } },
        { aggregate: { countDistinct: ['email'] } },
      ]) {
        await expect(
          shop.session.read('customers', query),
          JSON.stringify(query),
        ).rejects.toMatchObject(refused)
      }
      await expect(
        shop.session.read('sales', { sort: ['customer_id.email'] }),
      ).rejects.toMatchObject(refused)
      expect(await shop.session.read('customers', { search: 'example.ie' })).toEqual([])
    })
  })

  describe('of columns with rules', () => {
    const shop = useFixture(dialect, shopFixture, { overlay: validated })

    test('tell all fields that fail at once', async () => {
      const item = { sku: 'x', name: 'none', price: -1, created_at: null }
      await expect(shop.session.create('products', [item])).rejects.toMatchObject({
        errors: [
          { details: { field: 'created_at', type: 'nnull', path: [] } },
          { details: { field: 'sku', type: 'regex', invalid: 'x', path: [] } },
          { details: { field: 'price', type: 'gte', valid: 0, path: [] } },
        ],
      })
    })

    test('hold for what is written only', async () => {
      await shop.session.update('products', { keys: [11] }, { weight: 1 })
      const update = shop.session.update('products', { keys: [11] }, { price: '-0.01' })
      await expect(update).rejects.toMatchObject({ errors: [{ details: { field: 'price' } }] })
    })

    test('say what they were given to say, at any depth', async () => {
      const cheap = { sku: 'A-1', name: 'e', price: -1, created_at: '2024-01-01' }
      const said = { errors: [{ message: 'Nothing is that cheap.', details: { type: 'gte' } }] }
      await expect(shop.session.create('products', [cheap])).rejects.toMatchObject(said)
      const products = { create: [cheap] }
      await expect(
        shop.session.update('categories', { keys: [1] }, { products }),
      ).rejects.toMatchObject(said)
      const update = shop.session.updateEach('products', [{ id: 11, price: -1 }])
      await expect(update).rejects.toMatchObject(said)
    })

    test('say where in a nested write they failed', async () => {
      const products = { create: [{ sku: 'y', name: 'e', price: 1, created_at: '2024-01-01' }] }
      await expect(
        shop.session.update('categories', { keys: [1] }, { products }),
      ).rejects.toMatchObject({
        errors: [{ details: { field: 'sku', type: 'regex', path: ['products'] } }],
      })
    })
  })

  describe('of declared links', () => {
    const rows = `select (select count(*) from text_key where name in ('one', 'last')) as linking, (select count(*) from page_blocks where collection = 'headings' and item = '1') as blocks from text_key where code = '100%'`
    const prepare = [
      `update text_key set name = 'one' where code in ('plain', '007')`,
      `update text_key set name = 'last' where code = '-1'`,
    ]
    const useLinked = (onDelete: 'set null' | 'cascade' | 'restrict') =>
      useFixture(dialect, (name) => [...odditiesFixture(name), ...prepare], {
        overlay: linked(onDelete),
      })
    const one = '00000000-0000-4000-8000-000000000001'

    const nulling = useLinked('set null')
    test('are set to null', async () => {
      expect(await nulling.facts(rows)).toEqual([[3, 1]])
      await nulling.session.delete('uuid_key', { keys: [one] })
      await nulling.session.delete('headings', { keys: [1] })
      expect(await nulling.facts(rows)).toEqual([[1, 0]])
      expect(await nulling.facts(`select name from text_key where code = 'plain'`)).toEqual([
        [null],
      ])
      expect(await nulling.facts('select item, collection from page_blocks where id = 1')).toEqual([
        [null, null],
      ])
    })

    const cascading = useLinked('cascade')
    test('take their rows with them', async () => {
      await cascading.session.delete('uuid_key', { keys: [one] })
      await cascading.session.delete('headings', { keys: [1] })
      expect(await cascading.facts(rows)).toEqual([[1, 0]])
      expect(await cascading.facts(`select count(*) from text_key where code = 'plain'`)).toEqual([
        [0],
      ])
      expect(await cascading.facts('select count(*) from page_blocks where id = 1')).toEqual([[0]])
      expect(await cascading.facts('select count(*) from page_blocks')).toEqual([[7]])
    })

    const restricting = useLinked('restrict')
    test('keep the row that they lead to', async () => {
      const refused = { code: 'INVALID_FOREIGN_KEY', details: { field: null } }
      await expect(restricting.session.delete('uuid_key', { keys: [one] })).rejects.toMatchObject(
        refused,
      )
      await expect(restricting.session.delete('headings', { keys: [1] })).rejects.toMatchObject(
        refused,
      )
      const free = '123e4567-e89b-42d3-a456-426614174000'
      expect(await restricting.session.delete('uuid_key', { keys: [free] })).toEqual([{ id: free }])
      expect(await restricting.facts(rows)).toEqual([[3, 1]])
    })

    const circle: Overlay = {
      tables: {
        self_named: {
          relationships: {
            t: {
              kind: 'many-to-one',
              target: 'self_named',
              columns: [['t', 'self_named']],
              traits: { onDelete: 'cascade' },
            },
          },
        },
      },
    }
    const circular = useFixture(dialect, odditiesFixture, { overlay: circle })
    test('may lead in circles', async () => {
      await circular.session.create('self_named', [
        { self_named: 10, t: 12 },
        { self_named: 11, t: 10 },
        { self_named: 12, t: 11 },
        { self_named: 13, t: 13 },
      ])
      await circular.session.delete('self_named', { keys: [11] })
      const left = await circular.facts('select self_named from self_named where self_named > 9')
      expect(left).toEqual([[13]])
    })
  })

  describe('of views', () => {
    const overlay: Overlay = {
      tables: { team_names: { primaryKey: ['id'] }, team_wins: { primaryKey: ['team_id'] } },
    }
    const odd = useFixture(dialect, odditiesFixture, { overlay })

    test('with a declared key let those be written that the database can write', async () => {
      const update = () => odd.session.update('team_names', { keys: [1] }, { name: 'Rouge' })
      if (['sqlite', 'mssql', 'cockroachdb'].includes(dialect.name)) {
        await expect(update()).rejects.toThrow(
          'Items of "team_names" cannot be updated: the view is not updatable.',
        )
        return
      }
      expect(await update()).toEqual([{ id: 1 }])
      expect(await odd.facts('select name from teams where id = 1')).toEqual([['Rouge']])
      const [key] = await odd.session.create('team_names', [{ id: 50, name: 'Viewed' }])
      expect(key).toEqual({ id: 50 })
      const each = [
        { id: 2, name: 'Bleu' },
        { id: 50, name: 'Vu' },
      ]
      expect(await odd.session.updateEach('team_names', each)).toEqual([{ id: 2 }, { id: 50 }])
      expect(await odd.session.delete('team_names', { keys: [50, 51] })).toEqual([{ id: 50 }])
      expect(await odd.facts('select id, name from teams order by id')).toEqual([
        [1, 'Rouge'],
        [2, 'Bleu'],
        [3, 'Green'],
      ])
    })

    test('that group rows stay as they are, and say so', async () => {
      for (const write of [
        () => odd.session.create('team_wins', [{ team_id: 1 }]),
        () => odd.session.update('team_wins', { keys: [1] }, { wins: 1 }),
        () => odd.session.delete('team_wins', { keys: [1] }),
      ]) {
        await expect(write()).rejects.toThrow(
          /^Items of "team_wins" cannot be .*: the view is not updatable\.$/,
        )
      }
      expect(await odd.session.readOne('team_wins', 1)).toMatchObject({ team_id: 1 })
    })
  })
})
