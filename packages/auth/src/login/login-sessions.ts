import { randomUUID } from 'node:crypto'
import type { Row, Session } from '@relvar/query-engine'
import {
  InvalidCredentialsError,
  InvalidTokenError,
  TokenExpiredError,
  UserSuspendedError,
} from '../errors.js'
import type { IdentityActivity } from '../options.js'
import { digest, isSame } from '../secrets/random-token.js'
import { RefreshTokens } from '../secrets/refresh-tokens.js'
import type { SignedTokens } from '../secrets/signed-tokens.js'
import type { AuthConfig } from '../settings.js'
import { subjectOf, toUser, USER_FIELDS, type User } from '../users/user.js'

/** How a client keeps what it gets. */
export type LoginMode = 'json' | 'cookie' | 'session'

/** Where somebody signs in from. */
export interface LoginOrigin {
  readonly ip: string | null
  readonly userAgent: string | null
  readonly origin: string | null
}

/** What somebody gets who has signed in. */
export interface LoginTokens {
  readonly accessToken: string
  /** null in session mode. */
  readonly refreshToken: string | null
  /** How long the access token is good, in milliseconds. */
  readonly expires: number
}

interface LoginSession {
  readonly id: string
  readonly family: string
  readonly token: string | null
  readonly expires: string
  readonly next: string | null
  readonly user: User | null
}

const FIELDS = ['id', 'family', 'token', 'expires', 'next', { user: USER_FIELDS }]
/** Ended sessions are kept for a day, so that a late refresh is known to be one. */
const KEPT = 86_400_000

/** Login sessions: opened, refreshed and closed. What is used twice closes everything that follows from its login. */
export class LoginSessions {
  readonly #config: AuthConfig
  readonly #tokens: SignedTokens
  readonly #refreshTokens: RefreshTokens

  constructor(config: AuthConfig, tokens: SignedTokens) {
    this.#config = config
    this.#tokens = tokens
    this.#refreshTokens = new RefreshTokens(config.secret)
  }

  /** A first session for somebody who has shown who they are. */
  async open(user: User, mode: LoginMode, origin: LoginOrigin): Promise<LoginTokens> {
    const { data, now } = this.#config
    const id = randomUUID()
    const refreshToken = mode === 'session' ? null : this.#refreshTokens.make(id)
    await data.secrets().transaction(async (session) => {
      const old = { user: { _eq: user.id }, expires: { _lt: iso(now() - KEPT) } }
      await session.delete(this.#table, { query: { filter: old, limit: -1 } })
      const row = this.#row(id, id, refreshToken, origin)
      await session.create(this.#table, [{ ...row, user: user.id }])
      await this.#note('login', user.id, origin, session)
    })
    const seen = { last_access: iso(now()) }
    await data.system().update(data.id('users'), { keys: [user.id] }, seen)
    return this.#answer(user, id, refreshToken, origin)
  }

  /**
   * Exchanges a refresh token for another.
   *
   * @throws InvalidCredentialsError, UserSuspendedError
   */
  async refresh(token: string, origin: LoginOrigin): Promise<LoginTokens> {
    const id = this.#refreshTokens.sessionOf(token)
    const current = id === null ? null : await this.#find(this.#config.data.secrets(), id)
    if (id === null || current === null || current.token === null)
      throw new InvalidCredentialsError()
    const user = this.#assertGood(current)
    const refreshToken = this.#refreshTokens.make(id)
    const isFirst = await this.#exclusively(current, async (session, latest) => {
      if (latest.token === null || !isSame(latest.token, digest(token))) return false
      const { expires } = this.#row(id, id, refreshToken, origin)
      const values = { token: digest(refreshToken), expires }
      await session.update(this.#table, { keys: [id] }, values)
      return true
    })
    if (!isFirst) throw new InvalidCredentialsError()
    return this.#answer(user, id, refreshToken, origin)
  }

  /**
   * Exchanges a session for the next one. The old one lives on for a moment, in which it leads to the
   * same next one again: browsers send several requests at once.
   *
   * @throws InvalidCredentialsError, InvalidTokenError, TokenExpiredError, UserSuspendedError
   */
  async refreshSession(accessToken: string, origin: LoginOrigin): Promise<LoginTokens> {
    const id = await this.#sessionOf(accessToken)
    const current = await this.#find(this.#config.data.secrets(), id)
    if (current === null || current.token !== null) throw new InvalidCredentialsError()
    const user = this.#knownUser(current)
    let next: string | undefined
    const isGood = await this.#exclusively(current, async (session, latest) => {
      if (Date.parse(latest.expires) <= this.#config.now()) return latest.next === null
      next = latest.next ?? (await this.#succeed(session, latest, user, origin))
      return true
    })
    if (!isGood || next === undefined) throw new InvalidCredentialsError()
    return this.#answer(user, next, null, origin)
  }

  /** Closes the session of a refresh token; nothing where there is none. */
  async closeByToken(token: string, origin: LoginOrigin): Promise<void> {
    const id = this.#refreshTokens.sessionOf(token)
    if (id !== null) await this.#close(id, origin)
  }

  /** Closes the session of an access token; nothing where the token is good for none. */
  async closeByAccessToken(accessToken: string, origin: LoginOrigin): Promise<void> {
    try {
      await this.#close(await this.#sessionOf(accessToken), origin)
    } catch (error) {
      const isNone =
        error instanceof InvalidCredentialsError ||
        error instanceof InvalidTokenError ||
        error instanceof TokenExpiredError
      if (!isNone) throw error
    }
  }

  get #table(): string {
    return this.#config.data.id('sessions')
  }

  async #close(id: string, origin: LoginOrigin): Promise<void> {
    const { data, changed } = this.#config
    const found = await this.#find(data.secrets(), id)
    if (found === null) return
    await data.system().transaction(async (session) => {
      await this.#deleteFamily(session, found.family)
      await changed(session)
      if (found.user !== null) await this.#note('logout', found.user.id, origin, session)
    })
  }

  async #note(
    action: IdentityActivity['action'],
    user: string,
    origin: LoginOrigin,
    session: Session,
  ): Promise<void> {
    await this.#config.note?.({ action, id: user, ...origin, about: aboutUser(user) }, session)
  }

  async #deleteFamily(session: Session, family: string): Promise<void> {
    const query = { filter: { family: { _eq: family } }, limit: -1 }
    await session.delete(this.#table, { query })
  }

  /** Runs `work` on the row as it is now, alone. Where that answers false, all sessions of the family end. */
  #exclusively(
    { id, family }: LoginSession,
    work: (session: Session, latest: LoginSession) => Promise<boolean>,
  ): Promise<boolean> {
    const { data, changed } = this.#config
    return data.secrets().transaction(async (session) => {
      await session.lock(this.#table, [id], 'update')
      const latest = await this.#find(session, id)
      if (latest !== null && (await work(session, latest))) return true
      await this.#deleteFamily(session, family)
      await changed(session)
      return false
    })
  }

  async #succeed(
    session: Session,
    latest: LoginSession,
    user: User,
    origin: LoginOrigin,
  ): Promise<string> {
    const { now, lifetimes } = this.#config
    const next = randomUUID()
    const row = this.#row(next, latest.family, null, origin)
    await session.create(this.#table, [{ ...row, user: user.id }])
    const ends = Math.min(Date.parse(latest.expires), now() + lifetimes.grace)
    await session.update(this.#table, { keys: [latest.id] }, { next, expires: iso(ends) })
    // It ends sooner than whoever knows of it thinks.
    await this.#config.changed(session)
    return next
  }

  #row(id: string, family: string, refreshToken: string | null, origin: LoginOrigin): Row {
    const { now, lifetimes } = this.#config
    const lifetime = refreshToken === null ? lifetimes.session : lifetimes.refresh
    return {
      id,
      family,
      token: refreshToken === null ? null : digest(refreshToken),
      expires: iso(now() + lifetime),
      ip: origin.ip,
      user_agent: origin.userAgent,
      origin: origin.origin?.slice(0, 255) ?? null,
    }
  }

  async #find(session: Session, id: string): Promise<LoginSession | null> {
    const query = { fields: FIELDS, filter: { id: { _eq: id } }, limit: 1 }
    const [row] = await session.read(this.#table, query)
    if (row === undefined) return null
    const user = row['user'] as Row | null
    return { ...(row as unknown as LoginSession), user: user === null ? null : toUser(user) }
  }

  #assertGood(session: LoginSession): User {
    if (Date.parse(session.expires) <= this.#config.now()) throw new InvalidCredentialsError()
    return this.#knownUser(session)
  }

  #knownUser({ user }: LoginSession): User {
    if (user?.status === 'suspended') throw new UserSuspendedError()
    if (user?.status !== 'active') throw new InvalidCredentialsError()
    return user
  }

  async #sessionOf(accessToken: string): Promise<string> {
    if (!this.#tokens.isOurs(accessToken)) throw new InvalidCredentialsError()
    const { session } = await this.#tokens.verify('access', accessToken)
    if (typeof session !== 'string') throw new InvalidCredentialsError()
    return session
  }

  async #answer(
    user: User,
    session: string,
    refreshToken: string | null,
    { ip }: LoginOrigin,
  ): Promise<LoginTokens> {
    const { rights, lifetimes } = this.#config
    const held = await rights.heldBy(subjectOf(user, ip), await rights.mark?.())
    const claims = {
      id: user.id,
      role: user.role,
      app_access: held.app,
      admin_access: held.admin,
      session,
      ...(held.enforceTfa && user.tfa_secret === null && { enforce_tfa: true }),
    }
    const expires = refreshToken === null ? lifetimes.session : lifetimes.access
    const accessToken = await this.#tokens.sign('access', claims, expires)
    return { accessToken, refreshToken, expires }
  }
}

function aboutUser(id: string): IdentityActivity['about'] {
  return { table: 'users', id }
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
