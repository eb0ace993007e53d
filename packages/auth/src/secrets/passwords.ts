import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the parameters of the OWASP Password Storage Cheat Sheet. 2 is Argon2id. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Longer ones are refused: hashing them would be work that strangers ask for. */
export const MAX_PASSWORD_LENGTH = 1_024

/**
 * Shorter ones are guessed too soon. It counts where no policy of passwords is set, in characters as people
 * see them: code points.
 *
 * @see https://pages.nist.gov/800-63-3/sp800-63b.html#memsecretver
 */
export const MIN_PASSWORD_LENGTH = 8

/** What is kept of a text so that it can be compared and never read. */
export function argon2id(text: string): Promise<string> {
  return hash(text, PARAMETERS)
}

/** Hashes passwords, and counts how often one was compared with a hash. */
export class Passwords {
  #hashes = 0
  #verifications = 0
  readonly #nobodys: Promise<string> = hash(randomBytes(32).toString('base64'), PARAMETERS)

  /** How many comparisons there were: an answer that takes one more or less tells whether an account exists. */
  get verifications(): number {
    return this.#verifications
  }

  /** How many passwords were hashed; the same is true of that. */
  get hashes(): number {
    return this.#hashes
  }

  hash(password: string): Promise<string> {
    this.#hashes++
    return argon2id(password)
  }

  /** @param stored null where there is no such account, or none with a password: the work is the same */
  async verify(stored: string | null, password: string): Promise<boolean> {
    this.#verifications++
    const matches = await verify(stored ?? (await this.#nobodys), password)
    return stored !== null && matches
  }
}
