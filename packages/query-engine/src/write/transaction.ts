import { setTimeout as delay } from 'node:timers/promises'
import type { Actor } from '../actor.js'
import type { EngineCore } from '../engine.js'
import { EngineSession } from '../engine-session.js'
import type { Executor } from '../execute/executor.js'
import { READING } from '../execute/executor.js'
import type { Event } from '../hooks/hooks.js'
import type { Session } from '../session.js'
import type { Writing } from './writing.js'

const ATTEMPTS = 5

/**
 * Runs `work` in a transaction, again where the database gave up to resolve a conflict. Events are
 * told after the commit; a listener that throws undoes nothing.
 */
export async function runTransaction<T>(
  core: EngineCore,
  actor: Actor,
  executor: Executor,
  signal: AbortSignal | undefined,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { result, events } = await attemptOnce(core, actor, executor, signal, work)
      for (const event of events) void publish(core, event)
      return result
    } catch (error) {
      if (attempt >= ATTEMPTS || signal?.aborted || !(await worthRetrying(core, error))) throw error
      // Whoever won the conflict needs a moment to finish; the others should not meet again at once.
      await delay(Math.random() * 10 * 2 ** attempt)
    }
  }
}

async function worthRetrying(core: EngineCore, error: unknown): Promise<boolean> {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (core.dialect.isRetryable(cause)) return true
  return core.dialect.isStaleSchema(cause) && (await core.refreshed())
}

async function attemptOnce<T>(
  core: EngineCore,
  actor: Actor,
  executor: Executor,
  signal: AbortSignal | undefined,
  work: (session: Session) => Promise<T>,
): Promise<{ result: T; events: readonly Event[] }> {
  const started = performance.now()
  const events: Event[] = []
  try {
    const result = await executor.db.transaction().execute(async (transaction) => {
      const inner = executor.over(transaction)
      const writing: Writing = {
        core,
        actor,
        executor: inner,
        get session() {
          return session
        },
        signal,
        events,
        now: new Date(),
        rows: 0,
      }
      const session = new EngineSession(core, actor, inner, writing)
      return work(session)
    })
    return { result, events }
  } catch (error) {
    // Begin and commit can fail as well, e.g. by a constraint that is checked last.
    throw executor.named(error, { ...READING, kind: 'write' }, signal, started)
  }
}

async function publish(core: EngineCore, event: Event): Promise<void> {
  for (const listener of core.hooks.listeners(event.name, event.collection)) {
    try {
      await listener(event)
    } catch (error) {
      core.onListenerError(error)
    }
  }
}
