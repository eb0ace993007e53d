/** A job that could not be kept as it is. Nothing was enqueued. */
export class InvalidJobError extends Error {
  override readonly name = 'InvalidJobError'
  readonly code = 'INVALID_JOB'
  readonly details: { readonly kind: string; readonly reason: string }

  constructor(kind: string, reason: string, options?: ErrorOptions) {
    super(`A job of the kind "${kind}" cannot be enqueued: ${reason}`, options)
    this.details = { kind, reason }
  }
}

/**
 * Thrown by a handler for what no second attempt mends: the job is dead at once.
 *
 * @example
 * if (order === null) throw new PermanentFailure('There is no such order any more.')
 */
export class PermanentFailure extends Error {
  override readonly name = 'PermanentFailure'
  readonly code = 'PERMANENT_FAILURE'
}

/** Why a handler's signal aborts: somebody else may hold the job now, so nothing more should be done for it. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'
  readonly code = 'LEASE_LOST'

  constructor() {
    super('The job is no longer held: its lease ran out.')
  }
}

/** Why a handler's signal aborts when the workers stop. The job is given back. */
export class StoppingError extends Error {
  override readonly name = 'StoppingError'
  readonly code = 'STOPPING'

  constructor() {
    super('The workers are stopping.')
  }
}
