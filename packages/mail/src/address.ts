import { InvalidMailError } from './errors.js'

/** RFC 5321 section 4.5.3.1.3: a path of 256 octets, its two brackets included. */
const MAX_LENGTH = 254
/** One bare address: nothing in it that separates addresses, begins a name or ends a line. */
const ADDRESS = /^[^\s\p{Cc}@<>(),;:"[\]\\]+@[^\s\p{Cc}@<>(),;:"[\]\\]+$/u

/**
 * The address, where it is exactly one, so that nobody adds receivers or headers by what they claim
 * theirs to be.
 *
 * @throws InvalidMailError
 */
export function addressOf(text: string): string {
  if (text.length <= MAX_LENGTH && ADDRESS.test(text)) return text
  throw new InvalidMailError('A mail goes to one plain address, such as ada@example.com.')
}
