import type { Auth } from '@relvar/auth'
import { ForbiddenError, ValidationError } from '@relvar/query-engine'
import { hasAdministrator } from '@relvar/rbac/store'
import type { Config } from '../config/config.js'
import { ConfigError } from '../config/config-error.js'
import type { Door } from './door.js'

/**
 * Makes the first administrator that the settings tell of, where there is none. Answers whether there
 * is one.
 */
export async function ensureAdministrator(
  auth: Auth,
  door: Door,
  { ADMIN_EMAIL: email, ADMIN_PASSWORD: password, ADMIN_TOKEN: token }: Config,
): Promise<boolean> {
  if (await hasAdministrator(door.system(), door)) return true
  if (email === null || password === null) return false
  try {
    await auth.createFirstAdministrator({ email, password, ...(token !== null && { token }) })
  } catch (error) {
    if (error instanceof ValidationError) throw unusable(error)
    // Another server was faster.
    if (!(error instanceof ForbiddenError)) throw error
  }
  return true
}

/** The message says what of it; it does not repeat the password. */
function unusable(error: ValidationError): ConfigError {
  const name = error.details.field === 'email' ? 'ADMIN_EMAIL' : 'ADMIN_PASSWORD'
  const problem = `makes no administrator. ${error.message}`
  return new ConfigError([{ name, problem, cure: 'Choose another one.' }], { cause: error })
}
