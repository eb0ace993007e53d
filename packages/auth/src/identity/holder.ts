import type { Row } from '@relvar/query-engine'
import { DeadTokenError, InvalidAddressError } from '../errors.js'
import type { AuthConfig } from '../settings.js'
import { findUser, toUser, USER_FIELDS, type User } from '../users/user.js'
import type { ApiKeyRow } from './api-keys.js'
import type { ApiKeyScopes, Identity } from './identity.js'

/** How often it is noted that a key was used, in milliseconds. */
const USE_NOTED_EVERY = 60_000

/** Whom an identity belongs to. */
export interface Holder {
  readonly identity: Identity
  /** Active; null for somebody unknown. */
  readonly user: User | null
  /** When it is good no more, in milliseconds since 1970. */
  readonly ends: number
}

/**
 * Looks up who somebody is, by what they have shown.
 *
 * @throws DeadTokenError, InvalidAddressError
 */
export async function holderOf(
  config: AuthConfig,
  identity: Identity,
  ip: string | null,
): Promise<Holder> {
  switch (identity.kind) {
    case 'none':
      return { identity, user: null, ends: Infinity }
    case 'session':
      return holderOfSession(config, identity, identity.session)
    case 'token': {
      const user = await findUser(config.data, { token: { _eq: identity.digest } })
      return { identity, user: assertActive(user), ends: Infinity }
    }
    case 'api-key':
      return holderOfKey(config, identity.digest, ip)
  }
}

async function holderOfSession(
  { data, now }: AuthConfig,
  identity: Identity,
  id: string,
): Promise<Holder> {
  const [row] = await data.secrets().read(data.id('sessions'), {
    fields: ['expires', { user: USER_FIELDS }],
    filter: { id: { _eq: id }, expires: { _gt: new Date(now()).toISOString() } },
    limit: 1,
  })
  return { identity, user: linkedUser(row), ends: Date.parse(String(row?.['expires'])) }
}

async function holderOfKey(config: AuthConfig, value: string, ip: string | null): Promise<Holder> {
  const { data, isWithin, now } = config
  const [row] = await data.secrets().read(data.id('api_keys'), {
    fields: ['id', 'scopes', 'expires', 'last_used', { user: USER_FIELDS }],
    filter: { hash: { _eq: value } },
    limit: 1,
  })
  const user = linkedUser(row)
  const key = row as unknown as ApiKeyRow
  const scopes: ApiKeyScopes = key.scopes ?? {}
  const ends = key.expires === null ? Infinity : Date.parse(key.expires)
  if (ends <= now()) throw new DeadTokenError()
  if (scopes.addresses !== undefined && !isWithin(ip, scopes.addresses))
    throw new InvalidAddressError()
  await noteUse(config, key)
  return { identity: { kind: 'api-key', digest: value, scopes }, user, ends }
}

async function noteUse(
  { data, now }: AuthConfig,
  { id, last_used: last }: ApiKeyRow,
): Promise<void> {
  if (last !== null && Date.parse(last) > now() - USE_NOTED_EVERY) return
  const used = { last_used: new Date(now()).toISOString() }
  await data.secrets().update(data.id('api_keys'), { keys: [id] }, used)
}

/** A row whose user was deleted by another at the same moment means nothing. */
function linkedUser(row: Row | undefined): User {
  const user = row?.['user'] as Row | null | undefined
  return assertActive(user === null || user === undefined ? null : toUser(user))
}

function assertActive(user: User | null): User {
  if (user?.status !== 'active') throw new DeadTokenError()
  return user
}
