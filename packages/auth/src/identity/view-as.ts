import { ForbiddenError, InvalidQueryError } from '@relvar/query-engine'
import type { IdentityActivity, RightsSubject } from '../options.js'
import type { AuthConfig } from '../settings.js'
import type { Authenticator } from './authenticator.js'
import type { AskingParts } from './credentials.js'
import { ExpiringCache } from './expiring-cache.js'
import { type IdentifiedActor, nameOf, type ViewedSubject } from './identity.js'

const HEADER = 'X-Relvar-View-As'
const PARAMETER = 'view_as'
/** What changes nothing. */
const READING = ['GET', 'HEAD', 'SEARCH']
/** How long looking as somebody counts as one visit, in milliseconds. */
const VISIT = 15 * 60_000
/** Visits that are remembered at a time; that the oldest began may be noted twice. */
const MAX_VISITS = 10_000

/**
 * Lets administrators look at data as somebody else: `X-Relvar-View-As: user:<id>`, `role:<id>` or
 * `public`. They read, and change nothing; an API key's scopes hold as ever. The books say when a visit
 * began.
 */
export class ViewAs {
  readonly #config: AuthConfig
  readonly #authenticator: Authenticator
  /** Those that go on. */
  readonly #visits: ExpiringCache<true>

  constructor(config: AuthConfig, authenticator: Authenticator) {
    this.#config = config
    this.#authenticator = authenticator
    this.#visits = new ExpiringCache(MAX_VISITS, config.now)
  }

  /**
   * Whoever a request asks to be looked at as, or the caller themselves where it asks for nobody.
   *
   * @throws ForbiddenError for anybody but administrators, and for what is no read
   * @throws InvalidQueryError for somebody who is not there
   */
  async enter(parts: AskingParts, caller: IdentifiedActor): Promise<IdentifiedActor> {
    const asked = askedFor(parts)
    if (asked === null) return caller
    // It may be known from earlier who the caller was; who they are now decides.
    const viewer = await this.#authenticator.renew(caller)
    assertAdministrator(viewer)
    if (!READING.includes(parts.method))
      throw new ForbiddenError(
        'Nothing is changed by looking at data as somebody else: ask by GET or SEARCH, GraphQL too.',
      )
    const subject = subjectOf(asked)
    const actor = await this.#viewed(viewer, subject)
    await this.#note(parts, viewer, subject)
    return actor
  }

  /** Whether a request asks to be looked at as somebody. */
  isAsked(parts: AskingParts): boolean {
    return askedFor(parts) !== null
  }

  /** @param caller who an actor is by their credentials now */
  async renew(actor: IdentifiedActor, caller: IdentifiedActor): Promise<IdentifiedActor> {
    if (actor.viewedAs === undefined) return caller
    assertAdministrator(caller)
    return this.#viewed(caller, actor.viewedAs)
  }

  async #viewed(viewer: IdentifiedActor, subject: ViewedSubject): Promise<IdentifiedActor> {
    const { identity, ip = null, mark } = viewer
    // What they may do once they have signed in as their policies demand.
    const seen = { ...(await this.#holder(subject)), ip, secondFactor: true }
    const actor = await this.#authenticator.describe(seen, mark)
    return { ...actor, identity, viewedAs: subject, ...(mark !== undefined && { mark }) }
  }

  async #holder(subject: ViewedSubject): Promise<Pick<RightsSubject, 'user' | 'role'>> {
    if (subject.kind === 'public') return { user: null, role: null }
    const { kind, id } = subject
    const { data } = this.#config
    const [table, fields] = kind === 'user' ? ['users', ['role']] : ['roles', ['id']]
    const query = { fields, filter: { id: { _eq: id } }, limit: 1 }
    const [row] = await data.system().read(data.id(table), query)
    if (row === undefined) throw new InvalidQueryError(`"${PARAMETER}": there is no such ${kind}.`)
    return kind === 'user'
      ? { user: id, role: row['role'] as string | null }
      : { user: null, role: id }
  }

  /** Once for each login, or token, and whom it looks as, until a while has passed. */
  async #note(parts: AskingParts, viewer: IdentifiedActor, subject: ViewedSubject): Promise<void> {
    const { note, data, now } = this.#config
    const { identity } = viewer
    const visit = JSON.stringify([identity.kind, nameOf(identity), subject])
    if (note === undefined || this.#visits.get(visit) === true) return
    const userAgent = parts.headers.get('user-agent')
    const origin = parts.headers.get('origin')
    const who = { id: viewer.id, ip: parts.ip, userAgent, origin }
    await note({ action: 'view_as', ...who, about: aboutOf(subject) }, data.system())
    this.#visits.set(visit, true, now() + VISIT)
  }
}

function assertAdministrator({ admin }: IdentifiedActor): void {
  if (admin !== true) throw new ForbiddenError('Only administrators look at data as somebody else.')
}

function askedFor({ headers, query }: AskingParts): string | null {
  const header = headers.get(HEADER)
  const parameters = query.getAll(PARAMETER)
  const given = [...(header === null ? [] : [header]), ...parameters].map((each) => each.trim())
  if (given.length > 1) throw new InvalidQueryError(`"${PARAMETER}" is given more than once.`)
  return given[0] ?? null
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

function subjectOf(text: string): ViewedSubject {
  if (text === 'public') return { kind: 'public' }
  const [kind, id = ''] = text.split(':')
  if ((kind === 'user' || kind === 'role') && UUID.test(id)) return { kind, id: id.toLowerCase() }
  throw new InvalidQueryError(`"${PARAMETER}" is user:<id>, role:<id> or public.`)
}

function aboutOf(subject: ViewedSubject): IdentityActivity['about'] {
  if (subject.kind === 'public') return null
  return { table: subject.kind === 'user' ? 'users' : 'roles', id: subject.id }
}
