import { applyOverlay } from '@relvar/schema-introspect/model'
import { type DialectName, shopFixture } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import {
  DatabaseUnavailableError,
  ForbiddenError,
  type Session,
  TimeoutError,
} from '../src/index.js'
import { cutConnections } from './support/cut-connections.js'
import { SUPPORTED, useFixture } from './support/fixture.js'
import { slowTable } from './support/slow-table.js'

/** A table `contested` on which every insert is given up for a deadlock. */
function contestedTable(dialect: DialectName): string[] {
  const table = 'create table contested (id integer primary key)'
  switch (dialect) {
    // Nothing makes a deadlock of one connection there, or not in the oldest version.
    case 'cockroachdb':
    case 'sqlite':
    case 'mssql':
    case 'oracle':
      return []
    case 'mariadb':
    case 'mysql':
      return [
        table,
        `create trigger contest before insert on contested for each row signal sqlstate '40001' set mysql_errno = 1213`,
      ]
    default:
      return [
        table,
        `create function contest() returns trigger language plpgsql as $$ begin raise exception 'deadlock' using errcode = '40P01'; end $$`,
        'create trigger contest before insert on contested for each row execute function contest()',
      ]
  }
}

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

describe.each(SUPPORTED)('transactions on $name', (dialect) => {
  const shop = useFixture(
    dialect,
    (name) => [...shopFixture(name), ...slowTable(name), ...contestedTable(name)],
    { connect: { maxConnections: 6 } },
  )
  const test = it.skipIf(dialect.skip)
  const named = (name: string) => shop.facts(`select name from tags where name = '${name}'`)

  test('hold all that is written and read in them, or nothing', async () => {
    const { session } = shop
    const result = await session.transaction(async (inner) => {
      const [key] = await inner.create('tags', [{ name: 'inner' }])
      expect(await inner.readOne('tags', key ?? 0, { fields: ['name'] })).toEqual({ name: 'inner' })
      expect(await inner.transaction((same) => same.read('tags', { limit: 1 }))).toHaveLength(1)
      expect(await named('inner')).toEqual([])
      return 'done'
    })
    expect(result).toBe('done')
    expect(await named('inner')).toEqual([['inner']])

    const failed = session.transaction(async (inner) => {
      await inner.transaction((same) => same.create('tags', [{ name: 'gone' }]))
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await named('gone')).toEqual([])
  })

  test('go on by the schema that they began with, and the next by the new one', async () => {
    const closed = applyOverlay(shop.schema, { tables: { tags: { closed: true } } })
    let schema = shop.schema
    const session = shop.with({ schema: { current: () => schema } })
    const write = (name: string) =>
      session.transaction(async (inner) => {
        await inner.create('tags', [{ name }])
        schema = closed
        await inner.update(
          'tags',
          { query: { filter: { name: { _eq: name } } } },
          { name: `${name}!` },
        )
        return inner.schema.tables['tags']?.actions.length
      })
    expect(await write('by the old one')).toBe(4)
    expect(await named('by the old one!')).toHaveLength(1)
    await expect(write('by the new one')).rejects.toThrow(ForbiddenError)
  })

  test('with a write that failed are not committed, even if nobody minds', async () => {
    const half = shop.session.transaction(async (inner) => {
      await inner.create('tags', [{ name: 'before' }])
      await inner
        .create('products', [
          {
            sku: 'half',
            name: 'half',
            price: 1,
            created_at: '2024-01-01',
            product_tags: [{ tag_id: 999 }],
          },
        ])
        .catch(() => 'swallowed')
    })
    await expect(half).rejects.toMatchObject({ code: 'INVALID_FOREIGN_KEY' })
    expect(await named('before')).toEqual([])
    expect(await shop.facts(`select count(*) from products where sku = 'half'`)).toEqual([[0]])
  })

  test('give the error of their work as it is', async () => {
    const own = Object.assign(new Error('not the database'), { code: 'ECONNREFUSED' })
    await expect(shop.session.transaction(() => Promise.reject(own))).rejects.toBe(own)
  })

  test('lock the rows of which something is true now, whatever they have read before', async () => {
    const { session } = shop
    const [key = {}] = await session.create('tags', [{ name: 'was' }])
    await session.transaction(async (inner) => {
      expect(await inner.readOne('tags', key, { fields: ['name'] })).toEqual({ name: 'was' })
      // SQLite has one writer at a time.
      const other = dialect.name === 'sqlite' ? inner : session
      await other.update('tags', { keys: [key] }, { name: 'is' })
      const lock = (name: string) =>
        inner.lock('tags', [key, 999], 'update', { filter: { name: { _eq: name } } })
      expect(await lock('was')).toEqual([])
      expect(await lock('is')).toEqual([key])
    })
    expect(await named('is')).toEqual([['is']])
  })

  describe('that are given up', () => {
    test('between two statements leave nothing behind', async () => {
      const controller = new AbortController()
      const reason = new Error('enough')
      const work = shop.session.transaction(
        async (inner) => {
          await inner.create('tags', [{ name: 'aborted' }])
          controller.abort(reason)
          await inner.create('tags', [{ name: 'aborted too' }])
        },
        { signal: controller.signal },
      )
      await expect(work).rejects.toBe(reason)
      const last = shop.session.transaction(
        async (inner) => {
          await inner.create('tags', [{ name: 'aborted' }])
        },
        { signal: controller.signal },
      )
      await expect(last).rejects.toBe(reason)
      expect(await named('aborted')).toEqual([])
    })

    test('in a statement end it in the database and leave nothing behind', async () => {
      const signal = AbortSignal.timeout(300)
      const work = shop.session.transaction(async (inner) => {
        await inner.create('tags', [{ name: 'interrupted' }])
        await inner.create('slow', [{ name: 'x' }], { signal })
      })
      expect(await work.catch((error: unknown) => error)).toBe(signal.reason)
      expect(await named('interrupted')).toEqual([])
      expect(await shop.facts('select count(*) from slow')).toEqual([[0]])
      await shop.session.create('tags', [{ name: 'and on it goes' }])
    })
  })

  describe('with a statement over its time', () => {
    const limited = useFixture(dialect, (name) => [...shopFixture(name), ...slowTable(name)], {
      connect: { statementTimeout: 500 },
    })

    test('leave nothing behind, and the next one works', async () => {
      const work = limited.session.transaction(async (inner) => {
        await inner.create('tags', [{ name: 'late' }])
        await inner.create('slow', [{ name: 'x' }])
      })
      await expect(work).rejects.toBeInstanceOf(TimeoutError)
      expect(await limited.facts(`select count(*) from tags where name = 'late'`)).toEqual([[0]])
      await limited.session.create('tags', [{ name: 'late' }])
    })
  })

  if (dialect.name === 'sqlite') {
    test('wait for the lock of another program', async () => {
      const { DatabaseSync } = await import('node:sqlite')
      // A reader may hold it up for a moment.
      const other = new DatabaseSync(shop.database.url.replace('sqlite:', ''), { timeout: 5_000 })
      other.exec(`begin immediate; insert into tags (name) values ('theirs')`)
      const ours = shop.session.create('tags', [{ name: 'ours' }])
      // Readers are not in the way, and the write has been sent before this read.
      expect(await shop.session.read('tags', { filter: { name: { _eq: 'theirs' } } })).toEqual([])
      other.exec('commit')
      other.close()
      await ours
      expect(
        await shop.facts(`select name from tags where name in ('ours', 'theirs') order by id`),
      ).toEqual([['theirs'], ['ours']])
    })
    return
  }

  test('that lock each other out are run again', async () => {
    const gates = [gate(), gate()]
    let runs = 0
    const work = (own: number, other: number) => (session: Session) =>
      session.transaction(async (inner) => {
        runs += 1
        await inner.update('employees', { keys: [own] }, { salary: own })
        gates[own - 1]?.open()
        // Only now the other one holds its row: each waits for what the other has.
        await gates[other - 1]?.opened
        await inner.update('employees', { keys: [other] }, { name: `by ${own}` })
      })
    await Promise.all([work(1, 2)(shop.session), work(2, 1)(shop.session)])
    expect(runs).toBeGreaterThan(2)
    const found = await shop.facts(
      'select name, salary from employees where id in (1, 2) order by id',
    )
    expect(found).toEqual([
      ['by 2', 1],
      ['by 1', 2],
    ])
  })

  const uncontested = contestedTable(dialect.name).length === 0
  it(
    'that never get through say that others are in the way',
    skipFor(
      dialect.skip ?? (uncontested ? `${dialect.name}: one connection is in no deadlock` : null),
    ),
    async () => {
      let runs = 0
      const work = shop.session.transaction(async (inner) => {
        runs += 1
        await inner.create('tags', [{ name: 'contested' }])
        await inner.create('contested', [{ id: 1 }])
      })
      await expect(work).rejects.toBeInstanceOf(DatabaseUnavailableError)
      expect(runs).toBe(5)
      expect(await named('contested')).toEqual([])
    },
  )

  test('that lose the server leave nothing behind, and the next one works', async () => {
    const work = shop.session.transaction(async (inner) => {
      await inner.create('tags', [{ name: 'lost' }])
      await cutConnections(dialect.name, shop.database)
      await inner.create('tags', [{ name: 'lost too' }])
    })
    await expect(work).rejects.toBeInstanceOf(DatabaseUnavailableError)
    expect(await named('lost')).toEqual([])
    await shop.session.create('tags', [{ name: 'found again' }])
  })

  test('begin anew on a connection that was lost before', async () => {
    await shop.session.create('tags', [{ name: 'warm' }])
    await cutConnections(dialect.name, shop.database)
    await shop.session.create('tags', [{ name: 'reconnected' }])
    expect(await named('reconnected')).toEqual([['reconnected']])
  })
})
