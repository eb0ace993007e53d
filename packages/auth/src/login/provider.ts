import type { LoginOrigin } from './login-sessions.js'
import type { User } from '../users/user.js'

/** Who somebody is to whoever vouches for them. Users are linked by it, never by an e-mail address. */
export interface ProvidedIdentity {
  /** `https://accounts.example.org`; `default` for our own users. */
  readonly issuer: string
  readonly subject: string
}

/** One way to sign in. Our own passwords are one; single sign-on adds others. */
export interface Provider {
  /** As in `/auth/login/:provider`. */
  readonly name: string
  readonly driver: string
  readonly label?: string
  readonly icon?: string
  /** Finds out who somebody is; throws InvalidCredentialsError. */
  identify(body: unknown, origin: LoginOrigin): Promise<ProvidedIdentity>
  /** The user of an identity. Throws InvalidCredentialsError where there is none who may sign in. */
  userOf(identity: ProvidedIdentity): Promise<User>
}
