import type { AuthOptions, CookieAttributes } from '@relvar/auth'
import type { Config } from './config.js'
import { linkBase, publicPathOf, publicUrlOf } from './public-url.js'
import { registrationLimit } from './rate-limits.js'
import type { SameSite } from './settings/identity.js'

/** The part of the settings that is about who signs in, under the names that `@relvar/auth` has for it. */
export function authSettings(
  config: Config,
): Pick<
  AuthOptions,
  'cookies' | 'issuer' | 'lifetimes' | 'limits' | 'registerStallTime' | 'stallTime' | 'urls'
> {
  const publicUrl = publicUrlOf(config)
  const isSecure = publicUrl !== null && new URL(publicUrl).protocol === 'https:'
  // Another server may stand beside this one below the same host.
  const path = publicPathOf(publicUrl) || '/'
  const { SYSTEM_PREFIX: prefix } = config
  return {
    cookies: {
      refresh: cookie(
        config.REFRESH_TOKEN_COOKIE_NAME ?? `${prefix}refresh_token`,
        config.REFRESH_TOKEN_COOKIE_DOMAIN,
        config.REFRESH_TOKEN_COOKIE_SECURE ?? isSecure,
        config.REFRESH_TOKEN_COOKIE_SAME_SITE,
        path,
      ),
      session: cookie(
        config.SESSION_COOKIE_NAME ?? `${prefix}session_token`,
        config.SESSION_COOKIE_DOMAIN,
        config.SESSION_COOKIE_SECURE ?? isSecure,
        config.SESSION_COOKIE_SAME_SITE,
        path,
      ),
    },
    // `relvar_` names the issuer `relvar`.
    issuer: prefix.replace(/_$/, '') || prefix,
    lifetimes: {
      access: config.ACCESS_TOKEN_TTL,
      refresh: config.REFRESH_TOKEN_TTL,
      session: config.SESSION_COOKIE_TTL,
      grace: config.SESSION_REFRESH_GRACE_PERIOD,
      verification: config.EMAIL_VERIFICATION_TOKEN_TTL,
      invite: config.USER_INVITE_TOKEN_TTL,
    },
    limits: { registration: registrationLimit(config) },
    stallTime: config.LOGIN_STALL_TIME,
    registerStallTime: config.REGISTER_STALL_TIME,
    urls: {
      public: linkBase(config),
      passwordReset: config.PASSWORD_RESET_URL_ALLOW_LIST,
      invite: config.USER_INVITE_URL_ALLOW_LIST,
      verification: config.USER_REGISTER_URL_ALLOW_LIST,
    },
  }
}

function cookie(
  name: string,
  domain: string | null,
  secure: boolean,
  sameSite: SameSite,
  path: string,
): CookieAttributes {
  return { name, secure, sameSite, path, ...(domain !== null && { domain }) }
}
