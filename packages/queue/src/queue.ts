import type { Session } from '@relvar/query-engine'

/** A piece of work to be done later, outside the request that asks for it. */
export interface NewJob {
  /** What kind of work: names the handler. */
  readonly kind: string
  /** What the handler is told: anything that JSON can hold, up to 60,000 bytes of it. */
  readonly payload?: unknown
  /**
   * Makes it the same job however often it is enqueued, until it is forgotten (see the retention of
   * the queue): the second call answers the first one's id and changes nothing.
   */
  readonly key?: string
  /** Smaller comes first, as with `nice`; 0 unless told. Within a priority, who came first. */
  readonly priority?: number
  /** Not before this moment, by the clock of the database. At once unless told. */
  readonly runAt?: Date
  /** How often it is tried before it is dead, 10 unless told. */
  readonly maxAttempts?: number
}

export interface EnqueueOptions {
  /**
   * The transaction that the job belongs to: it is there once that is committed, and never if not. Has
   * to pass every policy; a `within` hook has it as `change.system`.
   */
  readonly session?: Session
}

/** A job that somebody holds until its lease runs out. */
export interface ClaimedJob {
  readonly id: string
  readonly kind: string
  readonly payload: unknown
  /** Tells the work of this job from any other, also when it is done again: the key it was enqueued with, or its id. */
  readonly key: string
  /** 1 the first time. */
  readonly attempt: number
  readonly maxAttempts: number
  /** Proves that it is ours. */
  readonly claim: string
}

export interface ClaimOptions {
  /** Only these kinds: what a program does not know is left to one that does. */
  readonly kinds: readonly string[]
  /** For how long, in milliseconds. Whoever holds the job longer has to extend the claim. */
  readonly lease: number
}

export interface Failure {
  /** Why, for whoever looks at the jobs. Never secrets: it is kept and shown. */
  readonly reason: string
  /**
   * `later`: after a pause that grows with each attempt; dead where that was the last one. `never`:
   * dead at once. `now`: given back undone, as if it had not been tried.
   */
  readonly retry: 'later' | 'never' | 'now'
}

/**
 * Where jobs wait. Every job is handed out at least once: again whenever its holder fails or is not
 * heard of until its lease has run out. So handlers have to stand being run twice.
 *
 * `extend`, `complete` and `fail` answer false where the job is no longer held by this claim; then they
 * have changed nothing.
 */
export interface Queue {
  /**
   * @returns the id of the job
   * @throws InvalidJobError where the job cannot be kept as it is
   */
  enqueue(job: NewJob, options?: EnqueueOptions): Promise<string>
  /** The next job that is due, or null where there is none. */
  claim(options: ClaimOptions): Promise<ClaimedJob | null>
  /** Holds on for another `lease` milliseconds, from now. */
  extend(job: ClaimedJob, lease: number): Promise<boolean>
  complete(job: ClaimedJob): Promise<boolean>
  fail(job: ClaimedJob, failure: Failure): Promise<boolean>
}
