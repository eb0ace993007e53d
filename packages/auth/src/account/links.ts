import { randomUUID } from 'node:crypto'
import { InvalidPayloadError, type Session, UniqueViolationError } from '@relvar/query-engine'
import { InvalidTokenError } from '../errors.js'
import type { SignedTokens, TokenPurpose } from '../secrets/signed-tokens.js'
import type { AuthConfig } from '../settings.js'

/** What a link in a mail says, once it is believed. */
export interface Link {
  /** The user that it was sent to. */
  readonly user: string
  /** What it is bound to beyond the user; it is good as long as that is the same. */
  readonly bound: string | null
  readonly id: string
  /** Seconds since 1970. */
  readonly expires: number
}

/** Links in mails: signed, for one purpose, good once. */
export class Links {
  readonly #config: AuthConfig
  readonly #tokens: SignedTokens

  constructor(config: AuthConfig, tokens: SignedTokens) {
    this.#config = config
    this.#tokens = tokens
  }

  /** @param page an address of the server itself, or one that {@link assertAllowed} let pass */
  async to(
    page: string,
    purpose: TokenPurpose,
    { user, bound }: Pick<Link, 'user' | 'bound'>,
    lifetime: number,
  ): Promise<string> {
    const claims = { id: user, jti: randomUUID(), ...(bound !== null && { bound }) }
    const url = new URL(page.startsWith('/') ? this.#config.urls.public + page : page)
    url.searchParams.set('token', await this.#tokens.sign(purpose, claims, lifetime))
    return url.href
  }

  /** @throws InvalidTokenError, TokenExpiredError */
  async read(purpose: TokenPurpose, token: string): Promise<Link> {
    const { id: user, jti: id, exp: expires, bound } = await this.#tokens.verify(purpose, token)
    if (typeof user !== 'string' || id === undefined || expires === undefined)
      throw new InvalidTokenError()
    return { user, id, expires, bound: typeof bound === 'string' ? bound : null }
  }

  /**
   * Uses a link up, in the transaction of what it is used for.
   *
   * @throws InvalidTokenError where it was used before
   */
  async use(session: Session, { id, expires }: Link): Promise<void> {
    const { data, now } = this.#config
    const table = data.id('used_links')
    const old = { expires: { _lt: new Date(now()).toISOString() } }
    await session.delete(table, { query: { filter: old, limit: -1 } })
    try {
      await session.create(table, [{ id, expires: new Date(expires * 1000).toISOString() }])
    } catch (cause) {
      if (cause instanceof UniqueViolationError) throw new InvalidTokenError({ cause })
      throw cause
    }
  }
}

/**
 * Lets pass where a link of a mail may lead: a whole address of the list, or one with the origin and
 * the path of one.
 *
 * @throws InvalidPayloadError for any other
 */
export function assertAllowed(given: string, allowed: readonly string[], name: string): void {
  if (allowed.includes(given)) return
  const page = pageOf(given)
  if (page !== null && allowed.some((each) => pageOf(each) === page)) return
  throw new InvalidPayloadError(`"${name}" is not in the list of allowed addresses.`)
}

/** Origin and path; null for what is no address, names a user or is not of the web. */
function pageOf(address: string): string | null {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  return url.username === '' && url.password === '' ? url.origin + url.pathname : null
}
