import { createDirectus, graphql, staticToken } from '@directus/sdk'
import { describe, expect, it } from 'vitest'
import { makeCallers } from './access/callers.js'
import { ADMINISTRATOR } from './support/administrator.js'
import { serve, type TestServer } from './support/running-server.js'

interface Answer {
  readonly status: number
  readonly data?: unknown
  readonly errors?: readonly {
    readonly message: string
    readonly extensions: {
      readonly code: string
      readonly errors?: readonly { readonly message: string }[]
    }
  }[]
}

async function ask(
  server: TestServer,
  query: string,
  { path = '/graphql', authorization }: { path?: string; authorization?: string } = {},
): Promise<Answer> {
  const response = await server.request(path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(authorization !== undefined && { authorization }),
    },
    body: JSON.stringify({ query }),
  })
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
}

describe('GraphQL of the server', () => {
  it('reads and writes the user’s tables', async () => {
    await using server = await serve()
    const read = await ask(
      server,
      '{ sales(sort: ["id"], limit: 1) { id customer_id { email } sale_lines { product_id { name } } } }',
    )
    expect(read).toMatchObject({
      status: 200,
      data: {
        sales: [{ id: '1', customer_id: { email: expect.stringContaining('@') as string } }],
      },
    })
    const made = await ask(
      server,
      'mutation { create_tags_item(data: { name: "by graphql" }) { id name } }',
    )
    expect(made.data).toMatchObject({ create_tags_item: { name: 'by graphql' } })
  })

  it('administers our own tables in a scope of their own', async () => {
    await using server = await serve()
    const path = '/graphql/system'
    const users =
      '{ users(filter: { email: { _nnull: true } }) { email __typename } settings { project_name } }'
    expect(await ask(server, users, { path })).toEqual({
      status: 200,
      data: {
        users: [{ email: ADMINISTRATOR.email, __typename: 'relvar_users' }],
        settings: { project_name: expect.any(String) as string },
      },
    })
    const role =
      'mutation { create_roles_item(data: { name: "made by graphql" }) { name } update_settings(data: { project_name: "Shop" }) { project_name } }'
    expect((await ask(server, role, { path })).data).toEqual({
      create_roles_item: { name: 'made by graphql' },
      update_settings: { project_name: 'Shop' },
    })
    const none = await ask(server, 'mutation { delete_activity_items(ids: [1]) { ids } }', { path })
    expect(none).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION' } }],
    })
    expect((await ask(server, '{ relvar_users { id } }')).status).toBe(400)
  })

  it('answers routes of modules under names of their own', async () => {
    await using server = await serve()
    const path = '/graphql/system'
    const { email, password } = ADMINISTRATOR
    const me =
      '{ me: users_me { mail: email role { name } __typename } policies_me_globals { admin: admin_access } roles_me { name } }'
    expect(await ask(server, me, { path })).toEqual({
      status: 200,
      data: {
        me: { mail: email, role: { name: 'Administrator' }, __typename: 'relvar_users' },
        policies_me_globals: { admin: true },
        roles_me: [{ name: 'Administrator' }],
      },
    })
    const login = `auth_login(email: "${email}", password: "${password}") { access_token expires type: __typename }`
    expect(await ask(server, `mutation { token: ${login} }`, { path, authorization: '' })).toEqual({
      status: 200,
      data: {
        token: {
          access_token: expect.any(String) as string,
          expires: '900000',
          type: 'auth_tokens',
        },
      },
    })
    const wrong =
      'mutation { auth_login(email: "nobody@example.com", password: "x") { expires } utils_random_string(length: 5) }'
    expect(await ask(server, wrong, { path, authorization: '' })).toMatchObject({
      status: 200,
      errors: [{ extensions: { code: 'INVALID_CREDENTIALS' }, path: ['auth_login'] }],
      data: { auth_login: null, utils_random_string: expect.stringMatching(/^\w{5}$/) as string },
    })
    const twice = await ask(
      server,
      `mutation { a: ${login} ...B } fragment B on Mutation { b: ${login} }`,
      {
        path,
        authorization: '',
      },
    )
    expect(twice.errors?.[0]?.extensions.errors?.[0]?.message).toContain(
      'GRAPHQL_SINGLE_USE_MUTATIONS',
    )
    const nobody = await ask(server, '{ users_me { email } }', { path, authorization: '' })
    expect(nobody.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION')
    const change = 'mutation { update_users_me(data: { first_name: "Ada" }) { first_name } }'
    expect((await ask(server, change, { path })).data).toEqual({
      update_users_me: { first_name: 'Ada' },
    })
  })

  it('tells of the data model, and changes it', async () => {
    await using server = await serve()
    const path = '/graphql/system'
    const seen = `{
      collections { collection }
      collections_by_name(name: "tags") { collection schema { name } meta { icon } }
      fields_in_collection(collection: "tags") { field }
      fields_by_name(collection: "tags", field: "id") { type schema { is_primary_key } meta { hidden } }
      relations_by_name(collection: "sales", field: "customer_id") { related_collection schema { on_delete } }
      relations_in_collection(collection: "sales") { field }
      server_ping server_info { project { project_name } queryLimit { default } }
    }`
    const { data, errors } = await ask(server, seen, { path })
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({
      collections: expect.arrayContaining([{ collection: 'tags' }]) as unknown,
      collections_by_name: { collection: 'tags', schema: { name: 'tags' } },
      fields_in_collection: expect.arrayContaining([{ field: 'id' }, { field: 'name' }]) as unknown,
      fields_by_name: { type: 'integer', schema: { is_primary_key: true } },
      relations_by_name: { related_collection: 'customers' },
      relations_in_collection: expect.arrayContaining([{ field: 'customer_id' }]) as unknown,
      server_ping: 'pong',
      server_info: {
        project: { project_name: expect.any(String) as string },
        queryLimit: { default: 100 },
      },
    })
    const made = `mutation {
      create_collections_item(data: { collection: "things", schema: {}, meta: { icon: "box" },
        fields: [{ field: "id", type: "integer", schema: { is_primary_key: true, has_auto_increment: true } }] }) {
        collection meta { icon } }
      create_fields_item(collection: "things", data: { field: "title", type: "string" }, concurrentIndexCreation: false) { field }
      update_fields_item(collection: "things", field: "title", data: { meta: { note: "what it is" } }) { meta { note } }
      update_fields_items(collection: "things", data: [{ field: "title", meta: { hidden: true } }]) { field meta { hidden } }
      delete_fields_item(collection: "things", field: "title") { collection field }
      utils_cache_clear
    }`
    expect((await ask(server, made, { path })).data).toEqual({
      create_collections_item: { collection: 'things', meta: { icon: 'box' } },
      create_fields_item: { field: 'title' },
      update_fields_item: { meta: { note: 'what it is' } },
      update_fields_items: [{ field: 'title', meta: { hidden: true } }],
      delete_fields_item: { collection: 'things', field: 'title' },
      utils_cache_clear: null,
    })
    const schema = '{ __type(name: "things") { fields { name } } }'
    expect((await ask(server, schema)).data).toEqual({ __type: { fields: [{ name: 'id' }] } })
    const gone = 'mutation { delete_collections_item(collection: "things") { collection } }'
    expect((await ask(server, gone, { path })).data).toEqual({
      delete_collections_item: { collection: 'things' },
    })
    const stranger = await ask(server, gone, { path, authorization: '' })
    expect(stranger.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect((await ask(server, schema)).data).toEqual({ __type: null })
  })

  it('has for each caller the schema of what they may see, as their rights are now', async () => {
    await using server = await serve()
    const callers = await makeCallers(server)
    const roots = async (authorization: string): Promise<readonly string[]> => {
      const { data } = await ask(server, '{ schema: __schema { queryType { fields { name } } } }', {
        authorization,
      })
      const { schema } = data as { schema: { queryType: { fields: readonly { name: string }[] } } }
      return schema.queryType.fields.map(({ name }) => name)
    }
    const found = await Promise.all(callers.map(({ authorization }) => roots(authorization ?? '')))
    const [anonymous, viewer, editor, administrator] = found
    expect(anonymous).toEqual(['_empty'])
    expect(viewer).toContain('tags')
    expect(viewer).not.toContain('employees')
    expect(editor).not.toContain('employees')
    expect(administrator).toContain('employees')
  })

  it('keeps the schema to administrators where that is wanted', async () => {
    await using server = await serve({ GRAPHQL_INTROSPECTION: 'false' })
    const query = '{ __schema { queryType { name } } }'
    const refused = await ask(server, query, { authorization: '' })
    expect(refused.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION')
    expect((await ask(server, query)).status).toBe(200)
    const { errors } = await ask(server, '{ tgs { id } }', { authorization: '' })
    expect(errors?.[0]?.extensions.errors?.[0]?.message).not.toContain('Did you mean')
  })

  it('refuses credentials as REST does', async () => {
    await using server = await serve()
    const refused = await ask(server, '{ tags { id } }', { authorization: 'Bearer nonsense' })
    const rest = await server.request('/items/tags', {
      headers: { authorization: 'Bearer nonsense' },
    })
    expect(refused.status).toBe(rest.status)
    expect(refused.errors?.[0]?.extensions.code).toBe(
      ((await rest.json()) as Answer).errors?.[0]?.extensions.code,
    )
  })

  it('is not there where it is off', async () => {
    await using server = await serve({ GRAPHQL_ENABLED: 'false' })
    expect((await ask(server, '{ __typename }')).status).toBe(404)
  })

  it('answers the GraphQL client of @directus/sdk', async () => {
    await using server = await serve()
    const client = createDirectus(server.address)
      .with(staticToken(ADMINISTRATOR.token))
      .with(graphql())
    const data = await client.query<{ tags: readonly { id: string }[] }>(
      'query ($limit: Int) { tags(limit: $limit, sort: ["id"]) { id } }',
      { limit: 2 },
    )
    expect(data.tags.map(({ id }) => id)).toEqual(['1', '2'])
    const users = await client.query<{ users: readonly { email: string }[] }>(
      '{ users { email } }',
      {},
      'system',
    )
    expect(users.users.map(({ email }) => email)).toContain(ADMINISTRATOR.email)
  })
})
