import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { connect, introspect } from '@relvar/schema-introspect'
import { allowAll, anonymous, createEngine, DatabaseUnavailableError } from '../../src/index.js'
import { cutConnections } from '../support/cut-connections.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const SERVERS = SUPPORTED.filter(({ name }) => name !== 'sqlite')

describe.each(SERVERS)('a server that is lost on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture, { connect: { maxConnections: 3 } })
  const read = (): Promise<readonly unknown[]> =>
    shop.session.read('tags', { fields: ['id'], limit: 1 })

  test('is asked again on another connection, and nobody notices', async () => {
    for (let time = 0; time < 3; time++) {
      for (const rows of await Promise.all([read(), read(), read()])) {
        expect(rows).toEqual([{ id: 1 }])
      }
      await cutConnections(dialect.name, shop.database)
    }
    expect(await read()).toEqual([{ id: 1 }])
  })

  test('is told by an error of its own where it stays away', async () => {
    const gone = new URL(shop.database.url)
    gone.port = '1'
    const db = await connect(gone.href)
    const engine = createEngine({ db, schema: shop.schema, policy: allowAll })
    const error: unknown = await engine
      .as(anonymous)
      .read('tags')
      .catch((thrown: unknown) => thrown)
    await db.destroy()
    expect(error).toBeInstanceOf(DatabaseUnavailableError)
    expect((error as Error).message).not.toContain('127.0.0.1')
  })
})

describe.each(SUPPORTED.filter(({ name }) => name === 'sqlite'))(
  'a file that is lost on $name',
  ({ skip, createDatabase, name }) => {
    it.skipIf(skip)('is told by an error of its own', async () => {
      await using database = await createDatabase()
      await database.execute(shopFixture(name))
      const db = await connect(database.url)
      const schema = await introspect(db)
      await db.destroy()
      const later = await connect(database.url)
      await rm(fileURLToPath(database.url.replace('sqlite:', 'file:')))
      const engine = createEngine({ db: later, schema, policy: allowAll })
      await expect(engine.as(anonymous).read('tags')).rejects.toThrow(DatabaseUnavailableError)
      await later.destroy()
    })
  },
)
