import {
  InvalidPayloadError,
  type ModuleAnswer,
  type ModuleRequest,
  type ModuleRoute,
} from '@relvar/query-engine'
import { InvalidCredentialsError, InvalidTokenError } from '../errors.js'
import type { CredentialLimits } from '../login/attempts.js'
import type { LoginCookie, LoginCookies } from '../login/cookies.js'
import type { LoginMode, LoginOrigin, LoginSessions, LoginTokens } from '../login/login-sessions.js'
import { LOCAL } from '../login/local-provider.js'
import type { Provider } from '../login/provider.js'
import { stalled } from '../login/stall.js'
import type { AuthConfig } from '../settings.js'
import { fieldsOf, optionalTextOf } from './body.js'

export interface LoginParts {
  readonly config: AuthConfig
  readonly sessions: LoginSessions
  readonly cookies: LoginCookies
  readonly providers: readonly Provider[]
  readonly limits: CredentialLimits
}

/** `/auth`, `/auth/login`, `/auth/refresh` and `/auth/logout`. */
export function loginRoutes(parts: LoginParts): readonly ModuleRoute[] {
  const { providers } = parts
  const logins = providers.map((provider) => ({
    path: `/auth/login/${provider.name}`,
    methods: { POST: (request: ModuleRequest) => login(parts, provider, request) },
  }))
  const local = logins.find(({ path }) => path === `/auth/login/${LOCAL}`)
  return [
    {
      path: '/auth',
      methods: {
        GET: () => ({ data: listed(providers), more: { disableDefault: local === undefined } }),
      },
    },
    ...logins,
    ...(local === undefined ? [] : [{ ...local, path: '/auth/login' }]),
    { path: '/auth/refresh', methods: { POST: (request) => refresh(parts, request) } },
    { path: '/auth/logout', methods: { POST: (request) => logout(parts, request) } },
  ]
}

/** Those beside our own. */
function listed(providers: readonly Provider[]): readonly object[] {
  return providers
    .filter(({ name }) => name !== LOCAL)
    .map(({ name, driver, label = name, icon = null }) => ({ name, label, driver, icon }))
}

function login(
  parts: LoginParts,
  provider: Provider,
  request: ModuleRequest,
): Promise<ModuleAnswer> {
  return stalled(parts.config.stallTime, async () => {
    const body = await request.body()
    const mode = modeOf(body) ?? 'json'
    const origin = originOf(request)
    const user = await provider.userOf(await provider.identify(body, origin))
    return answer(parts, mode, await parts.sessions.open(user, mode, origin))
  })
}

async function refresh(parts: LoginParts, request: ModuleRequest): Promise<ModuleAnswer> {
  const { mode, token } = await givenToken(parts, request)
  const origin = originOf(request)
  try {
    const tokens =
      mode === 'session'
        ? await parts.sessions.refreshSession(token, origin)
        : await parts.sessions.refresh(token, origin)
    return answer(parts, mode, tokens)
  } catch (error) {
    // Those who are who they say are not counted: many of them may share an address.
    const isWrong = error instanceof InvalidCredentialsError || error instanceof InvalidTokenError
    if (isWrong) parts.limits.takeAddress(request.ip)
    throw error
  }
}

async function logout(parts: LoginParts, request: ModuleRequest): Promise<ModuleAnswer> {
  const { mode, token } = await givenToken(parts, request)
  const { sessions, cookies } = parts
  const origin = originOf(request)
  if (mode === 'session') await sessions.closeByAccessToken(token, origin)
  else await sessions.closeByToken(token, origin)
  if (mode === 'json') return {}
  return { headers: [cookieOf(cookies, mode).clear()] }
}

/** The token of the body or the cookie, and the mode that follows from where it stands. */
async function givenToken(
  { cookies }: LoginParts,
  request: ModuleRequest,
): Promise<{ readonly mode: LoginMode; readonly token: string }> {
  const body = await request.body()
  const given = optionalTextOf(fieldsOf(body, ['refresh_token', 'mode']), 'refresh_token')
  const mode = modeOf(body) ?? (given === undefined ? 'cookie' : 'json')
  const { name } = cookieOf(cookies, mode)
  const token = mode === 'session' ? request.cookie(name) : (given ?? request.cookie(name))
  if (token === undefined || token === '')
    throw new InvalidPayloadError('The refresh token is required, in the body or in a cookie.')
  return { mode, token }
}

function cookieOf(cookies: LoginCookies, mode: LoginMode): LoginCookie {
  return mode === 'session' ? cookies.session : cookies.refresh
}

function modeOf(body: unknown): LoginMode | undefined {
  const mode = (body as { readonly mode?: unknown } | null | undefined)?.mode
  if (mode === undefined || mode === null) return undefined
  if (mode === 'json' || mode === 'cookie' || mode === 'session') return mode
  throw new InvalidPayloadError('"mode" is json, cookie or session.')
}

function originOf({ headers, ip }: ModuleRequest): LoginOrigin {
  return { ip, userAgent: headers.get('user-agent'), origin: headers.get('origin') }
}

function answer(
  { cookies, config }: LoginParts,
  mode: LoginMode,
  { accessToken, refreshToken, expires }: LoginTokens,
): ModuleAnswer {
  const { lifetimes, now } = config
  if (mode === 'session' || refreshToken === null) {
    const cookie = cookies.session.set(accessToken, lifetimes.session, now())
    return { data: { expires }, headers: [cookie] }
  }
  if (mode === 'json')
    return { data: { access_token: accessToken, refresh_token: refreshToken, expires } }
  const cookie = cookies.refresh.set(refreshToken, lifetimes.refresh, now())
  return { data: { access_token: accessToken, expires }, headers: [cookie] }
}
