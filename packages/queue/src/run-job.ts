import { setTimeout as after } from 'node:timers/promises'
import { LeaseLostError, PermanentFailure, StoppingError } from './errors.js'
import type { ClaimedJob, Failure, Queue } from './queue.js'

/** What a handler is told. */
export interface RunningJob {
  readonly id: string
  readonly kind: string
  readonly payload: unknown
  /** The same each time this job is done: hand it on where work must not happen twice. */
  readonly key: string
  /** 1 the first time. */
  readonly attempt: number
  /** Aborts when the job is no longer ours, or when the workers stop and have waited long enough. */
  readonly signal: AbortSignal
}

/**
 * Does one job. What it throws is a failed attempt; {@link PermanentFailure} is the last one. Runs again
 * where it succeeded and nobody could note it, so the same job done twice has to be as good as once.
 */
export type Handler = (job: RunningJob) => Promise<void>

/** By kind. */
export type Handlers = Readonly<Record<string, Handler>>

export interface RunOptions {
  /** Milliseconds that a claim lasts without being extended. */
  readonly lease: number
  /** Aborts when the job is to be given back. */
  readonly stopping: AbortSignal
  readonly onError: (error: unknown, job: ClaimedJob) => void
}

/** Three tries at extending a lease before it runs out. */
const EXTENSIONS_PER_LEASE = 3
const NOTE_PAUSE_MS = 200

/** Does a claimed job and notes what came of it. Never throws. */
export async function runJob(
  queue: Queue,
  handler: Handler,
  job: ClaimedJob,
  options: RunOptions,
): Promise<void> {
  const lost = new AbortController()
  const done = new AbortController()
  const held = holdJob(queue, job, options, lost, done.signal)
  const failure = await attempt(handler, job, lost.signal, options)
  done.abort()
  await held
  if (lost.signal.aborted) return
  await note(queue, job, failure, options)
}

/** @returns what to note; null for a success */
async function attempt(
  handler: Handler,
  job: ClaimedJob,
  lost: AbortSignal,
  { stopping, onError }: RunOptions,
): Promise<Failure | null> {
  const { id, kind, payload, key, attempt } = job
  const signal = AbortSignal.any([lost, stopping])
  try {
    await handler({ id, kind, payload, key, attempt, signal })
    return null
  } catch (error) {
    if (error instanceof StoppingError || (stopping.aborted && isAbort(error))) {
      return { reason: 'The workers stopped.', retry: 'now' }
    }
    onError(error, job)
    const retry = error instanceof PermanentFailure ? 'never' : 'later'
    return { reason: reasonOf(error), retry }
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

/** Extends the lease until the job is done. The job is lost when that fails until the lease has run out. */
async function holdJob(
  queue: Queue,
  job: ClaimedJob,
  { lease, onError }: RunOptions,
  lost: AbortController,
  done: AbortSignal,
): Promise<void> {
  let end = performance.now() + lease
  while (await waited(lease / EXTENSIONS_PER_LEASE, done)) {
    const start = performance.now()
    const extended = await tried(() => queue.extend(job, lease), job, onError)
    if (extended === true) end = start + lease
    if (extended === false || performance.now() >= end) {
      lost.abort(new LeaseLostError())
      onError(lost.signal.reason, job)
      return
    }
  }
}

/**
 * Notes what came of the job, for as long as it is ours: a database that went away may come back. A note whose
 * answer was lost may have been taken, and then the job is no longer ours because of it.
 */
async function note(
  queue: Queue,
  job: ClaimedJob,
  failure: Failure | null,
  { lease, onError }: RunOptions,
): Promise<void> {
  const end = performance.now() + lease
  const settle = (): Promise<boolean> =>
    failure === null ? queue.complete(job) : queue.fail(job, failure)
  let noted = await tried(settle, job, onError)
  if (noted === false) onError(new LeaseLostError(), job)
  while (noted === undefined && performance.now() < end) {
    await after(NOTE_PAUSE_MS)
    noted = await tried(settle, job, onError)
  }
}

/** undefined where the queue did not answer. */
async function tried(
  call: () => Promise<boolean>,
  job: ClaimedJob,
  onError: RunOptions['onError'],
): Promise<boolean | undefined> {
  try {
    return await call()
  } catch (error) {
    onError(error, job)
    return undefined
  }
}

/** false where `signal` came first. */
async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await after(ms, undefined, { signal })
    return true
  } catch {
    // Nothing but the signal rejects a timer.
    return false
  }
}
