import { isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'
import { isWithin } from '@relvar/rbac/store'
import type { Settings } from '../config/variables.js'

type Trust = Pick<Settings, 'IP_TRUST_PROXY' | 'IP_CUSTOM_HEADER'>
type Asked = Pick<IncomingMessage, 'headers' | 'socket'>

/**
 * The address of whoever sends a request; null where it is not known, as with Unix sockets. What a
 * header says of it counts as far as the settings trust whoever wrote that header.
 */
export function clientAddress(
  { IP_TRUST_PROXY: trusted, IP_CUSTOM_HEADER: custom }: Trust,
  { headers, socket }: Asked,
): string | null {
  const given = custom === null ? undefined : headers[custom.toLowerCase()]
  if (typeof given === 'string' && isIP(given.trim()) !== 0) return given.trim()
  const remote = socket.remoteAddress ?? null
  if (trusted === false || trusted === 0) return remote
  return furthestTrusted(remote, forwardedFor(headers), trusted)
}

/** From the nearest to the furthest. */
function forwardedFor({ 'x-forwarded-for': given }: IncomingMessage['headers']): readonly string[] {
  if (given === undefined) return []
  const text = [given].flat().join(',')
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .toReversed()
}

/** Each hop is told by the one before it; what one tells that is not trusted, or no address, is not believed. */
function furthestTrusted(
  remote: string | null,
  hops: readonly string[],
  trusted: Exclude<Settings['IP_TRUST_PROXY'], false>,
): string | null {
  let address = remote
  for (const [index, hop] of hops.entries()) {
    const isBelieved =
      trusted === true ||
      (typeof trusted === 'number' ? index < trusted : isWithin(address, trusted))
    if (!isBelieved || isIP(hop) === 0) break
    address = hop
  }
  return address
}
