import { createHmac, randomBytes } from 'node:crypto'
import { isSame } from './random-token.js'

const RANDOM_BYTES = 16
const SEAL_BYTES = 8

/** The id of a session without its dashes, something random, and the seal. */
const SHAPE = /^([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})([\w-]{32})$/

/**
 * Refresh tokens: 64 characters that say whose they are and cannot be guessed.
 *
 * A token that was used before ends its session, so one that somebody makes up must not pass for it: the id
 * of a session stands in every access token, and those turn up in logs long after they expired. A seal of 64
 * bits tells what we have made; whoever guesses one gets a session ended, and not in.
 */
export class RefreshTokens {
  readonly #key: Buffer

  /** @param secret what signs access tokens, too */
  constructor(secret: string) {
    this.#key = createHmac('sha256', secret).update('refresh tokens').digest()
  }

  /** @param session a UUID */
  make(session: string): string {
    const random = randomBytes(RANDOM_BYTES)
    const end = Buffer.concat([random, this.#seal(session, random)]).toString('base64url')
    return session.replaceAll('-', '') + end
  }

  /** The session that a token of ours was made for; null for all others. It may have been used before. */
  sessionOf(token: string): string | null {
    const parts = SHAPE.exec(token)?.slice(1)
    if (parts === undefined) return null
    const session = parts.slice(0, -1).join('-')
    const end = Buffer.from(parts.at(-1) ?? '', 'base64url')
    const seal = this.#seal(session, end.subarray(0, RANDOM_BYTES))
    return isSame(seal.toString('hex'), end.subarray(RANDOM_BYTES).toString('hex')) ? session : null
  }

  #seal(session: string, random: Buffer): Buffer {
    return createHmac('sha256', this.#key)
      .update(session)
      .update(random)
      .digest()
      .subarray(0, SEAL_BYTES)
  }
}
