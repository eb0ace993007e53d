/** Who is asking: users, login sessions, tokens and API keys. */

// Start here
export { createAuth } from './auth.js'
export type { Auth } from './auth.js'
export { revealSecrets } from './data.js'
export type { AuthData } from './data.js'
export { addressKey, Attempts } from './login/attempts.js'
export { forgetExpired } from './login/forget-expired.js'
export { reachesAll } from './identity/identity.js'
export { scopePolicy } from './identity/scope-policy.js'

// What it keeps of passwords
export { argon2id } from './secrets/passwords.js'

// What it is told
export type {
  AllowedUrls,
  AttemptLimit,
  AttemptLimits,
  AuthOptions,
  IdentityActivity,
  AuthSettings,
  CookieAttributes,
  CookieOptions,
  HeldBySomebody,
  Lifetimes,
  Mail,
  Mailer,
  Rights,
  RightsSubject,
} from './options.js'

// Who somebody is
export type { AskingParts, CredentialParts } from './identity/credentials.js'
export type { ApiKeyScopes, IdentifiedActor, Identity, ViewedSubject } from './identity/identity.js'
export type { NewAdministrator } from './users/create-administrator.js'

// What can go wrong
export {
  InvalidAddressError,
  InvalidCredentialsError,
  InvalidInviteError,
  InvalidOtpError,
  InvalidTokenError,
  TokenExpiredError,
  TooManyAttemptsError,
  UserSuspendedError,
} from './errors.js'
