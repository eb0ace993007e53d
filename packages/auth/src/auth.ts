import {
  type Actor,
  defineModule,
  type Module,
  type ModuleRoute,
  type Session,
} from '@relvar/query-engine'
import type { AccountParts } from './account/account.js'
import { inviteRoutes } from './account/invite-routes.js'
import { Links } from './account/links.js'
import { meRoutes } from './account/me-routes.js'
import { passwordRoutes } from './account/password-routes.js'
import { registerRoutes } from './account/register-routes.js'
import { setupRoute } from './account/setup-route.js'
import { tfaRoutes } from './account/tfa-routes.js'
import { DeadTokenError } from './errors.js'
import { apiKeyRoutes } from './identity/api-keys.js'
import { Authenticator } from './identity/authenticator.js'
import { type AskingParts, credentialOf, type CredentialParts } from './identity/credentials.js'
import type { IdentifiedActor } from './identity/identity.js'
import { ViewAs } from './identity/view-as.js'
import { CredentialLimits } from './login/attempts.js'
import { type LoginCookie, LoginCookies } from './login/cookies.js'
import { localProvider } from './login/local-provider.js'
import { LoginGuard } from './login/login-guard.js'
import { LoginSessions } from './login/login-sessions.js'
import { SecondFactor } from './login/second-factor.js'
import type { AuthOptions } from './options.js'
import { loginRoutes } from './routes/login-routes.js'
import { Passwords } from './secrets/passwords.js'
import { SignedTokens } from './secrets/signed-tokens.js'
import { configOf } from './settings.js'
import { descriptions } from './descriptions.js'
import { migrations } from './tables/migrations.js'
import {
  createAdministrator,
  createFirstAdministrator,
  type NewAdministrator,
} from './users/create-administrator.js'
import { authGraphQL } from './graphql.js'
import { guardRegistration } from './users/guard-registration.js'
import { guardUsers } from './users/guard-users.js'

/** Users, and how they show who they are. */
export interface Auth {
  /** The tables, what watches over them, and the routes. */
  readonly module: Module
  /**
   * Who sends a request; or, where an administrator asks to look at data as somebody else, that one.
   *
   * @throws InvalidPayloadError, InvalidCredentialsError, InvalidTokenError, TokenExpiredError,
   * InvalidAddressError; and ForbiddenError, InvalidQueryError for who may not look as another
   */
  authenticate(parts: AskingParts): Promise<IdentifiedActor>
  /**
   * As `authenticate`, at once, for whoever sent a request a moment ago and asks for themselves; undefined for
   * everybody else. What is remembered of them is no proof: an engine with `Freshness` compares it.
   *
   * @throws InvalidPayloadError where the request brings several tokens
   */
  remembered(parts: AskingParts): IdentifiedActor | undefined
  /** For `Freshness` of the engine: the same somebody as they are now. Throws InvalidCredentialsError. */
  renew(actor: IdentifiedActor): Promise<IdentifiedActor>
  /**
   * A user as they are, without their credentials; null for one who is not there or may not sign in.
   *
   * @param session passes every policy
   */
  actorOf(user: string, session: Session): Promise<Actor | null>
  /** Makes one more administrator; answers the id. */
  createAdministrator(administrator: NewAdministrator): Promise<string>
  /** The same, where there is none yet. Throws ForbiddenError. */
  createFirstAdministrator(administrator: NewAdministrator): Promise<string>
  /** How often a password was compared with a hash. */
  readonly verifications: number
  /** How often a new password was hashed. */
  readonly hashes: number
  /** Headers that go along with an error: a session's cookie that led to it is cleared. */
  errorHeaders(error: unknown, parts: CredentialParts): Readonly<Record<string, string>>
}

/**
 * Users, login sessions, tokens and API keys in tables of our own.
 *
 * @example
 * const auth = createAuth({ secret, data, rights, mailer, changed, isWithin })
 * const actor = await auth.authenticate({ method, headers, query: url.searchParams, cookie, ip })
 * const session = engine.as(actor)
 *
 * @throws Error for a secret that is too short
 */
export function createAuth(options: AuthOptions): Auth {
  const config = configOf(options)
  const tokens = new SignedTokens(config.secret, config.issuer, config.now)
  const passwords = new Passwords()
  const cookies = new LoginCookies(config.cookies)
  const authenticator = new Authenticator(config, tokens, cookies.session.name)
  const viewAs = new ViewAs(config, authenticator)
  const sessions = new LoginSessions(config, tokens)
  const guard = new LoginGuard(config)
  const secondFactor = new SecondFactor(config, guard)
  const limits = new CredentialLimits(config.limits.account, config.limits.address, config.now)
  const local = { config, passwords, limits, guard, secondFactor }
  const providers = [localProvider(local)]
  const account: AccountParts = { ...local, links: new Links(config, tokens) }
  return {
    module: defineModule({
      name: 'auth',
      migrations,
      hooks: (hooks) => {
        guardUsers(hooks, config, passwords)
        guardRegistration(hooks, config)
      },
      collections: [{ path: '/users', table: 'users' }],
      descriptions,
      graphql: authGraphQL,
      routes: () => [
        ...loginRoutes({ config, sessions, cookies, providers, limits }),
        ...apiKeyRoutes(config),
        ...accountRoutes(account),
      ],
    }),
    authenticate: async (parts) => viewAs.enter(parts, await authenticator.authenticate(parts)),
    remembered: (parts) => (viewAs.isAsked(parts) ? undefined : authenticator.remembered(parts)),
    renew: async (actor) => viewAs.renew(actor, await authenticator.renew(actor)),
    actorOf: (user, session) => authenticator.actorOf(user, session),
    createAdministrator: (administrator) => createAdministrator(config, administrator),
    createFirstAdministrator: (administrator) => createFirstAdministrator(config, administrator),
    get verifications() {
      return passwords.verifications
    },
    get hashes() {
      return passwords.hashes
    },
    errorHeaders: (error, parts) => headersOf(error, parts, cookies.session),
  }
}

function headersOf(
  error: unknown,
  parts: CredentialParts,
  cookie: LoginCookie,
): Readonly<Record<string, string>> {
  const isDead =
    error instanceof DeadTokenError && credentialOf(parts, cookie.name)?.source === 'cookie'
  return isDead ? Object.fromEntries([cookie.clear()]) : {}
}

/** Before the usual routes of `/users`, which would take `me` for a key. */
function accountRoutes(parts: AccountParts): readonly ModuleRoute[] {
  return [
    ...meRoutes(parts),
    ...passwordRoutes(parts),
    ...inviteRoutes(parts),
    ...registerRoutes(parts),
    ...tfaRoutes(parts),
    setupRoute(parts),
  ]
}
