/** An answer in the wire's error envelope, for what is refused before it reaches the API. */
export interface Refusal {
  readonly status: 400 | 403 | 408 | 429 | 431 | 503
  readonly code: string
  readonly message: string
  readonly extensions?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

/** The text of the envelope. */
export function refusalBody({ code, message, extensions }: Refusal): string {
  return JSON.stringify({ errors: [{ message, extensions: { code, ...extensions } }] })
}

export const refusalType = 'application/json; charset=utf-8'

/** Answers with a refusal. */
export function refuse(refusal: Refusal): Response {
  const headers = { 'Content-Type': refusalType, ...refusal.headers }
  return new Response(refusalBody(refusal), { status: refusal.status, headers })
}

export function forbidden(reason: string): Refusal {
  return {
    status: 403,
    code: 'FORBIDDEN',
    message: `You don't have permission to access this. ${reason}`,
    extensions: { reason },
  }
}

/** Busy now, fine soon. */
export function unavailable(service: string, reason: string): Refusal {
  return {
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
    message: `Service "${service}" is unavailable. ${reason}`,
    extensions: { service, reason },
    headers: { 'Retry-After': '1' },
  }
}
