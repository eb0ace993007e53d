import { Secret, TOTP } from 'otpauth'
import { FactorSecrets } from '../secrets/factor-secrets.js'
import { digest, randomToken } from '../secrets/random-token.js'
import type { AuthConfig } from '../settings.js'
import type { User } from '../users/user.js'
import type { LoginGuard } from './login-guard.js'

const PERIOD = 30
const RECOVERY_CODES = 10
/** Twenty bytes in base 32. */
const SHAPE = /^[A-Z2-7]{32}$/

/** Codes of an authenticator app (TOTP, RFC 6238) and the recovery codes for whoever has lost it. */
export class SecondFactor {
  readonly #config: AuthConfig
  readonly #guard: LoginGuard
  readonly #secrets: FactorSecrets

  constructor(config: AuthConfig, guard: LoginGuard) {
    this.#config = config
    this.#guard = guard
    this.#secrets = new FactorSecrets(config.secret)
  }

  /** Whether somebody may pass: with a code that is good now and was not used, or without one that they need. */
  async passes(user: User, code: string | undefined): Promise<boolean> {
    if (user.tfa_secret === null) return true
    if (code === undefined) return false
    const step = this.#stepOf(user.tfa_secret, code)
    if (step !== null) return this.#guard.useStep(user.id, step)
    return this.#useRecoveryCode(user.id, code)
  }

  /**
   * Whether a code belongs to a secret at this moment, so that the secret may be kept. The code opens
   * nothing after that.
   */
  async begins(user: string, secret: string, code: string): Promise<boolean> {
    const step = this.#stepOf(secret, code)
    if (step !== null) await this.#guard.beginSteps(user, step)
    return step !== null
  }

  /** A new secret for a user, and what an app reads it from. */
  generate(user: string, label: string): { readonly secret: string; readonly otpauth_url: string } {
    const secret = new Secret({ buffer: this.#secrets.make(user).buffer })
    const totp = new TOTP({ issuer: 'Relvar', label, secret, period: PERIOD })
    return { secret: secret.base32, otpauth_url: totp.toString() }
  }

  /** Whether a secret was generated for this user. */
  isGenerated(user: string, secret: string): boolean {
    return SHAPE.test(secret) && this.#secrets.isFor(user, Secret.fromBase32(secret).bytes)
  }

  /** New recovery codes; those before are good no more. */
  async renewRecoveryCodes(user: string): Promise<readonly string[]> {
    const { data } = this.#config
    const codes = Array.from({ length: RECOVERY_CODES }, () => randomToken(12))
    await data.secrets().transaction(async (session) => {
      const query = { filter: { user: { _eq: user } }, limit: -1 }
      await session.delete(data.id('recovery_codes'), { query })
      const rows = codes.map((code) => ({ user, hash: digest(code) }))
      await session.create(data.id('recovery_codes'), rows)
    })
    return codes
  }

  /** The thirty seconds that a code is of, counted from 1970; clocks may differ by as much. */
  #stepOf(secret: string, code: string): number | null {
    if (!/^\d{6}$/.test(code)) return null
    const totp = new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD })
    const timestamp = this.#config.now()
    const delta = totp.validate({ token: code, timestamp, window: 1 })
    return delta === null ? null : Math.floor(timestamp / (PERIOD * 1000)) + delta
  }

  /** Each is good once, however many try it at the same time. */
  async #useRecoveryCode(user: string, code: string): Promise<boolean> {
    const { data } = this.#config
    return data.secrets().transaction(async (session) => {
      await session.lock(data.id('users'), [user], 'update')
      const filter = { user: { _eq: user }, hash: { _eq: digest(code) } }
      const used = await session.delete(data.id('recovery_codes'), { query: { filter } })
      return used.length > 0
    })
  }
}
