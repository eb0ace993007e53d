import type { ModuleAnswer, ModuleRequest, ModuleRoute } from '@relvar/query-engine'
import { InvalidTokenError } from '../errors.js'
import { LOCAL } from '../login/local-provider.js'
import { stalled } from '../login/stall.js'
import { fieldsOf, optionalTextOf, passwordOf, textOf } from '../routes/body.js'
import { digest } from '../secrets/random-token.js'
import { findUser, findUserByEmail, normalEmail, updateUser, type User } from '../users/user.js'
import type { AccountParts } from './account.js'
import { assertAllowed } from './links.js'

const DAY = 86_400_000

/** `/auth/password/request` and `/auth/password/reset`. */
export function passwordRoutes(parts: AccountParts): readonly ModuleRoute[] {
  const { stallTime } = parts.config
  return [
    {
      path: '/auth/password/request',
      methods: { POST: (request) => stalled(stallTime, () => requestReset(parts, request)) },
    },
    {
      path: '/auth/password/reset',
      methods: { POST: (request) => stalled(stallTime, () => reset(parts, request)) },
    },
  ]
}

/** Whether there is such an account is not told: the answer is the same. */
async function requestReset(
  { config, limits, links }: AccountParts,
  request: ModuleRequest,
): Promise<ModuleAnswer> {
  const { data, urls, mailer } = config
  const fields = fieldsOf(await request.body(), ['email', 'reset_url'])
  const email = textOf(fields, 'email')
  const page = optionalTextOf(fields, 'reset_url')
  if (page !== undefined) assertAllowed(page, urls.passwordReset, 'reset_url')
  limits.take(`reset ${normalEmail(email)}`, request.ip)
  const user = await findUserByEmail(data, email)
  if (user === null || user.email === null || !mayReset(user)) return {}
  const bound = { user: user.id, bound: boundTo(user) }
  const url = await links.to(page ?? '/admin/reset-password', 'password-reset', bound, DAY)
  await mailer.send({ to: user.email, template: 'password-reset', data: { url } })
  return {}
}

async function reset(
  { config, limits, links }: AccountParts,
  request: ModuleRequest,
): Promise<ModuleAnswer> {
  const { data } = config
  const fields = fieldsOf(await request.body(), ['token', 'password'])
  const link = await links.read('password-reset', textOf(fields, 'token'))
  const password = passwordOf(fields)
  limits.take(`reset ${link.user}`, request.ip)
  const user = await findUser(data, { id: { _eq: link.user } })
  if (user === null || !mayReset(user) || link.bound !== boundTo(user))
    throw new InvalidTokenError()
  await data.system().transaction(async (session) => {
    await links.use(session, link)
    await updateUser(session, data, user.id, { password })
  })
  return {}
}

function mayReset(user: User): boolean {
  return user.status === 'active' && user.provider === LOCAL
}

/** With another password or e-mail address the link is good no more. */
function boundTo({ password, email }: User): string {
  return digest(`${password ?? ''} ${email ?? ''}`)
}
