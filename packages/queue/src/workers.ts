import { type Bell, createBell } from './bell.js'
import { StoppingError } from './errors.js'
import type { ClaimedJob, Queue } from './queue.js'
import { type Handlers, runJob, type RunOptions } from './run-job.js'

export interface WorkersOptions {
  /** How many jobs at one time. 4 unless told. */
  readonly concurrency?: number
  /** Rung by the module of the queue, so that what this process enqueues is begun at once. */
  readonly bell?: Bell
  /** Milliseconds between two looks while there is nothing to do. 1,000 unless told. */
  readonly poll?: number
  /** Milliseconds after which somebody else takes a job whose worker is not heard of. 30,000 unless told. */
  readonly lease?: number
  /** Is told of failed attempts (with the job) and of a queue that does not answer (without). */
  readonly onError: (error: unknown, job: ClaimedJob | null) => void
  /** Is told whenever the queue has answered, with a job or without: what failed before may go on. */
  readonly onAnswer?: () => void
}

export interface StopOptions {
  /** Milliseconds that running jobs have to end by themselves. 10,000 unless told. */
  readonly grace?: number
}

export interface Workers {
  /**
   * Claims nothing more, waits for what runs, and after `grace` milliseconds aborts it: a handler that
   * obeys its signal gives its job back, undone. Resolves once nothing runs any more, or a moment
   * later; what then still runs is left to its lease.
   */
  stop(options?: StopOptions): Promise<void>
}

const DEFAULTS = { concurrency: 4, poll: 1000, lease: 30_000 } as const
const GRACE_MS = 10_000
/** What handlers have after their signal has aborted. */
const LAST_MS = 1000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 10_000

/**
 * Does jobs until it is stopped: in the process that enqueues them, or in one of its own. A database
 * that goes away is asked again, less and less often, up to every ten seconds.
 *
 * @example
 * const workers = startWorkers(queue, { greet: async ({ payload }) => console.log(payload) }, {
 *   concurrency: 4,
 *   onError: (error, job) => console.error(job?.id, error),
 * })
 * process.once('SIGTERM', () => void workers.stop())
 */
export function startWorkers(queue: Queue, handlers: Handlers, options: WorkersOptions): Workers {
  const settings: Settings = {
    ...DEFAULTS,
    bell: createBell(),
    onAnswer: () => undefined,
    ...options,
  }
  const ending = new AbortController()
  const aborting = new AbortController()
  const running = new Set<Promise<void>>()
  const loop = claimJobs(queue, handlers, settings, { ending, aborting, running })
  const stop = async ({ grace = GRACE_MS }: StopOptions): Promise<void> => {
    ending.abort()
    await loop
    await within(grace, running)
    aborting.abort(new StoppingError())
    await within(LAST_MS, running)
  }
  let stopped: Promise<void> | undefined
  return { stop: (stopOptions = {}) => (stopped ??= stop(stopOptions)) }
}

type Settings = Required<WorkersOptions>

interface State {
  /** No more claims. */
  readonly ending: AbortController
  /** No more work. */
  readonly aborting: AbortController
  readonly running: Set<Promise<void>>
}

async function claimJobs(
  queue: Queue,
  handlers: Handlers,
  settings: Settings,
  { ending, aborting, running }: State,
): Promise<void> {
  const { concurrency, bell, poll, lease, onError } = settings
  const options: RunOptions = { lease, stopping: aborting.signal, onError }
  const ended = new Promise<void>((resolve) => {
    ending.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  const claim = patientClaim(queue, Object.keys(handlers), settings, ending.signal)
  while (!ending.signal.aborted) {
    if (running.size >= concurrency) {
      await Promise.race([...running, ended])
      continue
    }
    const job = await claim()
    if (job === null) {
      if (!ending.signal.aborted) await bell.wait(poll, ending.signal)
      continue
    }
    const handler = handlers[job.kind]
    if (handler === undefined) throw new Error(`The queue gave a job of the kind "${job.kind}".`)
    const run = runJob(queue, handler, job, options).finally(() => running.delete(run))
    running.add(run)
  }
}

/** Claims; where the queue does not answer it says so, waits, and answers null. */
function patientClaim(
  queue: Queue,
  kinds: readonly string[],
  { lease, onError, onAnswer }: Settings,
  ending: AbortSignal,
): () => Promise<ClaimedJob | null> {
  let pause = FIRST_PAUSE_MS
  return async () => {
    try {
      const job = await queue.claim({ kinds, lease })
      onAnswer()
      pause = FIRST_PAUSE_MS
      return job
    } catch (error) {
      onError(error, null)
      await createBell().wait(pause, ending)
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2)
      return null
    }
  }
}

/** Waits for all of them, but not longer. */
async function within(ms: number, running: ReadonlySet<Promise<void>>): Promise<void> {
  const over = createBell()
  void Promise.all(running).then(() => over.ring())
  await over.wait(ms)
}
