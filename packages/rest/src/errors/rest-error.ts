export type RestErrorCode = 'ROUTE_NOT_FOUND' | 'PRECONDITION_FAILED' | 'UNSUPPORTED_MEDIA_TYPE'

/** A failure that only HTTP knows; all others come from the engine. */
export abstract class RestError extends Error {
  abstract readonly code: RestErrorCode
  /** What goes beside the code in the wire's `extensions`. */
  abstract readonly details: object
}

/** A path that nothing answers, or not with this method. */
export class RouteNotFoundError extends RestError {
  override readonly name = 'RouteNotFoundError'
  readonly code = 'ROUTE_NOT_FOUND'
  readonly details: { readonly path: string }

  constructor(path: string) {
    super(`Route ${path} doesn't exist.`)
    this.details = { path }
  }
}

/** The item is no longer what the caller took it for (`If-Match`), or is not there. */
export class PreconditionFailedError extends RestError {
  override readonly name = 'PreconditionFailedError'
  readonly code = 'PRECONDITION_FAILED'
  readonly details: { readonly header: 'If-Match' }

  constructor() {
    super('The item is not what If-Match says: it has changed since it was read, or is not there.')
    this.details = { header: 'If-Match' }
  }
}

/** A body in a form that the route does not take. */
export class UnsupportedMediaTypeError extends RestError {
  override readonly name = 'UnsupportedMediaTypeError'
  readonly code = 'UNSUPPORTED_MEDIA_TYPE'
  readonly details: { readonly mediaType: string; readonly where: string }

  constructor(mediaType: string, where: string = 'Content-Type header') {
    super(`Unsupported media type "${mediaType}" in ${where}: send application/json, as it is.`)
    this.details = { mediaType, where }
  }
}
