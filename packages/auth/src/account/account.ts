import type { CredentialLimits } from '../login/attempts.js'
import type { LoginGuard } from '../login/login-guard.js'
import type { SecondFactor } from '../login/second-factor.js'
import type { Passwords } from '../secrets/passwords.js'
import type { AuthConfig } from '../settings.js'
import type { Links } from './links.js'

/** What the routes of accounts work with. */
export interface AccountParts {
  readonly config: AuthConfig
  readonly passwords: Passwords
  readonly limits: CredentialLimits
  readonly guard: LoginGuard
  readonly secondFactor: SecondFactor
  readonly links: Links
}
