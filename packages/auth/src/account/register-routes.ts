import {
  ForbiddenError,
  InvalidPayloadError,
  type ModuleAnswer,
  type ModuleRequest,
  type ModuleRoute,
  type Row,
  UniqueViolationError,
} from '@relvar/query-engine'
import { failures } from '@relvar/query-engine/query'
import { InvalidTokenError } from '../errors.js'
import { addressKey, Attempts } from '../login/attempts.js'
import { stalled } from '../login/stall.js'
import type { AuthSettings } from '../options.js'
import { fieldsOf, optionalTextOf, passwordOf } from '../routes/body.js'
import { checkedEmail, checkedPassword } from '../users/guard-users.js'
import { findUser, findUserByEmail, updateUser } from '../users/user.js'
import type { AccountParts } from './account.js'
import { assertAllowed } from './links.js'

const FIELDS = ['email', 'password', 'first_name', 'last_name', 'verification_url']
const LONGEST_NAME = 50
/** NUL, and halves of characters. */
const UNWRITABLE = /[\0\p{Surrogate}]/u
const VERIFY = '/users/register/verify-email'

/** `/users/register`, off unless the settings say otherwise, and the link that it sends. */
export function registerRoutes(parts: AccountParts): readonly ModuleRoute[] {
  const { limits, now, registerStallTime } = parts.config
  const attempts = new Attempts(limits.registration, now)
  return [
    {
      path: '/users/register',
      methods: {
        POST: (request) => {
          attempts.take(addressKey(request.ip))
          return stalled(registerStallTime, () => register(parts, request))
        },
      },
    },
    { path: VERIFY, methods: { GET: (request) => verifyEmail(parts, request) } },
  ]
}

/** The same answer, and one password hashed, whether or not the address is known already. */
async function register(parts: AccountParts, request: ModuleRequest): Promise<ModuleAnswer> {
  const { config, passwords } = parts
  const fields = fieldsOf(await request.body(), FIELDS)
  const settings = await config.settings()
  const email = checkedEmail(fields['email'] ?? '') ?? ''
  if (!mayRegister(settings, email, config.now())) throw new ForbiddenError()
  const password = await checkedPassword(passwordOf(fields), config)
  const names = { first_name: nameOf(fields, 'first_name'), last_name: nameOf(fields, 'last_name') }
  const page = optionalTextOf(fields, 'verification_url')
  if (page !== undefined) assertAllowed(page, config.urls.verification, 'verification_url')
  const known = await findUserByEmail(config.data, email)
  if (known !== null) {
    await passwords.hash(password)
    if (known.status === 'unverified') await sendLink(parts, known.id, email, page)
    return {}
  }
  const isVerified = !settings.public_registration_verify_email
  const user = await create(parts, {
    email,
    password,
    ...names,
    role: settings.public_registration_role,
    status: isVerified ? 'active' : 'unverified',
  })
  if (user !== null && !isVerified) await sendLink(parts, user, email, page)
  return {}
}

/** What the table would refuse is refused here already: for an address that is known nothing is written. */
function nameOf(fields: Row, name: string): string | null {
  const value = optionalTextOf(fields, name) ?? null
  if (value === null) return null
  if (value.length <= LONGEST_NAME && !UNWRITABLE.test(value)) return value
  throw new InvalidPayloadError(`"${name}" is a text of at most ${LONGEST_NAME} characters.`)
}

/** null where somebody else was faster with the same address. */
async function create({ config }: AccountParts, row: Row): Promise<string | null> {
  try {
    const [key] = await config.data.system().create(config.data.id('users'), [row])
    return String(key?.['id'])
  } catch (error) {
    if (error instanceof UniqueViolationError) return null
    throw error
  }
}

async function sendLink(
  { config, links }: AccountParts,
  user: string,
  email: string,
  page: string = VERIFY,
): Promise<void> {
  const url = await links.to(
    page,
    'verify-email',
    { user, bound: email },
    config.lifetimes.verification,
  )
  await config.mailer.send({ to: email, template: 'user-registration', data: { url } })
}

function mayRegister(settings: AuthSettings, email: string, now: number): boolean {
  const filter = settings.public_registration_email_filter ?? {}
  const context = { actor: { id: null }, now: new Date(now) }
  return settings.public_registration && failures(filter, { email }, context).length === 0
}

async function verifyEmail(
  { config, links }: AccountParts,
  request: ModuleRequest,
): Promise<ModuleAnswer> {
  const { data } = config
  const link = await links.read('verify-email', request.url.searchParams.get('token') ?? '')
  const user = await findUser(data, { id: { _eq: link.user } })
  if (user?.status !== 'unverified' || user.email !== link.bound) throw new InvalidTokenError()
  await data.system().transaction(async (session) => {
    await links.use(session, link)
    await updateUser(session, data, user.id, { status: 'active' })
  })
  const { pathname } = new URL(`${config.urls.public}/admin/users/${user.id}`)
  return { status: 302, data: null, headers: [['Location', pathname]] }
}
