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
  readonly parameters?: readonly object[]
}

type Caller = Pick<TestUser, 'token'> | null | undefined

async function description(shop: Shop, as?: Caller): Promise<OpenApiDocument> {
  const headers: Record<string, string> =
    as === undefined ? {} : { authorization: as === null ? '' : `Bearer ${as.token}` }
  return shop.server.json('/server/specs/oas', { headers }) as Promise<OpenApiDocument>
}

/** `get /users: getUsers` */
function operations({ paths }: OpenApiDocument): readonly string[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => `${method} ${path}: ${operationId}`),
  )
}

describe.each(DIALECTS)('the description of Relvar itself on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('tells the parameters of changes to the schema', async () => {
    await using shop = await openShop(dialect)
    const { paths } = await description(shop)
    const queried = (path: string, method: string) =>
      (paths[path]?.[method]?.parameters ?? [])
        .map((each) => each as { readonly name: string; readonly in: string })
        .flatMap((each) => (each.in === 'query' ? [each.name] : []))
    expect(queried('/fields/{collection}', 'post')).toEqual(['dry_run', 'concurrentIndexCreation'])
    const change = ['dry_run', 'confirm', 'concurrentIndexCreation']
    expect(queried('/fields/{collection}/{field}', 'patch')).toEqual(change)
    expect(queried('/fields/{collection}/{field}', 'delete')).toEqual(['dry_run'])
    expect(queried('/schema/apply', 'post')).toEqual([...change, 'force'])
  })

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

  test('has every route of its modules, for those whom it is meant for', async () => {
    await using shop = await openShop(dialect)
    const user = await shop.user('ada')
    const documents = [undefined, user, null].map((as) => description(shop, as))
    const [admin = [], own = [], nobody = []] = (await Promise.all(documents)).map(operations)
    const login = 'post /auth/login: login'
    expect([admin, own, nobody].map((all) => all.includes(login))).toEqual([true, true, true])
    const me = 'get /users/me: getMe'
    expect([admin, own, nobody].map((all) => all.includes(me))).toEqual([true, true, false])
    const explain = 'post /permissions/explain: explainPermission'
    expect([admin, own, nobody].map((all) => all.includes(explain))).toEqual([true, false, false])
    // Nothing is served that nobody is told of, but singletons by their key, pages, and GraphQL, which tells itself.
    const described = new Set(admin.map((each) => each.split(': ')[0]?.replaceAll(/\{\w+\}/g, '1')))
    for (const route of shop.server.paths) {
      const path = route.replaceAll(/:\w+\??/g, '1')
      const isPage =
        /^\/server\/specs\/(reference|assets)|^\/(robots.txt)?$|^\/(admin|graphql)(\/|$)|^\/items\/|^\/settings\/1$/.test(
          path,
        )
      if (isPage) continue
      const methods = (await (await shop.server.request(path, { method: 'OPTIONS' })).text()).split(
        ',',
      )
      for (const method of methods.filter((each) => !['HEAD', 'SEARCH'].includes(each)))
        expect([...described]).toContain(`${method.toLowerCase()} ${path}`)
    }
  })

  test('offers administrators to look as somebody else', async () => {
    await using shop = await openShop(dialect)
    const viewAs = { $ref: '#/components/parameters/ViewAs' }
    const parametersFor = async (as?: Caller): Promise<unknown> => {
      const document = await description(shop, as)
      return document.paths['/items/orders']?.['get']?.parameters
    }
    const reader = await shop.user('reader', { grants: [['read', 'orders']] })
    expect(await parametersFor()).toContainEqual(viewAs)
    expect(await parametersFor(reader)).not.toContainEqual(viewAs)
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
