import type { Actor, Session } from '@relvar/query-engine'
import type { NotedChange } from './proposal.js'

/**
 * Writes a change of the user's tables into the history.
 *
 * @param session of the transaction of the change; it passes every policy
 */
export type NotedHook = (session: Session, actor: Actor, change: NotedChange) => Promise<void>
