import { EngineError } from '@relvar/query-engine'

/** What came of a read: its rows, or the code of an error that is meant for callers. */
export async function outcomeOf(read: () => Promise<unknown>): Promise<unknown> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof EngineError && /^(?:FORBIDDEN|INVALID_QUERY)$/.test(error.code))
      return error.code
    throw error
  }
}
