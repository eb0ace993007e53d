import type { Actor, Row, Session } from '@relvar/query-engine'
import type { RightsSubject } from '../options.js'
import { InvalidAddressError, InvalidCredentialsError } from '../errors.js'
import { digest } from '../secrets/random-token.js'
import type { SignedTokens } from '../secrets/signed-tokens.js'
import type { AuthConfig } from '../settings.js'
import { findUser, toUser, USER_FIELDS, type User } from '../users/user.js'
import { API_KEY_START, type ApiKeyRow } from './api-keys.js'
import { claimsOf } from './claims.js'
import { credentialOf, type CredentialParts } from './credentials.js'
import type { ApiKeyScopes, IdentifiedActor, Identity } from './identity.js'

/** How often it is noted that a key was used, in milliseconds. */
const USE_NOTED_EVERY = 60_000

/** Finds out who is asking: nothing that a token says is believed but whom it was made for. */
export class Authenticator {
  readonly #config: AuthConfig
  readonly #tokens: SignedTokens
  readonly #sessionCookie: string

  constructor(config: AuthConfig, tokens: SignedTokens, sessionCookie: string) {
    this.#config = config
    this.#tokens = tokens
    this.#sessionCookie = sessionCookie
  }

  /**
   * Who sends a request; without a token somebody unknown.
   *
   * @throws InvalidPayloadError, InvalidCredentialsError, InvalidTokenError, TokenExpiredError,
   * InvalidAddressError
   */
  async authenticate(parts: CredentialParts): Promise<IdentifiedActor> {
    const credential = credentialOf(parts, this.#sessionCookie)
    const identity: Identity =
      credential === null ? { kind: 'none' } : await this.#identify(credential.token)
    return this.#actorOf(identity, parts.ip)
  }

  /**
   * The same somebody, as they are now.
   *
   * @throws InvalidCredentialsError where they are no more
   */
  renew({ identity, ip }: IdentifiedActor): Promise<IdentifiedActor> {
    return this.#actorOf(identity, ip ?? null)
  }

  /**
   * A user as they are, without their credentials; null for one who is not there or may not sign in.
   *
   * @param session passes every policy
   */
  async actorOf(user: string, session: Session): Promise<Actor | null> {
    const { data } = this.#config
    const row = await session.readOne(data.id('users'), user, { fields: ['id', 'status', 'role'] })
    if (row === null || row['status'] !== 'active') return null
    return this.#described({ user, role: row['role'] as string | null, ip: null })
  }

  async #identify(token: string): Promise<Identity> {
    if (!this.#tokens.isOurs(token)) {
      const kind = token.startsWith(API_KEY_START) ? 'api-key' : 'token'
      return { kind, digest: digest(token), scopes: {} }
    }
    const { session } = await this.#tokens.verify('access', token)
    if (typeof session !== 'string') throw new InvalidCredentialsError()
    return { kind: 'session', session }
  }

  async #actorOf(identity: Identity, ip: string | null): Promise<IdentifiedActor> {
    const mark = await this.#config.rights.mark?.()
    const found = await this.#find(identity, ip)
    if (found.user !== null && found.user.status !== 'active') throw new InvalidCredentialsError()
    const { id = null, role = null } = found.user ?? {}
    const actor = await this.#described({ user: id, role, ip })
    return { ...actor, identity: found.identity, ...(mark !== undefined && { mark }) }
  }

  /** Somebody with what they hold, and what rules name of them. */
  async #described(subject: RightsSubject): Promise<Actor> {
    const { rights, data } = this.#config
    const { user: id, role, ip } = subject
    const { enforceTfa: _, ...held } = await rights.heldBy(subject)
    const actor = { id, role, ip, ...held }
    return { ...actor, claims: await claimsOf(data, actor, rights.rulesOf?.(actor) ?? []) }
  }

  async #find(identity: Identity, ip: string | null): Promise<Found> {
    switch (identity.kind) {
      case 'none':
        return { identity, user: null }
      case 'session':
        return { identity, user: await this.#userOfSession(identity.session) }
      case 'token':
        return { identity, user: known(await this.#userOfToken(identity.digest)) }
      case 'api-key':
        return this.#findByKey(identity.digest, ip)
    }
  }

  async #userOfSession(id: string): Promise<User> {
    const { data, now } = this.#config
    const [row] = await data.secrets().read(data.id('sessions'), {
      fields: [{ user: USER_FIELDS }],
      filter: { id: { _eq: id }, expires: { _gt: new Date(now()).toISOString() } },
      limit: 1,
    })
    return linkedUser(row)
  }

  #userOfToken(value: string): Promise<User | null> {
    return findUser(this.#config.data, { token: { _eq: value } })
  }

  async #findByKey(value: string, ip: string | null): Promise<Found> {
    const { data, isWithin } = this.#config
    const [row] = await data.secrets().read(data.id('api_keys'), {
      fields: ['id', 'scopes', 'expires', 'last_used', { user: USER_FIELDS }],
      filter: { hash: { _eq: value } },
      limit: 1,
    })
    const user = linkedUser(row)
    const key = row as unknown as ApiKeyRow
    const scopes: ApiKeyScopes = key.scopes ?? {}
    if (key.expires !== null && Date.parse(key.expires) <= this.#config.now())
      throw new InvalidCredentialsError()
    if (scopes.addresses !== undefined && !isWithin(ip, scopes.addresses))
      throw new InvalidAddressError()
    await this.#noteUse(key)
    return { identity: { kind: 'api-key', digest: value, scopes }, user }
  }

  async #noteUse({ id, last_used: last }: ApiKeyRow): Promise<void> {
    const { data, now } = this.#config
    if (last !== null && Date.parse(last) > now() - USE_NOTED_EVERY) return
    const used = { last_used: new Date(now()).toISOString() }
    await data.secrets().update(data.id('api_keys'), { keys: [id] }, used)
  }
}

interface Found {
  readonly identity: Identity
  /** null for somebody unknown. */
  readonly user: User | null
}

/** A row whose user was deleted by another at the same moment means nothing. */
function linkedUser(row: Row | undefined): User {
  const user = row?.['user'] as Row | null | undefined
  return known(user === null || user === undefined ? null : toUser(user))
}

function known(user: User | null): User {
  if (user === null) throw new InvalidCredentialsError()
  return user
}
