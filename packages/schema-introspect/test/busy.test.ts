import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import type { Database } from '../src/index.js'
import { DatabaseBusyError } from '../src/index.js'
import { scratch, SUPPORTED } from './matrix.js'

/** Keeps every connection that can write busy until it is told to end. */
async function occupy(db: Database, connections: number): Promise<() => Promise<void>> {
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const begun: Promise<void>[] = []
  const all = Array.from({ length: connections }, () => {
    let begin = (): void => undefined
    begun.push(
      new Promise((resolve) => {
        begin = resolve
      }),
    )
    return db.transaction().execute(async () => {
      begin()
      await ended
    })
  })
  await Promise.all(begun)
  return async () => {
    end()
    await Promise.all(all)
  }
}

describe.each(SUPPORTED)('a busy pool on $name', (dialect) => {
  // SQLite has one connection that writes, whatever it is told.
  const size = dialect.name === 'sqlite' ? 1 : 2
  const write = sql`insert into t (id) values (1)`

  it.skipIf(dialect.skip)('lets nobody wait for ever, and goes on', async () => {
    await using database = await scratch(dialect, 'create table t (id integer primary key)', {
      maxConnections: 2,
      acquireTimeout: 200,
    })
    const { db } = database
    const release = await occupy(db, size)
    const started = performance.now()
    await expect(write.execute(db)).rejects.toThrow(DatabaseBusyError)
    expect(performance.now() - started).toBeGreaterThanOrEqual(190)
    await release()
    await write.execute(db)
    expect(await db.selectFrom('t').selectAll().execute()).toEqual([{ id: 1 }])
  })

  it.skipIf(dialect.skip)('is left by whoever no longer wants to wait', async () => {
    await using database = await scratch(dialect, 'create table t (id integer primary key)', {
      maxConnections: 2,
      acquireTimeout: 5_000,
    })
    const { db } = database
    const release = await occupy(db, size)
    const printed = vi.spyOn(console, 'error')
    const leaving = new AbortController()
    const waiting = db.executeQuery(write.compile(db), { signal: leaving.signal })
    setTimeout(() => leaving.abort(new Error('enough')), 50)
    await expect(waiting).rejects.toThrow('enough')
    await release()
    await write.execute(db)
    expect(printed).not.toHaveBeenCalled()
  })
})
