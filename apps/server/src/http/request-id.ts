import type { IncomingMessage } from 'node:http'

const maxLength = 255

/** The id that the client or a proxy gave, or a new one: what answers and log lines are matched by. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && given.length <= maxLength && /^[\w\-=]+$/.test(given)
    ? given
    : crypto.randomUUID()
}
