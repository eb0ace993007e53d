import { decodeJwt, errors, jwtVerify, SignJWT, type JWTPayload } from 'jose'
import { InvalidTokenError, TokenExpiredError } from '../errors.js'

/** What a token is good for. One for something else is no good, however well it is signed. */
export type TokenPurpose = 'access' | 'password-reset' | 'invite' | 'verify-email'

/** Signs what we say to ourselves later (RFC 7519, HS256). */
export class SignedTokens {
  readonly #key: Uint8Array
  readonly #issuer: string
  readonly #now: () => number

  constructor(secret: string, issuer: string, now: () => number) {
    if (secret.length < 32) throw new Error('The secret has to have at least 32 characters.')
    this.#key = new TextEncoder().encode(secret)
    this.#issuer = issuer
    this.#now = now
  }

  /** @param lifetime in milliseconds */
  sign(purpose: TokenPurpose, claims: JWTPayload, lifetime: number): Promise<string> {
    const seconds = Math.floor(this.#now() / 1000)
    // Clients know access tokens by having no scope at all.
    const scope = purpose === 'access' ? {} : { scope: purpose }
    return new SignJWT({ ...claims, ...scope })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(this.#issuer)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + Math.ceil(lifetime / 1000))
      .sign(this.#key)
  }

  /** Whether a text says that it is one of ours. What it says is not yet believed. */
  isOurs(token: string): boolean {
    try {
      return decodeJwt(token).iss === this.#issuer
    } catch (error) {
      if (error instanceof errors.JWTInvalid) return false
      throw error
    }
  }

  /**
   * @throws TokenExpiredError where it was good once
   * @throws InvalidTokenError where it was not signed by us, or for something else
   */
  async verify(purpose: TokenPurpose, token: string): Promise<JWTPayload> {
    const claims = await this.#verified(token)
    if ((claims['scope'] ?? 'access') !== purpose) throw new InvalidTokenError()
    return claims
  }

  async #verified(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ['HS256'],
        issuer: this.#issuer,
        currentDate: new Date(this.#now()),
        requiredClaims: ['exp', 'iat'],
      })
      return payload
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new TokenExpiredError({ cause: error })
      if (error instanceof errors.JOSEError) throw new InvalidTokenError({ cause: error })
      throw error
    }
  }
}
