import { ForbiddenError, InvalidPayloadError, type Session } from '@relvar/query-engine'
import type { AuthConfig } from '../settings.js'

export interface NewAdministrator {
  readonly email: string
  readonly password: string
  readonly first_name?: string
  readonly last_name?: string
  /** A static token, for programs. */
  readonly token?: string
}

/** Makes a user with the role of administrators; answers the id. */
export async function createAdministrator(
  config: AuthConfig,
  administrator: NewAdministrator,
  session: Session = config.data.system(),
): Promise<string> {
  if (administrator.password === '') throw new InvalidPayloadError('"password" is required.')
  const role = await config.rights.administratorRole(session)
  const { first_name = 'Admin', last_name = 'User', email, password, token } = administrator
  const row = {
    first_name,
    last_name,
    email,
    password,
    role,
    status: 'active',
    ...(token !== undefined && { token }),
  }
  const [key] = await session.create(config.data.id('users'), [row])
  return String(key?.['id'])
}

/**
 * Makes the first administrator; of several at once there is one who does.
 *
 * @throws ForbiddenError where there is an administrator already
 */
export async function createFirstAdministrator(
  config: AuthConfig,
  administrator: NewAdministrator,
): Promise<string> {
  const { rights, data } = config
  const role = await rights.administratorRole(data.system())
  return data.system().transaction(async (session) => {
    // Whoever comes second waits here until the first is there.
    await session.lock(data.id('roles'), [role], 'update')
    if (await rights.hasAdministrator(session)) throw new ForbiddenError()
    return createAdministrator(config, administrator, session)
  })
}
