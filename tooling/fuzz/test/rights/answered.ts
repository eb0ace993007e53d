import { EngineError, type Row, type Session, ValidationErrors } from '@relvar/query-engine'
import { difference } from '../alike.js'

/** What was answered, where the write was to be. */
export interface Answered {
  readonly text?: string | null
}

/** What was answered, or the code of a refusal. */
export async function outcomeOf<T>(work: Promise<T>): Promise<T | string> {
  try {
    return await work
  } catch (error) {
    if (error instanceof EngineError) return error.code
    if (error instanceof ValidationErrors) return 'FAILED_VALIDATION'
    throw error
  }
}

/** A row that is written is answered as its writer may read it. */
export async function answerDifference(
  session: Session,
  table: string,
  keys: readonly Row[],
  { text }: Answered,
): Promise<string | null> {
  if (text === undefined) return null
  const read = await session.readBack(table, keys as never)
  const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json))
  return difference(parsed(read), parsed(text), `answer.${table}`)
}
