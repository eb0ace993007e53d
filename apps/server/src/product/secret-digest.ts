import { createHash } from 'node:crypto'
import { ConfigError } from '../config/config-error.js'
import type { Secret } from '../config/secret.js'
import type { Door } from './door.js'

const KEY = 1
const FIELD = 'secret_digest'

/**
 * Servers that share our tables have to share the secret: what one signs the others must believe. A
 * secret that was chosen counts for all from now on; one that a server has made for itself has to be
 * the one that is known already.
 *
 * @throws ConfigError where it is another
 */
export async function agreeOnSecret(door: Door, { text, origin }: Secret): Promise<void> {
  const digest = createHash('sha256').update(`relvar secret ${text}`).digest('hex')
  const session = door.system()
  const known = await session.readOne(door.id('state'), KEY, { fields: [FIELD] })
  if (known?.[FIELD] === digest) return
  if (origin !== 'setting' && typeof known?.[FIELD] === 'string') throw otherSecret()
  await session.update(door.id('state'), { keys: [KEY] }, { [FIELD]: digest })
}

function otherSecret(): ConfigError {
  const problem =
    'is not set, and the one that this server has made for itself is not the one that this database was used with before.'
  const cure =
    'Set it, to the same text on all servers. Everybody has to sign in again where it is a new one.'
  return new ConfigError([{ name: 'SECRET', problem, cure }])
}
