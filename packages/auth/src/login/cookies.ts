import type { CookieOptions } from '../options.js'

type Header = readonly [name: string, value: string]

/** The cookies of login sessions, as headers. Scripts of a page cannot read them. */
export class LoginCookies {
  readonly refreshName: string
  readonly sessionName: string
  readonly #attributes: string

  constructor(options: CookieOptions = {}) {
    const { secure = false, domain, sameSite = 'Lax' } = options
    // https://www.rfc-editor.org/rfc/rfc6265bis: `__Host-` binds a cookie to this host, by https only.
    const start = secure && domain === undefined ? '__Host-' : ''
    this.refreshName = start + (options.refreshName ?? 'relvar_refresh_token')
    this.sessionName = start + (options.sessionName ?? 'relvar_session_token')
    this.#attributes = [
      'Path=/',
      ...(domain === undefined ? [] : [`Domain=${domain}`]),
      'HttpOnly',
      ...(secure ? ['Secure'] : []),
      `SameSite=${sameSite}`,
    ].join('; ')
  }

  /** @param lifetime in milliseconds, from `now` */
  set(name: string, value: string, lifetime: number, now: number): Header {
    const expires = new Date(now + lifetime).toUTCString()
    const age = Math.floor(lifetime / 1000)
    return [
      'Set-Cookie',
      `${name}=${value}; Max-Age=${age}; Expires=${expires}; ${this.#attributes}`,
    ]
  }

  clear(name: string): Header {
    return [
      'Set-Cookie',
      `${name}=; Max-Age=0; Expires=${new Date(0).toUTCString()}; ${this.#attributes}`,
    ]
  }
}
