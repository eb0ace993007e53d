import type { Actor, Session } from '@relvar/query-engine'
import type { RightsSubject } from '../options.js'
import { DeadTokenError } from '../errors.js'
import { digest } from '../secrets/random-token.js'
import type { SignedTokens } from '../secrets/signed-tokens.js'
import type { AuthConfig } from '../settings.js'
import { API_KEY_START } from './api-keys.js'
import { areMarked, claimPathsOf, claimsOf, type ClaimPaths } from './claims.js'
import { credentialOf, type CredentialParts } from './credentials.js'
import { holderOf } from './holder.js'
import { subjectOf } from '../users/user.js'
import type { IdentifiedActor, Identity } from './identity.js'
import { type FoundActor, KnownActors } from './known-actors.js'

const NOBODY: Identity = { kind: 'none' }

/** Finds out who is asking: nothing that a token says is believed but whom it was made for. */
export class Authenticator {
  readonly #config: AuthConfig
  readonly #tokens: SignedTokens
  readonly #sessionCookie: string
  readonly #known: KnownActors

  constructor(config: AuthConfig, tokens: SignedTokens, sessionCookie: string) {
    this.#config = config
    this.#tokens = tokens
    this.#sessionCookie = sessionCookie
    this.#known = new KnownActors(config.now)
  }

  /**
   * Who sends a request, as they were a moment ago; without a token somebody unknown.
   *
   * @throws InvalidPayloadError, InvalidCredentialsError, InvalidTokenError, TokenExpiredError,
   * InvalidAddressError
   */
  async authenticate(parts: CredentialParts): Promise<IdentifiedActor> {
    const credential = credentialOf(parts, this.#sessionCookie)
    return credential === null
      ? this.#actorOf(NOBODY, parts.ip)
      : this.#bearerOf(credential.token, parts.ip)
  }

  /** As `authenticate`, where it was found out a moment ago and nothing is left to be read; else undefined. */
  remembered(parts: CredentialParts): IdentifiedActor | undefined {
    const credential = credentialOf(parts, this.#sessionCookie)
    const identity = credential === null ? NOBODY : this.#known.identityOf(credential.token)
    const known = identity && this.#known.get(identity, parts.ip)
    return known?.unmarked === null ? known.actor : undefined
  }

  /**
   * The same somebody, as they are now.
   *
   * @throws InvalidCredentialsError where they are no more
   */
  async renew(actor: IdentifiedActor): Promise<IdentifiedActor> {
    const { identity, ip = null, userAgent, origin } = actor
    this.#known.forget(identity, ip)
    const found = await this.#find(identity, ip)
    return {
      ...found.actor,
      ...(userAgent !== undefined && { userAgent }),
      ...(origin !== undefined && { origin }),
    }
  }

  /**
   * A user as they are, without their credentials; null for one who is not there or may not sign in.
   *
   * @param session passes every policy
   */
  async actorOf(user: string, session: Session): Promise<Actor | null> {
    const { data } = this.#config
    const fields = ['id', 'status', 'role', 'tfa_secret']
    const row = await session.readOne(data.id('users'), user, { fields })
    if (row === null || row['status'] !== 'active') return null
    const role = row['role'] as string | null
    const secondFactor = row['tfa_secret'] !== null
    return (await this.#described({ user, role, ip: null, secondFactor }, undefined, session)).actor
  }

  /** What a token is good for is looked at once; that it was good for nobody is not remembered. */
  async #bearerOf(token: string, ip: string | null): Promise<IdentifiedActor> {
    const known = this.#known.identityOf(token)
    if (known !== undefined) return this.#actorOf(known, ip)
    const { identity, ends } = await this.#identify(token, digest(token))
    const actor = await this.#actorOf(identity, ip)
    this.#known.keepIdentity(token, identity, ends)
    return actor
  }

  async #identify(
    token: string,
    name: string,
  ): Promise<{ readonly identity: Identity; readonly ends: number }> {
    if (!this.#tokens.isOurs(token)) {
      const kind = token.startsWith(API_KEY_START) ? 'api-key' : 'token'
      return { identity: { kind, digest: name, scopes: {} }, ends: Infinity }
    }
    const { session, exp = 0 } = await this.#tokens.verify('access', token)
    if (typeof session !== 'string') throw new DeadTokenError()
    return { identity: { kind: 'session', session }, ends: exp * 1000 }
  }

  async #actorOf(identity: Identity, ip: string | null): Promise<IdentifiedActor> {
    const known = this.#known.get(identity, ip)
    if (known === undefined) return (await this.#find(identity, ip)).actor
    const { actor, unmarked } = known
    if (unmarked === null) return actor
    return { ...actor, claims: await claimsOf(this.#config.data, actor, unmarked) }
  }

  async #find(identity: Identity, ip: string | null): Promise<FoundActor> {
    const mark = await this.#mark()
    const { identity: full, user, ends } = await holderOf(this.#config, identity, ip)
    const nobody = { user: null, role: null, ip, secondFactor: false }
    const subject = user === null ? nobody : subjectOf(user, ip)
    const { actor, paths } = await this.#described(subject, mark)
    const found = {
      actor: { ...actor, identity: full, ...(mark !== undefined && { mark }) },
      unmarked: areMarked(this.#config.data, paths) ? null : paths,
      ends,
    }
    // Without a mark nobody would learn of a change.
    if (mark !== undefined) this.#known.keep(found, ip)
    return found
  }

  /** It is asked for before anything else is read, so that a change in between is met by the next call. */
  async #mark(): Promise<string | undefined> {
    return this.#config.rights.mark?.()
  }

  /** Somebody whom no credentials speak for, with what they hold and what rules name of them. */
  async describe(subject: RightsSubject, mark: string | undefined): Promise<Actor> {
    return (await this.#described(subject, mark)).actor
  }

  /** Somebody with what they hold, and what rules name of them. */
  async #described(
    subject: RightsSubject,
    mark: string | undefined,
    session?: Session,
  ): Promise<{ readonly actor: Actor; readonly paths: ClaimPaths }> {
    const { rights, data } = this.#config
    const { user: id, role, ip } = subject
    const { enforceTfa, ...held } = await rights.heldBy(subject, mark)
    const isLocked = id !== null && enforceTfa && !subject.secondFactor
    const actor: Actor = { id, role, ip, ...held, ...(isLocked && { lacks: 'second factor' }) }
    const paths = claimPathsOf(rights.rulesOf?.(actor) ?? [])
    return { actor: { ...actor, claims: await claimsOf(data, actor, paths, session) }, paths }
  }
}
