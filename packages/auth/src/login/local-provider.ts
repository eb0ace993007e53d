import { InvalidCredentialsError, InvalidOtpError } from '../errors.js'
import { fieldsOf, optionalTextOf, passwordOf, textOf } from '../routes/body.js'
import type { Passwords } from '../secrets/passwords.js'
import type { AuthConfig } from '../settings.js'
import { findUser, findUserByEmail, normalEmail, type User } from '../users/user.js'
import type { CredentialLimits } from './attempts.js'
import type { LoginGuard } from './login-guard.js'
import type { Provider } from './provider.js'
import type { SecondFactor } from './second-factor.js'

/** The provider of users whose passwords we keep. */
export const LOCAL = 'default'

export interface LocalLogin {
  readonly config: AuthConfig
  readonly passwords: Passwords
  readonly limits: CredentialLimits
  readonly guard: LoginGuard
  readonly secondFactor: SecondFactor
}

/**
 * Signs in by e-mail and password, and the second factor where there is one. One comparison of a
 * password is made, whether or not there is such an account.
 */
export function localProvider(parts: LocalLogin): Provider {
  const { config, passwords, limits, guard, secondFactor } = parts
  return {
    name: LOCAL,
    driver: 'local',
    async identify(body, { ip }) {
      const fields = fieldsOf(body, ['email', 'password', 'otp', 'mode'])
      const email = textOf(fields, 'email')
      const password = passwordOf(fields)
      limits.take(normalEmail(email), ip)
      const user = await findUserByEmail(config.data, email)
      const matches = await passwords.verify(passwordHashOf(user), password)
      if (!matches || user === null) {
        if (user !== null) await guard.failed(user)
        throw new InvalidCredentialsError()
      }
      if (user.status !== 'active') throw new InvalidCredentialsError()
      if (!(await secondFactor.passes(user, optionalTextOf(fields, 'otp')))) {
        await guard.failed(user)
        throw new InvalidOtpError()
      }
      await guard.succeeded(user)
      return { issuer: LOCAL, subject: user.id }
    },
    async userOf({ subject }) {
      const user = await findUser(config.data, { id: { _eq: subject } })
      if (user?.status !== 'active') throw new InvalidCredentialsError()
      return user
    },
  }
}

/** The hash that a password is compared with; null for whoever has none with us. */
export function passwordHashOf(user: User | null): string | null {
  return user?.provider === LOCAL ? user.password : null
}
