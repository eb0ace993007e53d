import { InvalidPayloadError, type ModuleRequest } from '@relvar/query-engine'

/** What of a request says who asks. */
export interface CredentialParts extends Pick<ModuleRequest, 'cookie' | 'ip'> {
  readonly headers: Pick<Headers, 'get'>
  /** The parameters of the query string. */
  readonly query: Pick<URLSearchParams, 'getAll'>
}

/** A request, as far as it says who asks, and as whom. */
export interface AskingParts extends CredentialParts {
  /** `GET`; what changes something is not done as somebody else. */
  readonly method: string
}

export interface Credential {
  readonly token: string
  readonly source: 'header' | 'query' | 'cookie'
}

/**
 * The token that a request brings along: in the `Authorization` header (RFC 6750) or the query string,
 * but not in both, and else in the session's cookie. null where there is none.
 *
 * @throws InvalidPayloadError for several of them
 */
export function credentialOf(parts: CredentialParts, cookieName: string): Credential | null {
  const header = bearerOf(parts.headers.get('authorization'))
  const query = parts.query.getAll('access_token')
  if (query.length > 1 || (header !== null && query.length > 0))
    throw new InvalidPayloadError('The request brings more than one access token.')
  if (header !== null) return { token: header, source: 'header' }
  const [given] = query
  if (given !== undefined && given !== '') return { token: given, source: 'query' }
  const cookie = parts.cookie(cookieName)
  return cookie === undefined || cookie === '' ? null : { token: cookie, source: 'cookie' }
}

/** Other schemes are somebody else's business. */
function bearerOf(header: string | null): string | null {
  const [, token = ''] = /^bearer +(\S+)\s*$/i.exec(header ?? '') ?? []
  return token === '' ? null : token
}
