import type { MarkPlace, Session, SystemNames } from '@relvar/query-engine'
import { STATE } from './system-module.js'

/** Where the engine finds the mark. */
export function markPlace(names: SystemNames): MarkPlace {
  return { table: names.id(STATE), column: 'mark' }
}

/**
 * Says that something has changed that actors depend upon, in the transaction of that change.
 * `session` has to pass every policy.
 */
export async function changeMark(session: Session, names: SystemNames): Promise<void> {
  await session.update(names.id(STATE), { keys: [1] }, { mark: crypto.randomUUID() })
}

/** The mark as it is now. */
export async function readMark(session: Session, names: SystemNames): Promise<string> {
  const row = await session.readOne(names.id(STATE), 1, { fields: ['mark'] })
  if (row === null) throw new Error('The row of the mark is gone.')
  return String(row['mark'])
}
