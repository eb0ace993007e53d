import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it, vi } from 'vitest'
import {
  createBell,
  type Handler,
  type Handlers,
  LeaseLostError,
  PermanentFailure,
  type Queue,
  startWorkers,
  type Workers,
  type WorkersOptions,
} from '../src/index.js'
import { openPlace, SOON } from './place.js'

type Working = Workers & AsyncDisposable & { readonly errors: readonly unknown[] }

function work(queue: Queue, handlers: Handlers, options: Partial<WorkersOptions> = {}): Working {
  const errors: unknown[] = []
  const onError = (error: unknown): void => void errors.push(error)
  const workers = startWorkers(queue, handlers, { poll: 20, onError, ...options })
  return { ...workers, errors, [Symbol.asyncDispose]: () => workers.stop({ grace: 0 }) }
}

describe.each(DIALECTS)('workers on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('do jobs, as many at one time as they may', async () => {
    await using place = await openPlace(dialect)
    let active = 0
    let most = 0
    const seen: unknown[] = []
    const greet = async ({ payload }: { readonly payload: unknown }): Promise<void> => {
      most = Math.max(most, (active += 1))
      await vi.waitFor(() => expect(most).toBe(3), SOON)
      seen.push(payload)
      active -= 1
    }
    for (let index = 0; index < 9; index += 1) {
      await place.queue.enqueue({ kind: 'greet', payload: index })
    }
    await using workers = work(place.queue, { greet }, { concurrency: 3 })
    await vi.waitFor(() => expect(seen).toHaveLength(9), SOON)
    await workers.stop()
    expect(new Set(seen)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8]))
    expect(most).toBe(3)
    expect((await place.jobs()).every(({ state }) => state === 'done')).toBe(true)
  })

  test('begin at once what this process enqueues, when the bell is rung after the commit', async () => {
    await using place = await openPlace(dialect)
    const seen = vi.fn<Handler>(() => Promise.resolve())
    await using workers = work(place.queue, { greet: seen }, { bell: place.bell, poll: 600_000 })
    await place.queue.enqueue({ kind: 'greet' })
    await vi.waitFor(() => expect(seen).toHaveBeenCalledTimes(1), SOON)
    await place.session.transaction(async (session) => {
      await place.queue.enqueue({ kind: 'greet' }, { session })
    })
    await vi.waitFor(() => expect(seen).toHaveBeenCalledTimes(2), SOON)
    expect(workers.errors).toEqual([])
  })

  test('try again what failed, and do not try again what cannot succeed', async () => {
    await using place = await openPlace(dialect, { backOff: { first: 10 } })
    const flaky = vi.fn<Handler>(({ attempt }) =>
      attempt < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve(),
    )
    const hopeless = vi.fn<Handler>(() =>
      Promise.reject(new PermanentFailure('There is no such order.')),
    )
    await place.queue.enqueue({ kind: 'flaky' })
    await place.queue.enqueue({ kind: 'hopeless' })
    await using workers = work(place.queue, { flaky, hopeless })
    await vi.waitFor(async () => {
      const states = (await place.jobs()).map(({ state }) => state)
      expect(states).toEqual(['done', 'dead'])
    }, SOON)
    expect(flaky).toHaveBeenCalledTimes(3)
    expect(hopeless).toHaveBeenCalledTimes(1)
    expect(workers.errors).toHaveLength(3)
    expect((await place.jobs())[1]?.['reason']).toBe('PermanentFailure: There is no such order.')
  })

  test('hold a job for as long as it takes', async () => {
    await using place = await openPlace(dialect)
    const slow = vi.fn<Handler>(() => new Promise<void>((resolve) => setTimeout(resolve, 1500)))
    await place.queue.enqueue({ kind: 'slow' })
    await using workers = work(place.queue, { slow }, { lease: 600 })
    await vi.waitFor(async () => expect((await place.jobs())[0]?.['state']).toBe('done'), SOON)
    expect(slow).toHaveBeenCalledTimes(1)
    expect(workers.errors).toEqual([])
  })

  test.each<[string, Handler, string]>([
    ['was done', () => Promise.resolve(), 'done'],
    ['failed', () => Promise.reject(new Error('not yet')), 'waiting'],
  ])('hold no job that %s for lost where only the answer is', async (_what, greet, state) => {
    await using place = await openPlace(dialect)
    const queue: Queue = {
      ...place.queue,
      complete: withoutFirstAnswer((job) => place.queue.complete(job)),
      fail: withoutFirstAnswer<Parameters<Queue['fail']>>((...given) => place.queue.fail(...given)),
    }
    await queue.enqueue({ kind: 'greet' })
    await using workers = work(queue, { greet })
    await vi.waitFor(() => expect(workers.errors).toContainEqual(ANSWER_LOST), SOON)
    await workers.stop()
    expect(workers.errors).not.toContainEqual(expect.any(LeaseLostError))
    expect((await place.jobs())[0]).toMatchObject({ state, attempts: 1 })
  })

  test('finish what runs when they stop, and begin nothing more', async () => {
    await using place = await openPlace(dialect)
    const started = createBell()
    let finish = (): void => undefined
    const slow = (): Promise<void> =>
      new Promise((resolve) => {
        finish = resolve
        started.ring()
      })
    await place.queue.enqueue({ kind: 'slow' })
    await place.queue.enqueue({ kind: 'slow' })
    await using workers = work(place.queue, { slow }, { concurrency: 1 })
    await started.wait(SOON.timeout)
    const stopped = workers.stop()
    finish()
    await stopped
    expect((await place.jobs()).map(({ state }) => state)).toEqual(['done', 'ready'])
  })

  test('give back what takes too long to finish when they stop', async () => {
    await using place = await openPlace(dialect)
    const started = createBell()
    const endless = ({ signal }: { readonly signal: AbortSignal }): Promise<void> =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
        started.ring()
      })
    await place.queue.enqueue({ kind: 'endless' })
    await using workers = work(place.queue, { endless })
    await started.wait(SOON.timeout)
    await workers.stop({ grace: 10 })
    expect((await place.jobs())[0]).toMatchObject({ state: 'ready', attempts: 0, claim: null })
    expect(workers.errors).toEqual([])
  })

  test('lose nothing when their process is killed', async () => {
    await using place = await openPlace(dialect)
    for (let index = 0; index < 20; index += 1) {
      await place.queue.enqueue({ kind: 'greet', payload: index })
    }
    const child = await startChild(place.database.url)
    await vi.waitFor(async () => {
      const states = (await place.jobs()).map(({ state }) => state)
      expect(states.slice(0, 5)).toEqual(['done', 'done', 'running', 'running', 'ready'])
    }, SOON)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await using workers = work(place.queue, { greet: () => Promise.resolve() })
    await vi.waitFor(async () => {
      const states = (await place.jobs()).map(({ state }) => state)
      expect(states).toEqual(Array.from({ length: 20 }, () => 'done'))
    }, SOON)
    expect(workers.errors).toEqual([])
  })
})

describe.each(DIALECTS.filter(({ name }) => name === 'postgres'))('workers on $name', (dialect) => {
  it.skipIf(dialect.skip)('outlive the connections to the database', async () => {
    await using place = await openPlace(dialect)
    const greet = vi.fn<Handler>(() => Promise.resolve())
    await using workers = work(place.queue, { greet }, { concurrency: 2 })
    for (let round = 1; round <= 5; round += 1) {
      await place.database.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      const key = `greet:${round}`
      await vi.waitFor(() => place.queue.enqueue({ kind: 'greet', key }), SOON)
      await vi.waitFor(async () => {
        const states = (await place.jobs()).map(({ state }) => state)
        expect(states).toEqual(Array.from({ length: round }, () => 'done'))
      }, SOON)
    }
    await workers.stop()
    expect(new Set(greet.mock.calls.map(([{ key }]) => key)).size).toBe(5)
  })
})

const ANSWER_LOST = new Error('The answer is lost.')

/** Loses the first answer on its way: what it would tell of has happened. */
function withoutFirstAnswer<TArguments extends unknown[]>(
  call: (...args: TArguments) => Promise<boolean>,
): (...args: TArguments) => Promise<boolean> {
  let lost = false
  return async (...args) => {
    const answer = await call(...args)
    if (lost) return answer
    lost = true
    throw ANSWER_LOST
  }
}

describe('workers before a queue that goes away', () => {
  const job = {
    id: '1',
    kind: 'greet',
    payload: 1,
    key: '1',
    attempt: 1,
    maxAttempts: 3,
    claim: 'c',
  }
  const gone = (): Promise<never> => Promise.reject(new Error('The database is gone.'))
  const queueOf = (parts: Partial<Queue>): Queue => ({
    enqueue: gone,
    claim: () => Promise.resolve(null),
    extend: () => Promise.resolve(true),
    complete: () => Promise.resolve(true),
    fail: () => Promise.resolve(true),
    ...parts,
  })

  it('ask again, and go on when it is back', async () => {
    const claim = vi.fn<Queue['claim']>(() => Promise.resolve(null))
    claim.mockImplementationOnce(gone).mockImplementationOnce(gone).mockResolvedValueOnce(job)
    const greet = vi.fn<Handler>(() => Promise.resolve())
    await using workers = work(queueOf({ claim }), { greet })
    await vi.waitFor(() => expect(greet).toHaveBeenCalledTimes(1), SOON)
    expect(workers.errors.map(String)).toEqual([
      'Error: The database is gone.',
      'Error: The database is gone.',
    ])
  })

  it('note what is done once it is back', async () => {
    const complete = vi.fn<Queue['complete']>(() => Promise.resolve(true))
    complete.mockImplementationOnce(gone).mockImplementationOnce(gone)
    const claim = vi.fn<Queue['claim']>(() => Promise.resolve(null)).mockResolvedValueOnce(job)
    const greet = vi.fn<Handler>(() => Promise.resolve())
    await using workers = work(queueOf({ claim, complete }), { greet })
    await vi.waitFor(() => expect(complete).toHaveBeenCalledTimes(3), SOON)
    expect(greet).toHaveBeenCalledTimes(1)
    expect(workers.errors).toHaveLength(2)
  })

  it('say of a job that is no longer theirs when it is noted that it is lost', async () => {
    const complete = vi.fn<Queue['complete']>(() => Promise.resolve(false))
    const claim = vi.fn<Queue['claim']>(() => Promise.resolve(null)).mockResolvedValueOnce(job)
    await using workers = work(queueOf({ claim, complete }), { greet: () => Promise.resolve() })
    await vi.waitFor(() => expect(workers.errors).toEqual([expect.any(LeaseLostError)]), SOON)
  })

  it.each([
    ['says so', () => Promise.resolve(false)],
    ['cannot be asked until the lease has run out', gone],
  ])('abort a job that is no longer theirs when the queue %s', async (_how, extend) => {
    const reasons: unknown[] = []
    const complete = vi.fn<Queue['complete']>(() => Promise.resolve(true))
    const claim = vi.fn<Queue['claim']>(() => Promise.resolve(null)).mockResolvedValueOnce(job)
    const greet = ({ signal }: { readonly signal: AbortSignal }): Promise<void> =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          reasons.push(signal.reason)
          resolve()
        })
      })
    const queue = queueOf({ claim, complete, extend })
    await using workers = work(queue, { greet }, { lease: 60 })
    await vi.waitFor(() => expect(reasons).toHaveLength(1), SOON)
    expect(reasons[0]).toBeInstanceOf(LeaseLostError)
    expect(workers.errors).toContain(reasons[0])
    expect(complete).not.toHaveBeenCalled()
  })
})

/** A worker in a process of its own. */
async function startChild(url: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@relvar/source',
      `--import=${join(import.meta.dirname, 'resolve-sources.mjs')}`,
      join(import.meta.dirname, 'worker-process.ts'),
      url,
    ],
    { stdio: 'inherit' },
  )
  await once(child, 'spawn')
  return child
}
