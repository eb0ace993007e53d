import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Something that cannot be guessed, of letters, digits, `-` and `_`. */
export function randomToken(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}

/** What is kept of a random token. A slow hash would add nothing: there is nothing to guess. */
export function digest(token: string): string {
  return hash('sha256', token)
}

/** Compares without telling by its time how far two texts agree. */
export function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}
