import { DIALECTS, type TestDatabase } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import {
  type Actor,
  createHooks,
  DatabaseUnavailableError,
  ForbiddenError,
  ForeignKeyViolationError,
  type HookRegistry,
  InvalidPayloadError,
  type Row,
} from '../../src/index.js'
import { policyOf } from '../support/rules.js'
import { canDefer, twoDatabases } from './two-databases.js'

/** Keeps a book of each change of an order, on the shelf that says when the commit is to fail. */
function bookKeeping(shelf: () => number | null = () => null): HookRegistry {
  const hooks = createHooks()
  for (const name of ['items.create', 'items.update', 'items.delete'] as const) {
    hooks.within(
      name,
      async ({ system, keys }) => {
        const text = `${name} ${keys.map(({ id }) => String(id)).join()}`
        await system.create('books', [{ id: text, shelf: shelf() }])
      },
      { collections: ['orders'] },
    )
  }
  return hooks
}

const rows = async ({ query }: TestDatabase, table: string): Promise<readonly unknown[]> =>
  (await query(`select id from ${table} order by id`)).map(({ id }) => id)
const numbers = async (database: TestDatabase): Promise<readonly number[]> =>
  (await rows(database, 'orders')).map(Number)

/** Makes a statement of ours fail in the database, until it is told to let it pass. */
async function refuse(
  { execute }: TestDatabase,
  dialect: string,
  event: string,
  table: string,
): Promise<() => Promise<void>> {
  const trigger = `create trigger refusal before ${event} on ${table} for each row`
  if (dialect === 'sqlite')
    await execute(
      `create trigger refusal before ${event} on ${table} begin select raise(abort, 'refused'); end`,
    )
  else if (dialect === 'postgres')
    await execute([
      `create or replace function refusal() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$`,
      `${trigger} execute function refusal()`,
    ])
  else await execute(`${trigger} signal sqlstate '45000' set message_text = 'refused'`)
  return () => execute(`drop trigger refusal${dialect === 'postgres' ? ` on ${table}` : ''}`)
}

const tested = ['sqlite', 'postgres', 'mariadb', 'mysql']

describe.each(DIALECTS.filter(({ name }) => tested.includes(name)))(
  'two databases on $name',
  (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('are read and written by one session, each where it lies', async () => {
      await using two = await twoDatabases(dialect)
      const { session } = two
      expect(Object.keys(session.schema.tables)).toEqual(
        expect.arrayContaining(['orders', 'readers']),
      )
      expect(await session.create('orders', [{ id: 2, item: 'Mouse' }])).toEqual([{ id: 2 }])
      const made = await session.createJson('readers', [{ id: 2, name: 'Bob' }], {
        fields: ['name'],
      })
      expect(JSON.parse(made ?? '')).toEqual([{ name: 'Bob' }])
      await session.update('orders', { keys: [2] }, { item: 'Rat' })
      await session.updateJson('readers', { keys: [2] }, { name: 'Bert' })
      await session.upsert('readers', [{ id: 3, name: 'Cy' }])
      const all: Row[] = []
      for await (const row of session.stream('orders', { fields: ['item'], sort: ['id'] }))
        all.push(row)
      expect(all).toEqual([{ item: 'Laptop' }, { item: 'Rat' }])
      expect(await session.read('readers', { fields: ['name'], sort: ['id'] })).toEqual([
        { name: 'Ada' },
        { name: 'Bert' },
        { name: 'Cy' },
      ])
      await session.delete('readers', { keys: [3] })
      expect((await session.readPage('readers', {}, { meta: ['total_count'] })).meta).toEqual({
        total_count: 2,
      })
      expect(session.explain('readers').resolved.read.source.table.id).toBe('readers')
      await expect(session.read('nothing')).rejects.toThrow(ForbiddenError)
    })

    test('cannot be sorted or written together, which says so', async () => {
      await using two = await twoDatabases(dialect)
      const { session } = two
      await session.update('orders', { keys: [1] }, { reader: 1 })
      expect(await session.readOne('orders', 1, { fields: ['reader'] })).toEqual({ reader: 1 })
      const sorted = session.read('orders', { sort: ['reader.name'] })
      await expect(sorted).rejects.toThrow(/METADATA_URL/)
      const nested = session.create('orders', [{ id: 9, reader: { id: 9, name: 'Eve' } }])
      await expect(nested).rejects.toThrow(InvalidPayloadError)
      expect(await numbers(two.user)).toEqual([1])
    })

    test('are written together: hooks of the one reach the other', async () => {
      await using two = await twoDatabases(dialect, { hooks: bookKeeping() })
      await two.session.transaction(async (session) => {
        await session.create('orders', [{ id: 2, item: 'Mouse' }])
        await session.create('readers', [{ id: 2, name: 'Bob' }])
        await session.delete('orders', { keys: [1] })
        expect(await session.read('books', { fields: ['id'] })).toHaveLength(2)
        expect(await rows(two.own, 'books')).toEqual([])
      })
      expect(await numbers(two.user)).toEqual([2])
      expect(await rows(two.own, 'books')).toEqual(['items.create 2', 'items.delete 1'])
      expect(await rows(two.own, 'notes')).toEqual([])
      expect(two.errors).toEqual([])
    })

    test('confirm each of many changes that end together, once', async () => {
      const hooks = bookKeeping()
      const confirmed: unknown[] = []
      hooks.before('items.delete', ({ keys }) => void confirmed.push(...keys), {
        collections: ['notes'],
      })
      await using two = await twoDatabases(dialect, { hooks })
      const ids = Array.from({ length: 40 }, (_, index) => index + 2)
      await Promise.all(ids.map((id) => two.session.create('orders', [{ id, item: 'Mouse' }])))
      expect(two.errors).toEqual([])
      expect(confirmed).toHaveLength(ids.length)
      expect(await rows(two.own, 'notes')).toEqual([])
      expect(await rows(two.own, 'books')).toHaveLength(ids.length)
    })

    test('keep nothing of what fails in either', async () => {
      await using two = await twoDatabases(dialect, { hooks: bookKeeping() })
      const failing = two.session.transaction(async (session) => {
        await session.create('orders', [{ id: 2, item: 'Mouse' }])
        throw new TypeError('enough')
      })
      await expect(failing).rejects.toThrow('enough')
      const caught = two.session.transaction(async (session) => {
        await session.create('orders', [{ id: 2, item: 'Mouse' }])
        await session.create('readers', [{ id: 1, name: 'Twice' }]).catch(() => undefined)
      })
      await expect(caught).rejects.toThrow(/unique|exists/i)
      expect(await numbers(two.user)).toEqual([1])
      expect(await rows(two.own, 'books')).toEqual([])
      expect(await rows(two.own, 'notes')).toEqual([])
    })

    test('change nothing of the user’s where nothing can be kept about it', async () => {
      await using two = await twoDatabases(dialect, { hooks: bookKeeping() })
      const relent = await refuse(two.own, dialect.name, 'insert', 'books')
      await expect(two.session.create('orders', [{ id: 2, item: 'Mouse' }])).rejects.toThrow(
        /refused/,
      )
      expect(await numbers(two.user)).toEqual([1])
      await relent()
      await refuse(two.own, dialect.name, 'insert', 'notes')
      await expect(two.session.create('orders', [{ id: 2, item: 'Mouse' }])).rejects.toThrow(
        /refused/,
      )
      expect(await numbers(two.user)).toEqual([1])
      expect(await rows(two.own, 'books')).toEqual([])
    })

    test('leave a note of what happened and could not be confirmed, and confirm it later', async () => {
      await using two = await twoDatabases(dialect, { hooks: bookKeeping() })
      const relent = await refuse(two.own, dialect.name, 'delete', 'notes')
      expect(await two.session.create('orders', [{ id: 2, item: 'Mouse' }])).toEqual([{ id: 2 }])
      expect(two.errors).toHaveLength(1)
      const [note] = await two.session.read('notes')
      expect(note?.['rows']).toEqual([{ collection: 'books', keys: [{ id: 'items.create 2' }] }])
      await relent()
      await two.session.create('orders', [{ id: 3, item: 'Cable' }])
      expect(await rows(two.own, 'books')).toEqual(['items.create 2', 'items.create 3'])
      expect(await rows(two.own, 'notes')).toEqual([])
    })

    test('ask in ours whether the actor is still who they were, beside each read', async () => {
      let readable = ['orders']
      const policy = {
        ...policyOf({}),
        guardFor: (
          ...[table, action, actor]: Parameters<ReturnType<typeof policyOf>['guardFor']>
        ) =>
          policyOf(
            Object.fromEntries(readable.map((id) => [id, { read: { fields: '*' } }])),
          ).guardFor(table, action, actor),
        keyOf: () => readable.join(),
      }
      let renewals = 0
      const renew = async (actor: Actor): Promise<Actor> => {
        renewals++
        const [row] = await two.own.query('select mark from marks')
        readable = row?.['mark'] === 'third' ? ['orders'] : []
        return { ...actor, mark: String(row?.['mark']) }
      }
      const actor = { id: 'u1', mark: 'first' }
      await using two = await twoDatabases(dialect, { policy, renew, actor })
      const mark = (text: string): Promise<void> =>
        two.own.execute(`update marks set mark = '${text}'`)
      expect(await two.session.read('orders', { fields: ['id'] })).toEqual([{ id: 1 }])
      expect(renewals).toBe(0)
      await mark('second')
      await expect(two.session.read('orders')).rejects.toThrow(ForbiddenError)
      expect(two.session.actor.mark).toBe('second')
      await mark('third')
      expect(await two.session.read('orders', { fields: ['id'] })).toEqual([{ id: 1 }])
      expect(renewals).toBe(2)
      await mark('second')
      expect(await two.session.transaction(async ({ actor }) => actor.mark)).toBe('second')
    })
  },
)

describe.each(DIALECTS.filter(({ name }) => canDefer(name)))(
  'commits that fail, with two databases on $name',
  (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('change nothing of the user’s where the commit of ours fails', async () => {
      const hooks = bookKeeping(() => 99)
      await using two = await twoDatabases(dialect, { hooks })
      const failing = two.session.create('orders', [{ id: 2, item: 'Mouse' }])
      await expect(failing).rejects.toThrow(ForeignKeyViolationError)
      expect(await numbers(two.user)).toEqual([1])
      expect(await rows(two.own, 'books')).toEqual([])
      expect(await rows(two.own, 'notes')).toEqual([])
      expect(two.errors).toEqual([])
    })

    test('take back what was kept of a change whose commit fails', async () => {
      await using two = await twoDatabases(dialect, { hooks: bookKeeping() })
      const failing = two.session.create('orders', [{ id: 2, item: 'Mouse', shop: 99 }])
      await expect(failing).rejects.toThrow(ForeignKeyViolationError)
      expect(await numbers(two.user)).toEqual([1])
      expect(await rows(two.own, 'books')).toEqual([])
      expect(await rows(two.own, 'notes')).toEqual([])
      await two.session.create('orders', [{ id: 2, item: 'Mouse' }])
      expect(await rows(two.own, 'books')).toEqual(['items.create 2'])
    })

    test('confirm what happens after one that cannot be taken back', async () => {
      await using two = await twoDatabases(dialect, { hooks: bookKeeping() })
      const relent = await refuse(two.own, dialect.name, 'delete', 'books')
      const failing = two.session.create('orders', [{ id: 2, item: 'Mouse', shop: 99 }])
      await expect(failing).rejects.toThrow(ForeignKeyViolationError)
      const stuck = await rows(two.own, 'notes')
      expect(stuck).toHaveLength(1)
      await two.session.create('orders', [{ id: 3, item: 'Cable' }])
      expect(await rows(two.own, 'notes')).toEqual(stuck)
      expect(two.errors).toHaveLength(2)
      await relent()
      await two.session.create('orders', [{ id: 4, item: 'Screen' }])
      expect(await rows(two.own, 'books')).toEqual(['items.create 3', 'items.create 4'])
      expect(await rows(two.own, 'notes')).toEqual([])
    })

    test('take it back later, where that cannot be done at once', async () => {
      await using two = await twoDatabases(dialect, { hooks: bookKeeping() })
      const relent = await refuse(two.own, dialect.name, 'delete', 'notes')
      const failing = two.session.create('orders', [{ id: 2, item: 'Mouse', shop: 99 }])
      await expect(failing).rejects.toThrow(ForeignKeyViolationError)
      expect(two.errors).toHaveLength(1)
      expect(await rows(two.own, 'books')).toEqual(['items.create 2'])
      expect(await rows(two.own, 'notes')).toHaveLength(1)
      await relent()
      await two.session.create('orders', [{ id: 3, item: 'Cable' }])
      expect(await rows(two.own, 'books')).toEqual(['items.create 3'])
      expect(await rows(two.own, 'notes')).toEqual([])
    })
  },
)

describe.each(DIALECTS.filter(({ name }) => name === 'postgres'))(
  'a commit that nobody answers, with two databases on $name',
  (dialect) => {
    it.skipIf(dialect.skip)(
      'leave the note where nobody knows whether it happened, and do it no second time',
      async () => {
        await using two = await twoDatabases(dialect, { hooks: bookKeeping() })
        await two.user.execute([
          'create function vanish() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$',
          'create constraint trigger vanishing after insert on orders deferrable initially deferred for each row execute function vanish()',
        ])
        const lost = two.session.create('orders', [{ id: 2, item: 'Mouse' }])
        await expect(lost).rejects.toThrow(DatabaseUnavailableError)
        expect(await rows(two.own, 'books')).toEqual(['items.create 2'])
        expect(await rows(two.own, 'notes')).toHaveLength(1)
        await two.user.execute('drop trigger vanishing on orders')
        await two.session.create('orders', [{ id: 3, item: 'Cable' }])
        expect(await numbers(two.user)).toEqual([1, 3])
        expect(await rows(two.own, 'notes')).toHaveLength(1)
      },
    )
  },
)
