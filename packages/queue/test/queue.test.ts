import { DIALECTS } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { type ClaimedJob, InvalidJobError, type Queue } from '../src/index.js'
import { openPlace, openServer, SOON } from './place.js'

const LEASE = 60_000

function claim(queue: Queue, lease: number = LEASE): Promise<ClaimedJob | null> {
  return queue.claim({ kinds: ['greet'], lease })
}

async function claimed(queue: Queue, lease: number = LEASE): Promise<ClaimedJob> {
  return vi.waitFor(async () => {
    const job = await claim(queue, lease)
    if (job === null) throw new Error('Nothing is due.')
    return job
  }, SOON)
}

describe.each(DIALECTS)('a queue in a table on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('hands out 2,000 jobs to 8 claimers, each exactly once', { timeout: 120_000 }, async () => {
    await using place = await openPlace(dialect, { sweepInterval: 1000 })
    // Each of 4,000 commits waits for the disk there, which says nothing about claims.
    if (dialect.name === 'sqlite') await sql`pragma relvar.synchronous = off`.execute(place.db)
    const rows = Array.from({ length: 2000 }, (_, index) => ({
      id: `job-${index}`,
      kind: 'greet',
      payload: String(index),
      state: 'ready',
      max_attempts: 1,
      unique_key: `job-${index}`,
    }))
    await place.session.create('relvar_jobs', rows)
    const numbers: unknown[] = []
    const claimer = async (queue: Queue): Promise<void> => {
      for (let job = await claim(queue); job !== null; job = await claim(queue)) {
        numbers.push(job.payload)
        expect(await queue.complete(job)).toBe(true)
      }
    }
    await Promise.all(Array.from({ length: 8 }, () => claimer(place.queue)))
    // Who skips rows that others hold may see nothing free a moment too early, so one goes on to the end.
    await claimer(place.queue)
    expect(numbers).toHaveLength(2000)
    expect(new Set(numbers).size).toBe(2000)
    expect(new Set((await place.jobs()).map(({ state }) => state))).toEqual(new Set(['done']))
  })

  test('hands a job out with all that it was told, and forgets the payload when it is done', async () => {
    await using place = await openPlace(dialect)
    const payload = { name: "Ada's ☕", list: [1, null, { a: '' }] }
    const id = await place.queue.enqueue({ kind: 'greet', payload, key: 'once' })
    const [waiting] = await place.jobs()
    expect(waiting).toMatchObject({ id, state: 'ready', payload: '**********' })
    const job = await claimed(place.queue)
    expect(job).toMatchObject({ id, kind: 'greet', payload, key: 'once', attempt: 1 })
    expect(await claim(place.queue)).toBeNull()
    expect(await place.queue.complete(job)).toBe(true)
    expect(await place.queue.complete(job)).toBe(false)
    const [done] = await place.jobs()
    expect(done).toMatchObject({ id, state: 'done', payload: null, attempts: 1, claim: null })
  })

  test('takes small priorities first, and then who came first', async () => {
    await using place = await openPlace(dialect)
    for (const [payload, priority] of [
      ['third', 5],
      ['second', 0],
      ['fourth', 5],
      ['first', -1],
    ] as const) {
      await place.queue.enqueue({ kind: 'greet', payload, priority })
    }
    const order: unknown[] = []
    while (order.length < 4) order.push((await claimed(place.queue)).payload)
    expect(order).toEqual(['first', 'second', 'third', 'fourth'])
  })

  test('knows a job again by its key, also when two enqueue it at once', async () => {
    await using place = await openPlace(dialect)
    const enqueue = (): Promise<string> => place.queue.enqueue({ kind: 'greet', key: 'Ada' })
    const ids = await Promise.all([enqueue(), enqueue(), enqueue(), enqueue()])
    expect(new Set(ids).size).toBe(1)
    const other = await place.queue.enqueue({ kind: 'greet', key: 'ada' })
    expect(ids).not.toContain(other)
    await place.queue.complete(await claimed(place.queue))
    expect(await enqueue()).toBe(ids[0])
  })

  test('gives a job to another when its lease runs out, and then no longer hears who had it', async () => {
    await using place = await openPlace(dialect)
    await place.queue.enqueue({ kind: 'greet' })
    const first = await claimed(place.queue, 50)
    const second = await claimed(place.queue)
    expect(second).toMatchObject({ id: first.id, attempt: 2 })
    expect(await place.queue.extend(first, LEASE)).toBe(false)
    expect(await place.queue.complete(first)).toBe(false)
    expect(await place.queue.fail(first, { reason: 'late', retry: 'never' })).toBe(false)
    expect(await place.queue.complete(second)).toBe(true)
  })

  test('keeps a job with who extends its lease', async () => {
    await using place = await openPlace(dialect)
    await place.queue.enqueue({ kind: 'greet' })
    const job = await claimed(place.queue, 50)
    expect(await place.queue.extend(job, LEASE)).toBe(true)
    // When this one is due, the first lease is over by the same clock.
    const runAt = new Date(Date.now() + 100)
    const later = await place.queue.enqueue({ kind: 'greet', runAt })
    expect((await claimed(place.queue)).id).toBe(later)
    expect(await claim(place.queue)).toBeNull()
    expect(await place.queue.complete(job)).toBe(true)
  })

  test('tries again after a pause, and keeps what fails too often as dead, with the reason', async () => {
    await using place = await openPlace(dialect, { backOff: { first: 20 } })
    const id = await place.queue.enqueue({ kind: 'greet', maxAttempts: 2 })
    const first = await claimed(place.queue)
    expect(await place.queue.fail(first, { reason: 'x'.repeat(600), retry: 'later' })).toBe(true)
    const [between] = await place.jobs()
    expect(between).toMatchObject({ state: 'waiting', attempts: 1, reason: 'x'.repeat(500) })
    const second = await claimed(place.queue)
    await place.queue.fail(second, { reason: 'still not', retry: 'later' })
    const [dead] = await place.jobs()
    expect(dead).toMatchObject({ id, state: 'dead', attempts: 2, reason: 'still not' })
    expect(await claim(place.queue)).toBeNull()
  })

  test('buries a job that ends every process that tries it', async () => {
    await using place = await openPlace(dialect)
    await place.queue.enqueue({ kind: 'greet', maxAttempts: 2 })
    await claimed(place.queue, 20)
    await claimed(place.queue, 20)
    await vi.waitFor(async () => {
      expect(await claim(place.queue)).toBeNull()
      expect((await place.jobs())[0]).toMatchObject({ state: 'dead', attempts: 2, claim: null })
    }, SOON)
    expect((await place.jobs())[0]?.['reason']).toContain('lease ran out')
  })

  test('gives back what was not tried, uncounted, and buries at once what no attempt mends', async () => {
    await using place = await openPlace(dialect)
    await place.queue.enqueue({ kind: 'greet', maxAttempts: 1 })
    await place.queue.fail(await claimed(place.queue), { reason: 'stopped', retry: 'now' })
    const again = await claimed(place.queue)
    expect(again.attempt).toBe(1)
    await place.queue.fail(again, { reason: 'hopeless', retry: 'never' })
    expect((await place.jobs())[0]).toMatchObject({ state: 'dead', reason: 'hopeless' })
  })

  test('waits until a moment by the clock of the database, whatever ours says', async () => {
    await using place = await openPlace(dialect)
    await place.queue.enqueue({ kind: 'greet', runAt: new Date(Date.now() + 600_000) })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
    try {
      expect(await claim(place.queue)).toBeNull()
      await place.queue.enqueue({ kind: 'greet', payload: 'now' })
      const job = await claimed(place.queue)
      expect(job.payload).toBe('now')
      vi.setSystemTime(Date.now() + 7_200_000)
      expect(await claim(place.queue)).toBeNull()
    } finally {
      vi.useRealTimers()
    }
    const soon = await place.queue.enqueue({ kind: 'greet', runAt: new Date(Date.now() + 100) })
    expect((await claimed(place.queue)).id).toBe(soon)
  })

  test('forgets what is done after a while, and what is dead after another', async () => {
    await using place = await openPlace(dialect, { retention: { done: 20, dead: 20 } })
    await place.queue.enqueue({ kind: 'greet', key: 'Ada' })
    await place.queue.complete(await claimed(place.queue))
    await place.queue.enqueue({ kind: 'greet' })
    await place.queue.fail(await claimed(place.queue), { reason: 'no', retry: 'never' })
    const waiting = await place.queue.enqueue({ kind: 'other' })
    await vi.waitFor(async () => {
      await claim(place.queue)
      expect((await place.jobs()).map(({ id }) => id)).toEqual([waiting])
    }, SOON)
    await place.queue.enqueue({ kind: 'greet', key: 'Ada' })
    expect(await claim(place.queue)).not.toBeNull()
  })

  test('leaves kinds that nobody here knows to others', async () => {
    await using place = await openPlace(dialect)
    await using other = await openServer(place.database.url)
    await place.queue.enqueue({ kind: 'newer' })
    expect(await claim(place.queue)).toBeNull()
    expect(await place.queue.claim({ kinds: [], lease: LEASE })).toBeNull()
    const job = await other.queue.claim({ kinds: ['greet', 'newer'], lease: LEASE })
    expect(job?.kind).toBe('newer')
  })

  test('enqueues in the transaction of a hook: committed with it, or not at all', async () => {
    await using place = await openPlace(dialect)
    place.hooks.within(
      'items.create',
      async ({ payload, system }) => {
        const job = { kind: 'greet', key: String(payload['item']) }
        await place.queue.enqueue(job, { session: system })
        await place.queue.enqueue(job, { session: system })
        expect(await system.read('relvar_jobs')).toHaveLength(1)
        if (payload['item'] === 'bad') throw new Error('No such item.')
      },
      { collections: ['orders'] },
    )
    await expect(place.session.create('orders', [{ id: 1, item: 'bad' }])).rejects.toThrow('such')
    expect(await place.jobs()).toEqual([])
    await place.session.create('orders', [{ id: 1, item: 'tea' }])
    expect((await claimed(place.queue)).key).toBe('tea')
  })

  test('refuses what it could not keep', async () => {
    await using place = await openPlace(dialect)
    const refused = async (job: object): Promise<string> => {
      const error = await place.queue.enqueue({ kind: 'greet', ...job }).catch((e: unknown) => e)
      if (!(error instanceof InvalidJobError)) throw new Error('It was taken.', { cause: error })
      return error.details.reason
    }
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    expect(await refused({ kind: '' })).toContain('"kind"')
    expect(await refused({ key: 'k'.repeat(192) })).toContain('"key"')
    expect(await refused({ payload: circle })).toContain('not JSON')
    expect(await refused({ payload: () => 1 })).toContain('not JSON')
    expect(await refused({ payload: '€'.repeat(20_000) })).toContain('60002 bytes')
    expect(await refused({ priority: 0.5 })).toContain('"priority"')
    expect(await refused({ maxAttempts: 0 })).toContain('"maxAttempts"')
    expect(await refused({ runAt: new Date(Number.NaN) })).toContain('"runAt"')
    expect(await place.jobs()).toEqual([])
    await expect(claim(place.queue, 0)).rejects.toThrow(RangeError)
    await place.queue.enqueue({ kind: 'greet', payload: 'x'.repeat(59_998) })
    expect(await claimed(place.queue)).toMatchObject({ payload: 'x'.repeat(59_998) })
  })
})
