import { DIALECTS, type TestDatabase } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { serve } from './support/running-server.js'

/** A view that works for hours before its first row, and the question which statements over it run. */
const VENDORS: Readonly<Record<string, { readonly slow: string; readonly running: string }>> = {
  postgres: {
    slow: 'select count(*) as n from generate_series(1, 1000000) a, generate_series(1, 1000000) b',
    running: `select pid from pg_stat_activity where datname = current_database() and state = 'active' and query like '%"slow"%' and pid <> pg_backend_pid()`,
  },
  mariadb: {
    slow: 'select count(*) as n from seq_1_to_1000000 a, seq_1_to_1000000 b',
    running:
      "select id from information_schema.processlist where db = database() and info like '%`slow`%' and id <> connection_id()",
  },
}

describe.each(DIALECTS.filter(({ name }) => VENDORS[name] !== undefined))(
  'a client that goes away, $name',
  ({ name, skip, createDatabase }) => {
    const { slow = '', running = '' } = VENDORS[name] ?? {}
    const count = async (database: TestDatabase): Promise<number> =>
      (await database.query(running)).length

    it
      .skipIf(skip)
      .each([
        '/items/slow',
        '/items/slow?meta=filter_count',
        '/items/slow?limit=-1',
        '/items/slow?export=csv',
      ])('ends the statement of %s in the database', async (path) => {
      await using database = await createDatabase()
      await database.execute([`create view slow as ${slow}`])
      const settings = { DATABASE_URL: database.url, DB_STATEMENT_TIMEOUT: '10m' }
      await using server = await serve(settings)
      const client = new AbortController()
      const ended = server.request(path, { signal: client.signal }).then(
        () => null,
        (error: unknown) => error,
      )
      const polling = { timeout: 20_000 }
      await expect.poll(() => count(database), polling).toBe(1)
      const reason = new Error('nobody waits any more')
      client.abort(reason)
      expect(await ended).toBe(reason)
      await expect.poll(() => count(database), polling).toBe(0)
      expect((await server.request('/server/health')).status).toBe(200)
    })
  },
)
