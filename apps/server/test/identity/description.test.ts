import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { openShop, type Shop, type TestUser } from './shop.js'

interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly tags: readonly Readonly<Record<string, string>>[]
  readonly components: {
    readonly schemas: Readonly<Record<string, Readonly<Record<string, object>>>>
  }
}

interface Operation {
  readonly operationId: string
}

type Caller = Pick<TestUser, 'token'> | null | undefined

async function description(shop: Shop, as?: Caller): Promise<OpenApiDocument> {
  const authorization =
    as === undefined ? {} : { authorization: as === null ? '' : `Bearer ${as.token}` }
  return shop.server.json('/server/specs/oas', {
    headers: authorization,
  }) as Promise<OpenApiDocument>
}

/** `get /users: getUsers` */
function operations({ paths }: OpenApiDocument): readonly string[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => `${method} ${path}: ${operationId}`),
  )
}

describe.each(DIALECTS)('the description of Relvar itself on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('names its collections as clients of this wire know them', async () => {
    await using shop = await openShop(dialect)
    const document = await description(shop)
    const all = operations(document)
    expect(new Set(all.map((each) => each.split(': ')[1])).size).toBe(all.length)
    expect(all).toEqual(
      expect.arrayContaining([
        'get /users: getUsers',
        'post /users: createUser',
        'patch /users: updateUsers',
        'delete /users: deleteUsers',
        'get /users/{id}: getUser',
        'patch /users/{id}: updateUser',
        'delete /users/{id}: deleteUser',
        'get /policies/{id}: getPolicy',
        'get /access/{id}: getSingleAccess',
        'get /settings: getSettings',
        'patch /settings: updateSettings',
        'get /activity: getActivity',
      ]),
    )
    expect(all).not.toContainEqual(expect.stringMatching(/^(post|patch|delete) \/activity/))
    expect(document.tags).toContainEqual({ name: 'Users', 'x-collection': 'relvar_users' })
    expect(document.components.schemas['Users']).toMatchObject({
      properties: {
        role: { oneOf: expect.arrayContaining([{ $ref: '#/components/schemas/Roles' }]) },
      },
    })
    expect(JSON.stringify(document)).not.toMatch(/relvar_(sessions|api_keys|jobs|state)/)
  })

  test('shows of them what the caller may do', async () => {
    await using shop = await openShop(dialect)
    const user = await shop.user('ada', { policy: { app_access: true } })
    const own = await description(shop, user)
    expect(Object.keys(own.paths['/users'] ?? {})).toEqual(['get'])
    expect(Object.keys(own.paths['/presets'] ?? {})).toEqual(['get', 'post', 'patch', 'delete'])
    expect(Object.keys(own.paths)).not.toContain('/policies')
    const properties = own.components.schemas['Users']?.['properties'] ?? {}
    expect(Object.keys(properties)).not.toContain('token')
    const nobody = await description(shop, null)
    expect(nobody.tags.filter((tag) => tag['x-collection'] !== undefined)).toEqual([])
  })
})
