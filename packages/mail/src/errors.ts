/** A mail that could not be sent whatever one tries: nothing was enqueued. */
export class InvalidMailError extends Error {
  override readonly name = 'InvalidMailError'
  readonly code = 'INVALID_MAIL'
}

/** A template that cannot be used. Says which, and why. */
export class InvalidTemplateError extends Error {
  override readonly name = 'InvalidTemplateError'
  readonly code = 'INVALID_TEMPLATE'
  readonly details: { readonly template: string }

  constructor(template: string, reason: string, options?: ErrorOptions) {
    super(`The template "${template}" cannot be used: ${reason}`, options)
    this.details = { template }
  }
}
