import type { ServerResponse } from 'node:http'
import { commonHeaders } from '@relvar/rest'

const entries = Object.entries(commonHeaders)

/**
 * Gives every answer the headers of the API's own, refusals and redirects included. They are set on
 * Node's answer: to merge them with those of a `Response` costs more than many a read.
 */
export function setCommonHeaders(outgoing: ServerResponse, requestId: string): void {
  outgoing.setHeader('X-Request-Id', requestId)
  for (const [name, value] of entries) outgoing.setHeader(name, value)
}
