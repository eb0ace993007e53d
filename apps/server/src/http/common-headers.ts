import type { ServerResponse } from 'node:http'
import { commonHeaders } from '@relvar/rest'

const entries = Object.entries(commonHeaders)

/**
 * Gives an answer that is not the API's the headers of those that are. Headers set on Node's answer
 * make each of the others dearer, so this is for the few.
 */
export function setCommonHeaders(outgoing: ServerResponse, requestId: string): void {
  outgoing.setHeader('X-Request-Id', requestId)
  for (const [name, value] of entries) outgoing.setHeader(name, value)
}
