import { EventEmitter } from 'node:events'
import { Pool } from 'tarn'
import type { Connection } from 'tedious'
import { describe, expect, it } from 'vitest'
import { createMssqlPool } from './pool.js'

/** A pool whose connections are told to end from outside, as a server does it. */
function watchedPool() {
  const raws: EventEmitter[] = []
  const watched = createMssqlPool(Pool, () => {
    const raw = new EventEmitter()
    raws.push(raw)
    return raw as Connection
  })
  const pool = new watched.Pool<{ readonly raw: EventEmitter }>({
    min: 0,
    max: 2,
    create: async () => {
      const raw = watched.connectionFactory()
      await Promise.resolve()
      return { raw }
    },
    destroy: () => undefined,
  })
  return { pool, raws }
}

describe('the pool of SQL Server', () => {
  it('lends a connection again, and asks it nothing', async () => {
    const { pool, raws } = watchedPool()
    const first = await pool.acquire().promise
    pool.release(first)
    expect(await pool.acquire().promise).toBe(first)
    expect(raws).toHaveLength(1)
    pool.release(first)
    await pool.destroy()
  })

  it('puts another in the place of one that ended while it was idle', async () => {
    const { pool, raws } = watchedPool()
    const first = await pool.acquire().promise
    pool.release(first)
    raws[0]?.emit('end')
    const second = await pool.acquire().promise
    expect(second).not.toBe(first)
    pool.release(second)
    await pool.destroy()
  })

  it('tells connections that are made at the same time apart', async () => {
    const { pool } = watchedPool()
    const both = await Promise.all([pool.acquire().promise, pool.acquire().promise])
    expect(both[0]?.raw).not.toBe(both[1]?.raw)
    for (const connection of both) pool.release(connection)
    both[0]?.raw.emit('end')
    const left = [await pool.acquire().promise, await pool.acquire().promise]
    expect(left).toContain(both[1])
    expect(left).not.toContain(both[0])
    for (const connection of left) pool.release(connection)
    await pool.destroy()
  })
})
