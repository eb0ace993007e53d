import { EngineError } from '@relvar/query-engine'

/** Wrong e-mail or password, a token that nobody has, a session that ended: which of them is not told. */
export class InvalidCredentialsError extends EngineError {
  override readonly name = 'InvalidCredentialsError'
  readonly code = 'INVALID_CREDENTIALS'
  readonly details = {}

  constructor(options?: ErrorOptions) {
    super('Invalid user credentials.', options)
  }
}

/** A token that a request came with, and that is good for nobody, or no more. A cookie that holds it may go. */
export class DeadTokenError extends InvalidCredentialsError {}

/** A token that looks like one of ours and was not signed by us, or for something else. */
export class InvalidTokenError extends EngineError {
  override readonly name = 'InvalidTokenError'
  readonly code = 'INVALID_TOKEN'
  readonly details = {}

  constructor(options?: ErrorOptions) {
    super('Invalid token.', options)
  }
}

/** An access token that was good until a while ago: refresh it. */
export class TokenExpiredError extends EngineError {
  override readonly name = 'TokenExpiredError'
  readonly code = 'TOKEN_EXPIRED'
  readonly details = {}

  constructor(options?: ErrorOptions) {
    super('Token expired.', options)
  }
}

/** The second factor is missing, wrong, or was used before. */
export class InvalidOtpError extends EngineError {
  override readonly name = 'InvalidOtpError'
  readonly code = 'INVALID_OTP'
  readonly details = {}

  constructor() {
    super('Invalid user OTP.')
  }
}

/** An invitation that was accepted already. */
export class InvalidInviteError extends EngineError {
  override readonly name = 'InvalidInviteError'
  readonly code = 'INVALID_INVITE'
  readonly details = {}

  constructor() {
    super('Invalid invite link.')
  }
}

/** A session that belongs to somebody who was suspended. */
export class UserSuspendedError extends EngineError {
  override readonly name = 'UserSuspendedError'
  readonly code = 'USER_SUSPENDED'
  readonly details = {}

  constructor() {
    super('User suspended.')
  }
}

/** An API key that is used from an address that it is not for. */
export class InvalidAddressError extends EngineError {
  override readonly name = 'InvalidAddressError'
  readonly code = 'INVALID_IP'
  readonly details = {}

  constructor() {
    super('Invalid IP address.')
  }
}

/** Too many attempts in a while. */
export class TooManyAttemptsError extends EngineError {
  override readonly name = 'TooManyAttemptsError'
  readonly code = 'REQUESTS_EXCEEDED'
  readonly details: { readonly limit: number; readonly reset: string }

  /** @param reset when the next attempt may be made */
  constructor(limit: number, reset: Date) {
    super(`Too many requests, retry at ${reset.toISOString()}.`)
    this.details = { limit, reset: reset.toISOString() }
  }
}
