import type { ServerResponse } from 'node:http'
import type { Refusal } from './refuse.js'

/**
 * What a request has to pass before it reaches the API: null lets it in. Gates stand in front of the
 * router and wait for nothing, since every request pays for them.
 */
export type Gate = (request: Request, outgoing: ServerResponse) => Refusal | null

/** The refusal of the first gate that does not let the request in. */
export function refusalOf(
  gates: readonly Gate[],
  request: Request,
  outgoing: ServerResponse,
): Refusal | null {
  for (const gate of gates) {
    const refusal = gate(request, outgoing)
    if (refusal !== null) return refusal
  }
  return null
}
