/** The least that a server takes unless its project asks for more. */
const LEAST = 8

const COMMON = /^(password|passwort|qwert|letmein|welcome|admin|123|abc)|^(.)\2+$/i

/**
 * How hard a password is to guess, from 0 (too short) to 4: by its length above all, and by how many
 * kinds of characters it mixes. What everybody tries first stays weak however long it is.
 */
export function passwordStrength(password: string): number {
  const length = [...password].length
  if (length < LEAST) return 0
  if (COMMON.test(password)) return 1
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password))
  const points = (length >= 12 ? 1 : 0) + (length >= 16 ? 1 : 0) + (kinds.length >= 3 ? 1 : 0)
  return Math.min(4, 1 + points + (kinds.length === 4 && length >= 12 ? 1 : 0))
}
