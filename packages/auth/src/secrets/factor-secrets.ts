import { createHmac, randomBytes } from 'node:crypto'
import { isSame } from './random-token.js'

const RANDOM_BYTES = 12
const SEAL_BYTES = 8

/**
 * Secrets of second factors, twenty bytes as RFC 4226 recommends. Each bears a seal for the user it was
 * made for: they are made for whoever knows the password, so one that comes without a seal would let
 * somebody who has found an open session give its user a second factor of their own, and lock them out.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4226#section-4
 */
export class FactorSecrets {
  readonly #key: Buffer

  /** @param secret what signs access tokens, too */
  constructor(secret: string) {
    this.#key = createHmac('sha256', secret).update('second factors').digest()
  }

  make(user: string): Uint8Array<ArrayBuffer> {
    const random = randomBytes(RANDOM_BYTES)
    return Uint8Array.from([...random, ...this.#seal(user, random)])
  }

  /** Whether a secret was made here for this user. */
  isFor(user: string, secret: Uint8Array): boolean {
    const seal = this.#seal(user, secret.subarray(0, RANDOM_BYTES))
    const given = Buffer.from(secret.subarray(RANDOM_BYTES))
    return isSame(seal.toString('hex'), given.toString('hex'))
  }

  #seal(user: string, random: Uint8Array): Buffer {
    return createHmac('sha256', this.#key)
      .update(user)
      .update(random)
      .digest()
      .subarray(0, SEAL_BYTES)
  }
}
