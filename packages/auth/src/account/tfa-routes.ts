import {
  ForbiddenError,
  InvalidPayloadError,
  type ModuleAnswer,
  type ModuleRequest,
  type ModuleRoute,
} from '@relvar/query-engine'
import { InvalidCredentialsError, InvalidOtpError } from '../errors.js'
import { passwordHashOf } from '../login/local-provider.js'
import { stalled } from '../login/stall.js'
import { fieldsOf, passwordOf, textOf } from '../routes/body.js'
import { signedInByThemselves } from '../routes/signed-in.js'
import { findUser, normalEmail, updateUser, type User } from '../users/user.js'
import type { AccountParts } from './account.js'

type Handler = (parts: AccountParts, request: ModuleRequest) => Promise<ModuleAnswer>

/** The second factor of oneself, and its removal by an administrator. */
export function tfaRoutes(parts: AccountParts): readonly ModuleRoute[] {
  const post = (path: string, handler: Handler): ModuleRoute => ({
    path,
    methods: {
      POST: (request) => stalled(parts.config.stallTime, () => handler(parts, request)),
    },
  })
  return [
    post('/users/me/tfa/generate', generate),
    post('/users/me/tfa/enable', enable),
    post('/users/me/tfa/disable', disable),
    post('/users/me/tfa/recovery-codes', recoveryCodes),
    post('/users/:key/tfa/disable', disableForOther),
  ]
}

async function generate(parts: AccountParts, request: ModuleRequest): Promise<ModuleAnswer> {
  const user = await self(parts, request)
  await assertPassword(parts, request, user)
  return { data: parts.secondFactor.generate(user.id, user.email ?? user.id) }
}

async function enable(parts: AccountParts, request: ModuleRequest): Promise<ModuleAnswer> {
  const user = await self(parts, request)
  const fields = fieldsOf(await request.body(), ['secret', 'otp'])
  const secret = textOf(fields, 'secret')
  if (!parts.secondFactor.isGenerated(user.id, secret))
    throw new InvalidPayloadError('"secret" is one that /users/me/tfa/generate has answered.')
  if (user.tfa_secret !== null)
    throw new InvalidPayloadError('There is a second factor already: disable it first.')
  if (!(await parts.secondFactor.begins(user.id, secret, textOf(fields, 'otp'))))
    throw new InvalidOtpError()
  const { data } = parts.config
  await updateUser(data.system(), data, user.id, { tfa_secret: secret })
  return {}
}

async function disable(parts: AccountParts, request: ModuleRequest): Promise<ModuleAnswer> {
  const user = await self(parts, request)
  const otp = textOf(fieldsOf(await request.body(), ['otp']), 'otp')
  takeAttempt(parts, request, user)
  if (!(await parts.secondFactor.passes(user, otp))) {
    await parts.guard.failed(user)
    throw new InvalidOtpError()
  }
  await remove(parts, user.id)
  return {}
}

async function recoveryCodes(parts: AccountParts, request: ModuleRequest): Promise<ModuleAnswer> {
  const user = await self(parts, request)
  await assertPassword(parts, request, user)
  return { data: { codes: await parts.secondFactor.renewRecoveryCodes(user.id) } }
}

async function disableForOther(parts: AccountParts, request: ModuleRequest): Promise<ModuleAnswer> {
  const { actor } = await signedInByThemselves(request)
  if (actor.admin !== true) throw new ForbiddenError()
  await remove(parts, request.params['key'] ?? '')
  return {}
}

async function remove({ config }: AccountParts, user: string): Promise<void> {
  const { data } = config
  await data.system().transaction(async (session) => {
    await updateUser(session, data, user, { tfa_secret: null })
    const query = { filter: { user: { _eq: user } }, limit: -1 }
    await session.delete(data.id('recovery_codes'), { query })
  })
}

async function self({ config }: AccountParts, request: ModuleRequest): Promise<User> {
  const { id } = await signedInByThemselves(request)
  const user = await findUser(config.data, { id: { _eq: id } })
  if (user === null) throw new InvalidCredentialsError()
  return user
}

async function assertPassword(
  parts: AccountParts,
  request: ModuleRequest,
  user: User,
): Promise<void> {
  const password = passwordOf(fieldsOf(await request.body(), ['password']))
  takeAttempt(parts, request, user)
  if (await parts.passwords.verify(passwordHashOf(user), password)) return
  await parts.guard.failed(user)
  throw new InvalidCredentialsError()
}

/** It counts together with logins: there is one password to be guessed. */
function takeAttempt({ limits }: AccountParts, { ip }: ModuleRequest, user: User): void {
  limits.take(normalEmail(user.email ?? user.id), ip)
}
