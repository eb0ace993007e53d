/** The first administrator of every server that is tested. */
export const ADMINISTRATOR: Readonly<Record<'email' | 'password' | 'token', string>> = {
  email: 'admin@example.com',
  password: 'a password of tests',
  token: 'a-static-token-of-tests',
}

/** What says so to a server. */
export const IDENTITY: Readonly<Record<string, string>> = {
  SECRET: 'a secret for tests, which is long enough',
  ADMIN_EMAIL: ADMINISTRATOR.email,
  ADMIN_PASSWORD: ADMINISTRATOR.password,
  ADMIN_TOKEN: ADMINISTRATOR.token,
  LOGIN_STALL_TIME: '0',
}

export const AUTHORIZATION: string = `Bearer ${ADMINISTRATOR.token}`

/** Asks as the administrator, unless there is an `Authorization` already; '' is nobody. */
export function fetchAsAdministrator(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  if (!headers.has('authorization')) headers.set('authorization', AUTHORIZATION)
  if (headers.get('authorization') === '') headers.delete('authorization')
  return fetch(url, { ...init, headers })
}
