import type { CookieAttributes, CookieOptions } from '../options.js'

type Header = readonly [name: string, value: string]

/** A cookie that scripts of a page cannot read, as headers. */
export class LoginCookie {
  readonly name: string
  readonly #attributes: string

  constructor(defaultName: string, attributes: CookieAttributes = {}) {
    const { name = defaultName, secure = false, domain, sameSite = 'lax', path = '/' } = attributes
    // https://www.rfc-editor.org/rfc/rfc6265bis: `__Host-` binds a cookie to all of this host, by https only.
    const start = secure && domain === undefined && path === '/' ? '__Host-' : ''
    this.name = start + name
    this.#attributes = [
      `Path=${path}`,
      ...(domain === undefined ? [] : [`Domain=${domain}`]),
      'HttpOnly',
      ...(secure ? ['Secure'] : []),
      `SameSite=${sameSite.charAt(0).toUpperCase()}${sameSite.slice(1)}`,
    ].join('; ')
  }

  /** @param lifetime in milliseconds, from `now` */
  set(value: string, lifetime: number, now: number): Header {
    const expires = new Date(now + lifetime).toUTCString()
    const age = Math.floor(lifetime / 1000)
    return [
      'Set-Cookie',
      `${this.name}=${value}; Max-Age=${age}; Expires=${expires}; ${this.#attributes}`,
    ]
  }

  clear(): Header {
    return [
      'Set-Cookie',
      `${this.name}=; Max-Age=0; Expires=${new Date(0).toUTCString()}; ${this.#attributes}`,
    ]
  }
}

/** The cookies that login sessions are kept in. */
export class LoginCookies {
  readonly refresh: LoginCookie
  readonly session: LoginCookie

  constructor({ refresh, session }: CookieOptions = {}) {
    this.refresh = new LoginCookie('relvar_refresh_token', refresh)
    this.session = new LoginCookie('relvar_session_token', session)
  }
}
