import { randomBytes } from 'node:crypto'

/**
 * A UUID of version 7: 48 bits of time in milliseconds, then chance. Keys that were made later are greater.
 *
 * @example
 * uuidV7() // '0199f7c3-4b1e-7c3a-9d52-6f0f3a1b2c4d'
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-5.7
 */
export function uuidV7(now: number = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return [0, 8, 12, 16, 20].map((start, index, all) => hex.slice(start, all[index + 1])).join('-')
}
