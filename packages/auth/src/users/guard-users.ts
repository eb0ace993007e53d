import {
  type Change,
  ForbiddenError,
  type Hooks,
  InvalidPayloadError,
  isSystem,
  type Key,
  MASK,
  type Row,
  type Session,
  ValidationError,
} from '@relvar/query-engine'
import { failures } from '@relvar/query-engine/query'
import { TRACES } from '../identity/claims.js'
import { scopesOf, sessionOf } from '../identity/identity.js'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, type Passwords } from '../secrets/passwords.js'
import { digest } from '../secrets/random-token.js'
import type { AuthConfig } from '../settings.js'
import { assertMayAssign } from './assign-role.js'
import { normalEmail } from './user.js'

/** A client that sends back what it read instead of one of these changes nothing. */
const SECRETS = ['password', 'token', 'tfa_secret', 'auth_data']
/** Set by signing in alone. */
const SIGNED_IN = 'last_access'
/** Whoever changes one of these of somebody could become them. */
const KEYS_TO_AN_ACCOUNT = [
  'email',
  'password',
  'token',
  'status',
  'role',
  'provider',
  'external_identifier',
  'tfa_secret',
]
/** What somebody signs in with, and by whose help they get that. */
const CREDENTIALS = ['password', 'token']
const WAYS_TO_CREDENTIALS = [
  ...CREDENTIALS,
  'email',
  'provider',
  'external_identifier',
  'auth_data',
]
const STATUSES: readonly unknown[] = [
  'draft',
  'invited',
  'unverified',
  'active',
  'suspended',
  'archived',
]

/** Watches over every write to users, whichever way it comes. */
export function guardUsers(hooks: Hooks, config: AuthConfig, passwords: Passwords): void {
  const collections = [config.data.id('users')]
  for (const name of ['items.create', 'items.update'] as const)
    hooks.before(name, (change) => checked(change, config, passwords), { collections })
  hooks.before('items.delete', (change) => assertMayReplace(change, config), { collections })
  hooks.within('items.create', ({ system }) => config.changed(system), { collections })
  hooks.within('items.update', (change) => endSessions(change, config), { collections })
  hooks.within('items.delete', ({ system }) => config.changed(system), { collections })
}

/** The payload in the form in which it is kept. */
async function checked(change: Change, config: AuthConfig, passwords: Passwords): Promise<Row> {
  const isOurs = isSystem(change.actor)
  const payload = peoplesOwn(change.payload, isOurs)
  if (!isOurs) await assertMayWrite({ ...change, payload }, config)
  const { email, status, password, token } = payload
  if (status !== undefined && !STATUSES.includes(status))
    throw new InvalidPayloadError(`"status" is one of ${STATUSES.join(', ')}.`)
  return {
    ...payload,
    ...(email !== undefined && { email: checkedEmail(email) }),
    ...(isGiven(password) && {
      password: await hashed(password, change.system, config, passwords),
    }),
    ...(isGiven(token) && { token: digest(checkedToken(token)) }),
  }
}

/** What is left of a payload when what nobody sets is sent back, or made up. */
function peoplesOwn(payload: Row, isOurs: boolean): Row {
  const isMask = (name: string, value: unknown): boolean => SECRETS.includes(name) && value === MASK
  const kept = Object.entries(payload).filter(
    ([name, value]) => !isMask(name, value) && (isOurs || name !== SIGNED_IN),
  )
  return Object.fromEntries(kept)
}

async function assertMayWrite(change: Change, config: AuthConfig): Promise<void> {
  const { payload, actor } = change
  if (payload['tfa_secret'] !== undefined)
    throw new InvalidPayloadError('"tfa_secret" is not written here, but by /users/me/tfa.')
  assertKeepsId(change)
  assertNoKeyMakesAnother(change)
  await assertMayAssign(payload['role'], change, config)
  if (actor.admin === true) return
  for (const name of ['provider', 'external_identifier', 'auth_data'])
    if (payload[name] !== undefined)
      throw new ForbiddenError(`Only administrators write "${name}".`)
  if (KEYS_TO_AN_ACCOUNT.some((name) => payload[name] !== undefined))
    await assertMayReplace(change, config)
}

/** What a user owns, here and in the tables of others, is known by their id: with it all of that is taken. */
function assertKeepsId({ name, payload, keys, actor }: Change): void {
  const { id } = payload
  if (id === undefined) return
  if (name === 'items.create' && actor.admin !== true)
    throw new ForbiddenError('Only administrators choose the "id" of a user.')
  if (name === 'items.update' && keys.some((key) => idOf(key) !== id))
    throw new InvalidPayloadError('"id" cannot be changed.')
}

/** A key that is limited could else make a way in that is not. */
function assertNoKeyMakesAnother({ actor, keys, payload }: Change): void {
  const closed = keys.length === 0 ? CREDENTIALS : WAYS_TO_CREDENTIALS
  if (scopesOf(actor) !== undefined && closed.some((name) => payload[name] !== undefined))
    throw new ForbiddenError('An API key does not manage credentials.')
}

/** Whoever holds more is not changed, or done away with, by somebody who holds less. */
async function assertMayReplace(change: Change, { rights, data }: AuthConfig): Promise<undefined> {
  const { actor, keys, system } = change
  if (isSystem(actor) || actor.admin === true) return
  const others = keys.map(idOf).filter((id) => id !== actor.id)
  if (others.length === 0) return
  const query = { fields: ['id', 'role'], filter: { id: { _in: others } }, limit: -1 }
  for (const { id, role } of await system.read(data.id('users'), query)) {
    const holder = { user: String(id), role: role === null ? null : String(role) }
    if (!(await rights.mayGrant(actor, holder)))
      throw new ForbiddenError('This user holds rights that you do not hold.')
  }
}

/** https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address, with a dot in the domain not needed. */
const EMAIL =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/

export function checkedEmail(value: unknown): string | null {
  if (value === null) return null
  const email = typeof value === 'string' ? normalEmail(value) : ''
  if (email.length > 128 || !EMAIL.test(email))
    throw new ValidationError({ field: 'email', path: [], type: 'email' })
  return email
}

async function hashed(
  password: unknown,
  session: Session,
  config: AuthConfig,
  passwords: Passwords,
): Promise<string> {
  return passwords.hash(await checkedPassword(password, config, session))
}

/** @throws ValidationError where the policy of passwords is not kept; it does not repeat the password */
export async function checkedPassword(
  password: unknown,
  config: AuthConfig,
  session?: Session,
): Promise<string> {
  if (typeof password !== 'string' || password === '' || password.length > MAX_PASSWORD_LENGTH)
    throw new InvalidPayloadError(`"password" is a text of 1 to ${MAX_PASSWORD_LENGTH} characters.`)
  const { auth_password_policy: policy } = await config.settings(session)
  if (policy === null) return longEnough(password)
  // Policies come as `/^.{8,}$/`, or without the slashes.
  const pattern = /^\/(.*)\/$/s.exec(policy)?.[1] ?? policy
  const context = { actor: { id: null }, now: new Date(config.now()) }
  if (failures({ password: { _regex: pattern } }, { password }, context).length > 0)
    throw new ValidationError({ field: 'password', path: [], type: 'regex' })
  return password
}

function longEnough(password: string): string {
  if ([...password].length >= MIN_PASSWORD_LENGTH) return password
  throw new ValidationError({
    field: 'password',
    path: [],
    type: 'min_length',
    valid: MIN_PASSWORD_LENGTH,
  })
}

function checkedToken(token: unknown): string {
  if (typeof token === 'string' && token.length >= 16 && token.length <= 255) return token
  throw new InvalidPayloadError('"token" is a text of 16 to 255 characters.')
}

/** A new password or e-mail ends the other sessions of a user, another status than active ends all. */
async function endSessions(change: Change, config: AuthConfig): Promise<void> {
  const { payload, keys, actor, system } = change
  if (Object.keys(payload).every((name) => TRACES.includes(name))) return
  const users = keys.map(idOf)
  const { status } = payload
  if (status !== undefined && status !== 'active') await deleteSessions(change, config, users)
  else if (payload['password'] !== undefined || payload['email'] !== undefined)
    await deleteSessions(change, config, users, sessionOf(actor))
  await config.changed(system)
}

async function deleteSessions(
  { system }: Change,
  { data }: AuthConfig,
  users: readonly string[],
  except?: string,
): Promise<void> {
  const filter = {
    user: { _in: users },
    ...(except !== undefined && { id: { _neq: except } }),
  }
  await system.delete(data.id('sessions'), { query: { filter, limit: -1 } })
}

function idOf(key: Key): string {
  return String(key['id'])
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}
