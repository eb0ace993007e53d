import { ForbiddenError, InvalidQueryError, isSoundRule, type Session } from '@relvar/query-engine'
import type { Filter } from '@relvar/query-engine/query'

/**
 * Why a rule closes its collection to all who are held to it: it speaks of what is not there. null where
 * it does not, or where there is no such collection; a rule with a hole in it is true for no item, and
 * closes nothing.
 *
 * @param session passes every policy
 *
 * @example
 * ruleProblem(session, 'orders', { state: { _eq: 'paid' } })
 * // `You don't have permission to access field "state" in collection "orders" or it does not exist.`
 */
export function ruleProblem(session: Session, collection: string, rule: Filter): string | null {
  if (!Object.hasOwn(session.schema.tables, collection) || !isSoundRule(rule)) return null
  const fields = session.schema.tables[collection]?.columns.slice(0, 1).map(({ name }) => name)
  try {
    session.explain(collection, { fields: fields ?? [], filter: rule })
    return null
  } catch (error) {
    if (error instanceof ForbiddenError || error instanceof InvalidQueryError)
      return error.details.reason ?? error.message
    throw error
  }
}
