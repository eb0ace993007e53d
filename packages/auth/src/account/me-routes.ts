import {
  ForbiddenError,
  type ModuleAnswer,
  type ModuleRequest,
  type ModuleRoute,
} from '@relvar/query-engine'
import { isLimited } from '../identity/identity.js'
import { fieldsOf, optionalTextOf } from '../routes/body.js'
import { signedIn } from '../routes/signed-in.js'
import { updateUser } from '../users/user.js'
import type { AccountParts } from './account.js'

/** `/users/me`: oneself, with the rights that one has. */
export function meRoutes(parts: AccountParts): readonly ModuleRoute[] {
  return [
    {
      path: '/users/me',
      methods: {
        GET: (request) => read(parts, request),
        PATCH: (request) => update(parts, request),
        DELETE: () => {
          throw new ForbiddenError()
        },
      },
    },
    { path: '/users/me/track/page', methods: { PATCH: (request) => trackPage(parts, request) } },
  ]
}

async function read({ config }: AccountParts, request: ModuleRequest): Promise<ModuleAnswer> {
  const { id, session } = await signedIn(request)
  try {
    const row = await session.readOne(config.data.id('users'), id, request.query)
    return { data: row ?? { id } }
  } catch (error) {
    // Whoever may read nothing of themselves is told at least who they are.
    if (error instanceof ForbiddenError) return { data: { id } }
    throw error
  }
}

async function update(parts: AccountParts, request: ModuleRequest): Promise<ModuleAnswer> {
  const { id, session } = await signedIn(request)
  const body = await request.body()
  const values = fieldsOf(body, Object.keys(body ?? {}))
  await session.update(parts.config.data.id('users'), { keys: [id] }, values)
  return read(parts, request)
}

/** The Studio returns there after the next login. Nobody needs a right to that; a key with scopes stays within them. */
async function trackPage({ config }: AccountParts, request: ModuleRequest): Promise<ModuleAnswer> {
  const { id, actor } = await signedIn(request)
  if (isLimited(actor)) throw new ForbiddenError()
  const page = optionalTextOf(fieldsOf(await request.body(), ['last_page']), 'last_page')
  const values = { last_page: page?.slice(0, 255) ?? null }
  await updateUser(config.data.system(), config.data, id, values)
  return {}
}
