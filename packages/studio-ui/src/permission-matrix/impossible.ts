import type { WireCollection } from '../wire/objects.js'
import {
  type Impossible,
  type ImpossibleReason,
  MATRIX_ACTIONS,
  type MatrixAction,
} from './matrix.js'

/**
 * What nobody can do to a collection. The wire tells what whoever asks may do: of somebody who may do everything
 * that is what the database can.
 *
 * @param collection as an administrator sees it
 * @example
 * impossibleOf(report) // { create: 'view', update: 'view', delete: 'view' }
 */
export function impossibleOf({ schema }: WireCollection): Impossible {
  if (schema === null) return {}
  const reasons = MATRIX_ACTIONS.flatMap((action) => {
    const reason = reasonOf(action, schema)
    return reason === null ? [] : [[action, reason] as const]
  })
  return Object.fromEntries(reasons)
}

function reasonOf(
  action: MatrixAction,
  { kind, primary_key: key, actions }: NonNullable<WireCollection['schema']>,
): ImpossibleReason | null {
  if (actions.length === 0) return 'closed'
  // A share leads to an item, which is found by its key.
  if (action === 'share') return key.length === 0 ? 'no-key' : null
  if (actions.includes(action)) return null
  if (kind === 'view' || kind === 'materialized-view') return 'view'
  return key.length === 0 ? 'no-key' : 'database'
}
