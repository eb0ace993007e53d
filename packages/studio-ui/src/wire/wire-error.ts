/** One entry of the wire's error envelope. */
export interface WireFailure {
  readonly message: string
  /** As docs/errors.md lists them: `FAILED_VALIDATION`. */
  readonly code: string
  /** What stands beside the code. */
  readonly extensions: Readonly<Record<string, unknown>>
}

/** The code of a request that no server answered. It is ours: the wire has none for it. */
export const UNREACHABLE = 'UNREACHABLE'

/**
 * A request that failed: refused by the server, or never answered.
 *
 * @example
 * if (error instanceof WireError && error.code === 'FORBIDDEN') leave()
 */
export class WireError extends Error {
  override readonly name = 'WireError'
  /** 0 where no server answered. */
  readonly status: number
  readonly failures: readonly WireFailure[]

  constructor(status: number, failures: readonly WireFailure[], options?: ErrorOptions) {
    super(failures.map(({ message }) => message).join(' '), options)
    this.status = status
    this.failures = failures
  }

  /** Of the first failure. */
  get code(): string {
    return this.failures[0]?.code ?? 'INTERNAL_SERVER_ERROR'
  }
}

/** Reads the envelope of a refusal; an answer without one is of something between us and the server. */
export function refusalOf(status: number, body: unknown): WireError {
  const errors = isRecord(body) && Array.isArray(body['errors']) ? body['errors'] : []
  const failures = errors.filter(isRecord).map(failureOf)
  if (failures.length > 0) return new WireError(status, failures)
  const message = `The server answered with status ${status} and said nothing more.`
  return new WireError(status, [{ message, code: 'INTERNAL_SERVER_ERROR', extensions: {} }])
}

function failureOf({ message, extensions }: Readonly<Record<string, unknown>>): WireFailure {
  const details = isRecord(extensions) ? extensions : {}
  return { message: String(message), code: String(details['code']), extensions: details }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
