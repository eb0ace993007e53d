import {
  ForbiddenError,
  InvalidPayloadError,
  type ModuleAnswer,
  type ModuleRequest,
  type ModuleRoute,
  type Session,
} from '@relvar/query-engine'
import { InvalidInviteError } from '../errors.js'
import { fieldsOf, optionalTextOf, passwordOf, textOf } from '../routes/body.js'
import { findUser, findUserByEmail, updateUser } from '../users/user.js'
import { checkedEmail } from '../users/guard-users.js'
import type { AccountParts } from './account.js'
import { assertAllowed } from './links.js'

const MAX_INVITED = 100

/** `/users/invite` and `/users/invite/accept`. */
export function inviteRoutes(parts: AccountParts): readonly ModuleRoute[] {
  return [
    { path: '/users/invite', methods: { POST: (request) => invite(parts, request) } },
    { path: '/users/invite/accept', methods: { POST: (request) => accept(parts, request) } },
  ]
}

/** Whoever may not is told nothing else than whoever may. */
async function invite(parts: AccountParts, request: ModuleRequest): Promise<ModuleAnswer> {
  const { urls } = parts.config
  const fields = fieldsOf(await request.body(), ['email', 'role', 'invite_url'])
  const emails = emailsOf(fields['email'])
  const role = textOf(fields, 'role')
  const page = optionalTextOf(fields, 'invite_url')
  if (page !== undefined) assertAllowed(page, urls.invite, 'invite_url')
  const session = await request.session()
  // Nothing is looked up for strangers, who could ask for a hundred at a time.
  const users = session.schema.tables[parts.config.data.id('users')]
  if (users?.actions.includes('create') !== true) return {}
  for (const email of emails) {
    const user = await invitedUser(parts, session, email, role)
    if (user !== null) await sendInvite(parts, user, email, page)
  }
  return {}
}

async function sendInvite(
  { config, links }: AccountParts,
  user: string,
  email: string,
  page: string = '/admin/accept-invite',
): Promise<void> {
  const url = await links.to(page, 'invite', { user, bound: email }, config.lifetimes.invite)
  await config.mailer.send({ to: email, template: 'user-invitation', data: { url } })
}

/** Makes the user, or gives the one who was invited before the new role; null where that may not be. */
async function invitedUser(
  { config }: AccountParts,
  session: Session,
  email: string,
  role: string,
): Promise<string | null> {
  const users = config.data.id('users')
  try {
    const known = await findUserByEmail(config.data, email)
    if (known === null) {
      const [key] = await session.create(users, [{ email, role, status: 'invited' }])
      return String(key?.['id'])
    }
    if (known.status !== 'invited') return null
    await session.update(users, { keys: [known.id] }, { role })
    return known.id
  } catch (error) {
    if (error instanceof ForbiddenError) return null
    throw error
  }
}

async function accept(
  { config, limits, links }: AccountParts,
  request: ModuleRequest,
): Promise<ModuleAnswer> {
  const { data } = config
  const fields = fieldsOf(await request.body(), ['token', 'password'])
  const link = await links.read('invite', textOf(fields, 'token'))
  const password = passwordOf(fields)
  limits.take(`invite ${link.user}`, request.ip)
  const user = await findUser(data, { id: { _eq: link.user } })
  if (user?.status !== 'invited' || user.email !== link.bound) throw new InvalidInviteError()
  await data.system().transaction(async (session) => {
    await links.use(session, link)
    await updateUser(session, data, user.id, { password, status: 'active' })
  })
  return {}
}

function emailsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (list.length === 0 || list.length > MAX_INVITED)
    throw new InvalidPayloadError(`"email" is an address, or a list of at most ${MAX_INVITED}.`)
  const emails = list.map((each) => checkedEmail(each ?? ''))
  return [...new Set(emails.filter((each) => each !== null))]
}
