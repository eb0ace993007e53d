import { type Actor, defineModule, type Module, type Session } from '@relvar/query-engine'
import { watchComments } from './comments/comments.js'
import { descriptions } from './descriptions.js'
import { watchNotifications } from './notifications.js'
import { recordChanges } from './record/recorder.js'
import { revertRoute } from './revert.js'
import { migrations } from './tables.js'

export interface HistoryOptions {
  /**
   * Who a user is, with what they may do: those whom a comment mentions are told where they may read
   * the item. null where there is no such user, or they may not sign in.
   *
   * @param session passes every policy, in the transaction of the comment
   */
  readonly actorOf: (user: string, session: Session) => Promise<Actor | null>
  /**
   * Told of new notifications in the transaction that makes them, e.g. to have them mailed.
   *
   * @param session passes every policy
   */
  readonly notified?: (notifications: readonly number[], session: Session) => Promise<void>
}

/**
 * Who changed what, and how it was: activity and revisions, written in the transaction of each change;
 * revert; comments and notifications. Each collection is recorded as its trait `accountability`
 * says: `all` unless told, `activity` without revisions, or null.
 *
 * @example
 * const modules = [history({ actorOf: (user) => accounts.actorOf(user) })]
 * const system = await openSystem({ db, modules })
 */
export function history(options: HistoryOptions): Module {
  const reverting = new WeakSet<Session>()
  return defineModule({
    name: 'history',
    migrations,
    hooks: (hooks, context) => {
      recordChanges(hooks, context, reverting)
      watchComments(hooks, context, options)
      watchNotifications(hooks, context, options)
    },
    collections: [
      { path: '/activity', table: 'activity', methods: ['GET', 'SEARCH'] },
      { path: '/revisions', table: 'revisions', methods: ['GET', 'SEARCH'] },
      { path: '/comments', table: 'comments' },
      { path: '/notifications', table: 'notifications' },
    ],
    routes: (context) => [revertRoute(context, reverting)],
    graphql: () => ({
      types: 'extend type Mutation { utils_revert(revision: ID!, fields: [String!]): Boolean }',
      routes: { utils_revert: 'POST /utils/revert/:revision' },
    }),
    descriptions,
  })
}
