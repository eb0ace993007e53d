import type { Session } from '@relvar/query-engine'
import { difference } from './alike.js'
import type { Data } from './data.js'
import { evaluate } from './evaluator.js'

/** What differs between the rows of any table and those that there have to be, or null: nothing may be half written. */
export async function rowsDifference(data: Data, open: Session): Promise<string | null> {
  for (const { name, order } of data.world.tables) {
    const query = { limit: -1, sort: order }
    const found = difference(evaluate(data, name, query).data, await open.read(name, query), name)
    if (found !== null) return found
  }
  return null
}
