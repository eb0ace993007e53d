import type { MarkPlace, Session, SystemNames } from '@relvar/query-engine'
import { MARKS, STATE } from './system-module.js'

/** What may have changed beside rights: what people say about their tables, or these themselves. */
export type MarkedPart = keyof typeof MARKS

/** The mark, and the marks of what takes longer to read anew; null before the first change. */
export interface Marks extends Readonly<Record<MarkedPart, string | null>> {
  /** Changes with everything. */
  readonly mark: string
}

/** Where the engine finds the mark. */
export function markPlace(names: SystemNames): MarkPlace {
  return { table: names.id(STATE), column: 'mark' }
}

/**
 * Says that something has changed that actors depend upon, in the transaction of that change.
 * `session` has to pass every policy.
 *
 * @param part what has to be read anew beside rights; whoever meets the new mark leaves the others as they are
 *
 * @example
 * await changeMark(session, system, 'overlay')
 */
export async function changeMark(
  session: Session,
  names: SystemNames,
  part?: MarkedPart,
): Promise<void> {
  const mark = crypto.randomUUID()
  const marks = { mark, ...(part !== undefined && { [MARKS[part]]: mark }) }
  await session.update(names.id(STATE), { keys: [1] }, marks)
}

/** The mark as it is now. */
export async function readMark(session: Session, names: SystemNames): Promise<string> {
  return (await readMarks(session, names)).mark
}

/** All marks as they are now, in one statement. */
export async function readMarks(session: Session, names: SystemNames): Promise<Marks> {
  const { overlay, schema } = MARKS
  const row = await session.readOne(names.id(STATE), 1, { fields: ['mark', overlay, schema] })
  if (row === null) throw new Error('The row of the mark is gone.')
  return {
    mark: String(row['mark']),
    overlay: row[overlay] as string | null,
    schema: row[schema] as string | null,
  }
}
