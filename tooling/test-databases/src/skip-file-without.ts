import { it } from 'vitest'

/**
 * A file has to hold a test, also where `DIALECTS` leaves out all vendors that it is about: then it is one that is
 * skipped and says why.
 *
 * @param vendors those that are left
 *
 * @example
 * const SERVERS = DIALECTS.filter(({ name }) => name !== 'sqlite')
 * skipFileWithout(SERVERS, 'DIALECTS leaves out all that have a server')
 * describe.each(SERVERS)('a server of $name', (dialect) => { ... })
 */
export function skipFileWithout(vendors: readonly unknown[], reason: string): void {
  const reasons = vendors.length === 0 ? [reason] : []
  it.for(reasons)('is about vendors that are tested', (each, { skip }) => skip(each))
}
