/** Durable jobs: done at least once, whatever goes down in between. */

// Where jobs wait
export type { ClaimedJob, ClaimOptions, EnqueueOptions, Failure, NewJob, Queue } from './queue.js'
export { tableQueue } from './table-queue.js'
export type { QueuePlace, TableQueueOptions } from './table-queue.js'
export type { BackOff } from './back-off.js'
export type { Retention } from './sweep.js'

// Its table
export { queueModule } from './jobs-table.js'
export type { JobState, QueueModuleOptions } from './jobs-table.js'

// Who does them
export { startWorkers } from './workers.js'
export type { StopOptions, Workers, WorkersOptions } from './workers.js'
export type { Handler, Handlers, RunningJob } from './run-job.js'
export { createBell } from './bell.js'
export type { Bell } from './bell.js'

export { InvalidJobError, LeaseLostError, PermanentFailure, StoppingError } from './errors.js'
export type { Database } from './database.js'
