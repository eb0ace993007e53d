import { defineModule, type Module, type SystemTable } from '@relvar/query-engine'
import type { Bell } from './bell.js'

/**
 * `ready`: may be claimed. `waiting`: not yet. `running`: is held. `done`: kept for a while, without its
 * payload. `dead`: nobody will try again by himself.
 */
export type JobState = 'ready' | 'waiting' | 'running' | 'done' | 'dead'

/** Characters of a kind, and of a key. */
export const NAME_LENGTH = 191

/** One row is one job. Read it to see what waits, and why something is dead. */
export const jobsTable: SystemTable = {
  name: 'jobs',
  columns: {
    /** A text, so that it sorts by time everywhere; SQL Server sorts its UUIDs from the wrong end. */
    id: { type: 'string', length: 36 },
    kind: { type: 'string', length: NAME_LENGTH, required: true },
    /** JSON. It may hold what nobody should read, and only the worker needs it. */
    payload: { type: 'text', traits: { secret: 'conceal' } },
    state: { type: 'string', length: 10, required: true },
    priority: { type: 'integer', required: true, default: 0 },
    /** When something happens by itself: it becomes ready, its lease runs out, it is forgotten. Nothing does to a ready one. */
    due_at: { type: 'timestamp' },
    attempts: { type: 'integer', required: true, default: 0 },
    max_attempts: { type: 'integer', required: true },
    /** The id where none was given: in SQL Server a unique column has room for one null only. */
    unique_key: { type: 'string', length: NAME_LENGTH, required: true },
    /** Changes with every claim; who has it holds the job. */
    claim: { type: 'string', length: 36, traits: { secret: 'conceal' } },
    /** Why the last attempt failed. */
    reason: { type: 'string', length: 500 },
    created_at: { type: 'timestamp', traits: { onCreate: 'now' } },
  },
  uniques: [['unique_key']],
  indexes: [
    ['state', 'priority', 'id'],
    ['state', 'due_at'],
  ],
  traits: { accountability: null },
}

export interface QueueModuleOptions {
  /** Is rung after the commit of every job that this process enqueues. */
  readonly bell?: Bell
}

/** The table of the jobs, for `openSystem` and the engine. */
export function queueModule({ bell }: QueueModuleOptions = {}): Module {
  return defineModule({
    name: 'queue',
    migrations: [
      { version: 1, name: 'Jobs', changes: [{ kind: 'create-table', table: jobsTable }] },
    ],
    hooks: (hooks, context) => {
      hooks.on('items.create', () => bell?.ring(), { collections: [context.id(jobsTable.name)] })
    },
  })
}
