import { choice, duration, flag, list, proxies, text } from '../value-types.js'
import type { TrustedProxies } from '../value-types.js'
import { day, type Variables } from './variable.js'

/** Whether cookies come along with requests of other sites. */
export type SameSite = 'lax' | 'strict' | 'none'

/** Who people are, and how they prove it. */
export interface IdentitySettings {
  readonly SECRET: string | null
  readonly ADMIN_EMAIL: string | null
  readonly ADMIN_PASSWORD: string | null
  readonly ADMIN_TOKEN: string | null
  readonly ACCESS_TOKEN_TTL: number
  readonly REFRESH_TOKEN_TTL: number
  readonly REFRESH_TOKEN_COOKIE_NAME: string | null
  readonly REFRESH_TOKEN_COOKIE_DOMAIN: string | null
  readonly REFRESH_TOKEN_COOKIE_SECURE: boolean | null
  readonly REFRESH_TOKEN_COOKIE_SAME_SITE: SameSite
  readonly SESSION_COOKIE_TTL: number
  readonly SESSION_COOKIE_NAME: string | null
  readonly SESSION_COOKIE_DOMAIN: string | null
  readonly SESSION_COOKIE_SECURE: boolean | null
  readonly SESSION_COOKIE_SAME_SITE: SameSite
  readonly SESSION_REFRESH_GRACE_PERIOD: number
  readonly LOGIN_STALL_TIME: number
  readonly REGISTER_STALL_TIME: number
  readonly EMAIL_VERIFICATION_TOKEN_TTL: number
  readonly USER_INVITE_TOKEN_TTL: number
  readonly PASSWORD_RESET_URL_ALLOW_LIST: readonly string[]
  readonly USER_INVITE_URL_ALLOW_LIST: readonly string[]
  readonly USER_REGISTER_URL_ALLOW_LIST: readonly string[]
  readonly IP_TRUST_PROXY: TrustedProxies
  readonly IP_CUSTOM_HEADER: string | null
}

export const identityVariables: Variables<IdentitySettings> = {
  SECRET: {
    type: text,
    default: null,
    secret: true,
    about:
      'Signs tokens, seals mails and encrypts fields: a random text of 32 characters or more, the same on all servers. Encrypted fields can be read with it alone, so keep it safe. Where it is left out one is made and kept in `data/relvar.secret`.',
  },
  ADMIN_EMAIL: {
    type: text,
    default: null,
    about:
      'With `ADMIN_PASSWORD`: makes the first administrator at start, where there is none. Without them, `POST /server/setup` does.',
  },
  ADMIN_PASSWORD: {
    type: text,
    default: null,
    secret: true,
    about: 'The password of the first administrator, of 8 characters or more.',
  },
  ADMIN_TOKEN: {
    type: text,
    default: null,
    secret: true,
    about: 'A static token of the first administrator, for programs; at least 16 characters.',
  },
  ACCESS_TOKEN_TTL: {
    type: duration(1000, day),
    default: '15m',
    about: 'How long an access token is good.',
  },
  REFRESH_TOKEN_TTL: {
    type: duration(1000, 400 * day),
    default: '7d',
    about: 'How long a refresh token is good. Using it makes a new one.',
  },
  REFRESH_TOKEN_COOKIE_NAME: {
    type: text,
    default: null,
    about:
      'The name of the cookie of the refresh token; `relvar_refresh_token` with `SYSTEM_PREFIX` in place of `relvar_`, where it is left out. Over https it gets `__Host-` in front, unless it has a domain or `PUBLIC_URL` a path.',
  },
  REFRESH_TOKEN_COOKIE_DOMAIN: {
    type: text,
    default: null,
    about:
      'The domain that this cookie is for; the host of the server alone, where it is left out.',
  },
  REFRESH_TOKEN_COOKIE_SECURE: {
    type: flag,
    default: null,
    about:
      'Whether this cookie is sent over https only. Where it is left out: if `PUBLIC_URL` is https.',
  },
  REFRESH_TOKEN_COOKIE_SAME_SITE: {
    type: choice('lax', 'strict', 'none'),
    default: 'lax',
    about: 'Whether browsers send this cookie along with requests of other sites.',
  },
  SESSION_COOKIE_TTL: {
    type: duration(1000, 400 * day),
    default: '1d',
    about: 'How long a session of a browser is good, unless it is refreshed.',
  },
  SESSION_COOKIE_NAME: {
    type: text,
    default: null,
    about:
      'The name of the cookie of the session token; `relvar_session_token` with `SYSTEM_PREFIX` in place of `relvar_`, where it is left out. Over https it gets `__Host-` in front, unless it has a domain or `PUBLIC_URL` a path.',
  },
  SESSION_COOKIE_DOMAIN: {
    type: text,
    default: null,
    about:
      'The domain that this cookie is for; the host of the server alone, where it is left out.',
  },
  SESSION_COOKIE_SECURE: {
    type: flag,
    default: null,
    about:
      'Whether this cookie is sent over https only. Where it is left out: if `PUBLIC_URL` is https.',
  },
  SESSION_COOKIE_SAME_SITE: {
    type: choice('lax', 'strict', 'none'),
    default: 'lax',
    about: 'Whether browsers send this cookie along with requests of other sites.',
  },
  SESSION_REFRESH_GRACE_PERIOD: {
    type: duration(0, day),
    default: '10s',
    about: 'How long the old session of a browser is good after it was refreshed.',
  },
  LOGIN_STALL_TIME: {
    type: duration(0, 60_000),
    default: '500',
    about: 'How long an answer about credentials takes at least, whether they are right or not.',
  },
  REGISTER_STALL_TIME: {
    type: duration(0, 60_000),
    default: '750',
    about: 'The same for registrations.',
  },
  EMAIL_VERIFICATION_TOKEN_TTL: {
    type: duration(1000, 400 * day),
    default: '7d',
    about: 'How long the link of a registration is good.',
  },
  USER_INVITE_TOKEN_TTL: {
    type: duration(1000, 400 * day),
    default: '7d',
    about: 'How long an invitation is good.',
  },
  PASSWORD_RESET_URL_ALLOW_LIST: {
    type: list,
    default: '',
    about: 'Pages of yours that the link of a password reset may lead to.',
  },
  USER_INVITE_URL_ALLOW_LIST: {
    type: list,
    default: '',
    about: 'Pages of yours that an invitation may lead to.',
  },
  USER_REGISTER_URL_ALLOW_LIST: {
    type: list,
    default: '',
    about: 'Pages of yours that the link of a registration may lead to.',
  },
  IP_TRUST_PROXY: {
    type: proxies,
    default: 'false',
    about:
      'Whose `X-Forwarded-For` is believed: `false` for nobody, `true` for everybody, a number of proxies in front of the server, or a list of their addresses and networks.',
  },
  IP_CUSTOM_HEADER: {
    type: text,
    default: null,
    about:
      'A header that holds the address of the client. Whoever reaches the server past the proxy that sets it can claim any.',
  },
}
