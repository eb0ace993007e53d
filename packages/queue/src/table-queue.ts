import { type Session, UniqueViolationError } from '@relvar/query-engine'
import type { DialectName } from '@relvar/schema-introspect/model'
import { type RawBuilder, sql } from 'kysely'
import { type BackOff, pauseAfter } from './back-off.js'
import { fromNow, now } from './clock.js'
import type { Database } from './database.js'
import { jobRow } from './job-row.js'
import { type JobState, jobsTable } from './jobs-table.js'
import type { ClaimedJob, Failure, NewJob, Queue } from './queue.js'
import { createSweeper, type Retention } from './sweep.js'
import { type JobsAt, take, type TakenRow } from './take.js'

/** Where the table of the jobs is: what `openSystem` of `@relvar/system` answers. */
export interface QueuePlace {
  readonly namespace: string
  readonly model: { readonly dialect: DialectName }
  id(table: string): string
}

export interface TableQueueOptions {
  /** The database of the system tables. */
  readonly db: Database
  readonly system: QueuePlace
  /** A session that passes every policy, for jobs that belong to no transaction. */
  readonly session: () => Session
  readonly backOff?: BackOff
  readonly retention?: Retention
  /** Milliseconds between two looks for what has become due or is forgotten; 1,000 unless told. */
  readonly sweepInterval?: number
}

const REASON_LENGTH = 500

/**
 * A queue in the table of {@link queueModule}. Enqueueing goes through a Session like any other write, so
 * it can be part of somebody's transaction; the rest needs locks that a Session has no words for.
 *
 * @example
 * const queue = tableQueue({ db, system, session: () => engine.as(SYSTEM) })
 * await queue.enqueue({ kind: 'greet', payload: { name: 'Ada' }, key: 'greet:ada' })
 */
export function tableQueue(options: TableQueueOptions): Queue {
  const { db, system } = options
  const at: JobsAt = {
    dialect: system.model.dialect,
    namespace: system.namespace,
    table: jobsTable.name,
  }
  const retention = { done: DAY_MS, dead: 30 * DAY_MS, ...options.retention }
  const sweep = createSweeper(db, at, retention, options.sweepInterval)
  const collection = system.id(jobsTable.name)
  const settle = (job: ClaimedJob, change: Settlement): Promise<boolean> =>
    settleJob(db, at, job, change)
  return {
    enqueue: (job, { session } = {}) =>
      session === undefined
        ? enqueueAlone(options.session(), collection, job)
        : enqueueWithin(session, collection, job),
    async claim({ kinds, lease }) {
      if (kinds.length === 0) return null
      await sweep()
      const claim = crypto.randomUUID()
      const [row] = await take(db, at, {
        where: sql`${sql.id('state')} = ${'ready'} and ${sql.id('kind')} in (${sql.join(kinds)})`,
        first: true,
        limit: 1,
        change: assignments({
          state: 'running',
          claim,
          due_at: fromNow(at.dialect, whole(lease)),
        }),
      })
      return row === undefined ? null : claimedJob(row, claim)
    },
    extend: (job, lease) => settle(job, { due_at: fromNow(at.dialect, whole(lease)) }),
    complete: (job) =>
      settle(job, {
        ...ended('done', fromNow(at.dialect, retention.done)),
        attempts: job.attempt,
        payload: null,
        reason: null,
      }),
    fail: (job, failure) => settle(job, afterFailure(at, job, failure, options.backOff, retention)),
  }
}

const DAY_MS = 86_400_000

/** New values of columns. */
type Settlement = Readonly<Record<string, string | number | null | RawBuilder<unknown>>>

function ended(state: JobState, dueAt: RawBuilder<unknown>): Settlement {
  return { state, claim: null, due_at: dueAt }
}

function afterFailure(
  { dialect }: JobsAt,
  { attempt, maxAttempts }: ClaimedJob,
  { reason, retry }: Failure,
  backOff: BackOff | undefined,
  { dead }: Required<Retention>,
): Settlement {
  const told = { reason: reason.slice(0, REASON_LENGTH) }
  if (retry === 'now') return { ...ended('ready', now(dialect)), ...told }
  const counted = { ...told, attempts: attempt }
  return retry === 'never' || attempt >= maxAttempts
    ? { ...ended('dead', fromNow(dialect, dead)), ...counted }
    : { ...ended('waiting', fromNow(dialect, pauseAfter(attempt, backOff))), ...counted }
}

/** Changes a job that is still held by this claim; else nothing. */
async function settleJob(
  db: Database,
  { namespace, table }: JobsAt,
  { id, claim }: ClaimedJob,
  change: Settlement,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update ${sql.id(namespace, table)} set ${assignments(change)}
    where ${sql.id('id')} = ${id} and ${sql.id('claim')} = ${claim}`.execute(db)
  return numAffectedRows === 1n
}

function assignments(change: Settlement): RawBuilder<unknown> {
  return sql.join(Object.entries(change).map(([name, value]) => sql`${sql.id(name)} = ${value}`))
}

function claimedJob(row: TakenRow, claim: string): ClaimedJob {
  return {
    id: String(row.id),
    kind: String(row.kind),
    payload: row.payload === null ? undefined : JSON.parse(String(row.payload)),
    key: String(row.unique_key),
    attempt: Number(row.attempts) + 1,
    maxAttempts: Number(row.max_attempts),
    claim,
  }
}

/** Looks first: in a transaction, a row that is refused is the end of everything else in it too. */
async function enqueueWithin(session: Session, table: string, job: NewJob): Promise<string> {
  const row = jobRow(job)
  const known = job.key === undefined ? undefined : await idByKey(session, table, job.key)
  if (known !== undefined) return known
  await session.create(table, [row])
  return row.id
}

/** Two that enqueue the same job at once both look in vain; the second is told by the database. */
async function enqueueAlone(session: Session, table: string, job: NewJob): Promise<string> {
  try {
    return await enqueueWithin(session, table, job)
  } catch (error) {
    if (!(error instanceof UniqueViolationError) || job.key === undefined) throw error
    const known = await idByKey(session, table, job.key)
    if (known === undefined) throw error
    return known
  }
}

async function idByKey(session: Session, table: string, key: string): Promise<string | undefined> {
  const filter = { unique_key: { _eq: key } }
  const [row] = await session.read(table, { fields: ['id'], filter, limit: 1 })
  return row === undefined ? undefined : String(row['id'])
}

function whole(ms: number): number {
  if (Number.isSafeInteger(ms) && ms > 0) return ms
  throw new RangeError(`A lease is a whole number of milliseconds, at least 1; not ${ms}.`)
}
