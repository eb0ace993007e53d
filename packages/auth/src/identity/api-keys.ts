import {
  InvalidPayloadError,
  type ModuleRequest,
  type ModuleRoute,
  type Row,
} from '@relvar/query-engine'
import { digest, randomToken } from '../secrets/random-token.js'
import { fieldsOf, textOf } from '../routes/body.js'
import { signedInByThemselves } from '../routes/signed-in.js'
import type { AuthConfig } from '../settings.js'
import type { ApiKeyScopes } from './identity.js'

/** What tells API keys from static tokens. */
export const API_KEY_START = 'rlv_'

export interface ApiKeyRow {
  readonly id: string
  readonly scopes: ApiKeyScopes | null
  readonly expires: string | null
  readonly last_used: string | null
}

const SHOWN = ['id', 'name', 'prefix', 'scopes', 'expires', 'last_used', 'date_created']

/** `/users/me/api-keys`: everybody keeps their own. A key is shown once, when it is made. */
export function apiKeyRoutes(config: AuthConfig): readonly ModuleRoute[] {
  const keys = new ApiKeys(config)
  return [
    {
      path: '/users/me/api-keys',
      methods: {
        GET: async (request) => ({ data: await keys.list(await ownerOf(request)) }),
        POST: async (request) => ({
          data: await keys.create(await ownerOf(request), await request.body()),
        }),
      },
    },
    {
      path: '/users/me/api-keys/:id',
      methods: {
        DELETE: async (request) => {
          await keys.remove(await ownerOf(request), request.params['id'] ?? '')
          return {}
        },
      },
    },
    {
      path: '/users/me/api-keys/:id/rotate',
      methods: {
        POST: async (request) => ({
          data: await keys.rotate(await ownerOf(request), request.params['id'] ?? ''),
        }),
      },
    },
  ]
}

async function ownerOf(request: ModuleRequest): Promise<string> {
  return (await signedInByThemselves(request)).id
}

class ApiKeys {
  readonly #config: AuthConfig

  constructor(config: AuthConfig) {
    this.#config = config
  }

  get #table(): string {
    return this.#config.data.id('api_keys')
  }

  list(user: string): Promise<readonly Row[]> {
    const query = { fields: SHOWN, filter: { user: { _eq: user } }, sort: ['name'], limit: -1 }
    return this.#config.data.system().read(this.#table, query)
  }

  async create(user: string, body: unknown): Promise<Row> {
    const values = fieldsOf(body, ['name', 'scopes', 'expires'])
    const row = {
      name: textOf(values, 'name'),
      scopes: this.#checkedScopes(values['scopes']),
      expires: expiryOf(values['expires'], this.#config.now()),
    }
    const { key, ...secret } = newKey()
    const [made] = await this.#config.data
      .secrets()
      .create(this.#table, [{ ...row, user, ...secret }])
    return { id: made?.['id'], ...row, prefix: secret.prefix, key }
  }

  async rotate(user: string, id: string): Promise<Row> {
    const { key, ...secret } = newKey()
    await this.#own(user, id, async (session) => {
      await session.update(this.#table, { keys: [id] }, secret)
    })
    return { id, prefix: secret.prefix, key }
  }

  async remove(user: string, id: string): Promise<void> {
    await this.#own(user, id, async (session) => {
      await session.delete(this.#table, { keys: [id] })
    })
  }

  /** Changes a key of somebody's own; whoever uses it now is met by that. */
  async #own(
    user: string,
    id: string,
    work: (session: ReturnType<AuthConfig['data']['system']>) => Promise<void>,
  ): Promise<void> {
    const { data, changed } = this.#config
    const own = (await this.list(user)).some((row) => row['id'] === id)
    if (!own) throw new InvalidPayloadError('There is no such API key.')
    await data.system().transaction(async (session) => {
      await changed(session)
      await work(session)
    })
  }

  #checkedScopes(value: unknown): ApiKeyScopes | null {
    if (value === undefined || value === null) return null
    const scopes = fieldsOf(value, ['collections', 'actions', 'addresses'])
    for (const [name, list] of Object.entries(scopes))
      if (!Array.isArray(list) || list.some((each) => typeof each !== 'string'))
        throw new InvalidPayloadError(`"scopes.${name}" is a list of texts.`)
    const { actions = [], addresses = [] } = scopes as ApiKeyScopes
    if (actions.some((action) => !['read', 'create', 'update', 'delete'].includes(action)))
      throw new InvalidPayloadError('"scopes.actions" takes read, create, update and delete.')
    this.#assertNetworks(addresses)
    return scopes
  }

  #assertNetworks(addresses: readonly string[]): void {
    try {
      this.#config.isWithin('127.0.0.1', addresses)
    } catch (cause) {
      throw new InvalidPayloadError('"scopes.addresses" takes IP addresses, ranges and networks.', {
        cause,
      })
    }
  }
}

function newKey(): { readonly key: string; readonly prefix: string; readonly hash: string } {
  const key = `${API_KEY_START}${randomToken(32)}`
  return { key, prefix: key.slice(0, API_KEY_START.length + 6), hash: digest(key) }
}

function expiryOf(value: unknown, now: number): string | null {
  if (value === undefined || value === null) return null
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (!(time > now)) throw new InvalidPayloadError('"expires" is a time that is still to come.')
  return new Date(time).toISOString()
}
