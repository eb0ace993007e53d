import { SYSTEM, type Session, type WithinWork } from '@relvar/query-engine'
import { type AnyDatabase, connect, introspect } from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import { DIALECTS } from '@relvar/test-databases'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it, vi } from 'vitest'
import { type SchemaChange, SchemaChangedError } from '../../src/index.js'
import type { RouteParts } from '../../src/overlay/routes/parts.js'
import { perform } from '../../src/propose/perform.js'
import type { Propose } from '../../src/propose/proposal.js'

const SQLITE = DIALECTS.filter(({ name }) => name === 'sqlite')
skipFileWithout(SQLITE, 'DIALECTS leaves out SQLite')

const rename: SchemaChange = { kind: 'rename-column', table: 'part', column: 'label', to: 'tag' }

describe.each(SQLITE)('a change by a schema that lags behind the tables, on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  /** Our tables in another database see `seen`, one after the other, the last for good. */
  async function renamed(seen: (now: SchemaModel) => readonly SchemaModel[]) {
    await using database = await dialect.createDatabase()
    await database.execute(['create table part (id integer primary key, label text)'])
    const db: AnyDatabase = await connect(database.url)
    const now = await introspect(db)
    const models = [...seen(now)]
    const say = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const refresh = vi.fn<() => Promise<SchemaModel>>(() => Promise.resolve(now))
    const propose: Propose = () => Promise.resolve({ changes: [rename], say })
    const write = async (_: AnyDatabase | null, __: unknown, work: WithinWork) => {
      const schema = models.length > 1 ? models.shift() : models[0]
      const session = { schema } as Session
      await work(session, session)
      return () => undefined
    }
    const parts = {
      database: { db, introspect: {}, schema: () => now, refresh, write },
    } as unknown as RouteParts
    const caller = { actor: SYSTEM, schema: now } as Session
    try {
      const url = new URL('http://localhost/fields/part?dry_run=true')
      const shown = await perform({ caller, url }, parts, propose)
      return { shown, said: say.mock.calls.length, refreshed: refresh.mock.calls.length }
    } finally {
      await db.destroy()
    }
  }

  const without = (model: SchemaModel, name: string): SchemaModel => {
    const { part } = model.tables
    if (part === undefined) throw new Error('There is no table.')
    const columns = part.columns.filter((column) => column.name !== name)
    return { ...model, tables: { ...model.tables, part: { ...part, columns } } }
  }

  test('is proposed anew until what is seen is what it was made for', async () => {
    const { shown, said, refreshed } = await renamed((now) => [without(now, 'label'), now])
    expect(shown?.statements).toHaveLength(1)
    expect({ said, refreshed }).toEqual({ said: 1, refreshed: 1 })
  })

  test('is refused where it stays behind', async () => {
    await expect(renamed((now) => [without(now, 'label')])).rejects.toThrow(SchemaChangedError)
  })

  test('is made at once where it does not', async () => {
    expect(await renamed((now) => [now])).toMatchObject({ said: 1, refreshed: 0 })
  })
})
