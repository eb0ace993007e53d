import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { create, makeCallers } from '../access/callers.js'
import { ADMINISTRATOR } from '../support/administrator.js'
import { openInbox } from '../support/inbox.js'
import { serve } from '../support/running-server.js'
import { ask } from './ask.js'

const path = '/graphql/system'

describe('what the server tells of itself over GraphQL', () => {
  it('is its health, as REST tells it to each', async () => {
    await using server = await serve()
    const query = '{ server_health }'
    const whole = (await server.json('/server/health')) as { readonly checks: object }
    const { data } = await ask(server, query, { path })
    expect(data).toMatchObject({ server_health: { status: 'ok', checks: {} } })
    const told = (data as { server_health: typeof whole }).server_health
    expect(Object.keys(told.checks)).toEqual(Object.keys(whole.checks))
    const [, viewer] = await makeCallers(server)
    const user = await ask(server, query, { path, authorization: viewer?.authorization ?? '' })
    expect(user.data).toEqual({ server_health: { status: 'ok' } })
    const stranger = await ask(server, query, { path, authorization: '' })
    expect(stranger).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
      data: { server_health: null },
    })
  })

  it('is the description of REST, as each may see it', async () => {
    await using server = await serve()
    const query = '{ server_specs_oas server_info { project { project_name } queryLimit { max } } }'
    const callers: readonly Record<string, string>[] = [{}, { authorization: '' }]
    for (const headers of callers) {
      const described = await server.json('/server/specs/oas', { headers })
      const { data } = await ask(server, query, { path, ...headers })
      expect(data).toMatchObject({
        server_specs_oas: described,
        server_info: { project: { project_name: 'Relvar' } },
      })
    }
  })

  it('is its own schema, over GraphQL and as a file', async () => {
    await using server = await serve()
    const printed = async (field: string): Promise<string> => {
      const { data } = await ask(server, `{ text: ${field} }`, { path })
      return (data as { readonly text: string }).text
    }
    const items = await printed('server_specs_graphql')
    const system = await printed('server_specs_graphql(scope: system)')
    const roots = (text: string): readonly string[] =>
      Object.keys(buildSchema(text).getQueryType()?.getFields() ?? {})
    expect(roots(items)).toContain('products_by_id')
    expect(roots(system)).toContain('users_me')
    const files = { '': items, '/items': items, '/system': system }
    for (const [scope, text] of Object.entries(files)) {
      const response = await server.request(`/server/specs/graphql${scope}`)
      expect(await response.text()).toBe(text)
      expect(response.headers.get('content-disposition')).toMatch(
        /^attachment; filename="Relvar_\d{4}-\d\d-\d\d\.graphql"/,
      )
      expect(response.headers.get('content-type')).toContain('application/octet-stream')
    }
    expect((await server.request('/server/specs/graphql/other')).status).toBe(404)
    const seen = await server.request('/server/specs/graphql', { headers: { authorization: '' } })
    expect(await seen.text()).toBe('type Query {\n  _empty: Void\n}\n\n"""Nothing."""\nscalar Void')
  })

  it('is no schema to those who may not ask for it', async () => {
    await using server = await serve({ GRAPHQL_INTROSPECTION: 'false' })
    const headers = { authorization: '' }
    expect((await server.request('/server/specs/graphql', { headers })).status).toBe(403)
    expect((await server.request('/server/specs/graphql')).status).toBe(200)
    const asked = await ask(server, '{ server_specs_graphql }', { path, ...headers })
    expect(asked.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it('leaves out what is switched off', async () => {
    await using server = await serve({ HEALTHCHECK_ENABLED: 'false', OPENAPI_ENABLED: 'false' })
    const refused = await ask(server, '{ server_health server_specs_oas }', { path })
    expect(refused.errors?.[0]?.extensions.errors).toHaveLength(2)
  })
})

describe('permissions over GraphQL', () => {
  it('end with those that come with the Studio, as over REST', async () => {
    await using server = await serve()
    const policy = await create(server, '/policies', { name: 'Readers' })
    const id = await create(server, '/permissions', { policy, collection: 'tags', action: 'read' })
    const { data: rest } = (await server.json('/permissions?limit=-1')) as {
      readonly data: readonly Readonly<Record<string, unknown>>[]
    }
    const { data } = await ask(
      server,
      `{ permissions(limit: -1) { id policy { id } collection action fields permissions kind: __typename
        permissions_func { count } } }`,
      { path },
    )
    const { permissions } = data as { permissions: readonly Readonly<Record<string, unknown>>[] }
    expect(permissions).toHaveLength(rest.length)
    expect(permissions.map(({ collection, action }) => [collection, action])).toEqual(
      rest.map(({ collection, action }) => [collection, action]),
    )
    const implicit = permissions.filter((each) => each['id'] === null)
    expect(implicit.length).toBeGreaterThan(10)
    for (const [index, row] of implicit.entries())
      expect(row).toMatchObject({
        policy: null,
        fields: rest[rest.length - implicit.length + index]?.['fields'],
        kind: 'relvar_permissions',
        permissions_func: { count: null },
      })
    expect(permissions).toContainEqual(expect.objectContaining({ id, policy: { id: policy } }))
    const counted = await ask(server, '{ permissions_aggregated { countAll } }', { path })
    expect(counted.data).toEqual({
      permissions_aggregated: [{ countAll: rest.length - implicit.length }],
    })
  })
})

describe('relations over GraphQL', () => {
  it('are said, changed and taken back', async () => {
    await using server = await serve()
    const done = async (query: string, data?: object): Promise<unknown> => {
      const answer = await ask(server, query, { path, variables: { data } })
      expect(answer.errors).toBeUndefined()
      return answer.data
    }
    await done(
      `mutation { create_fields_item(collection: "tags", data: { field: "category", type: "integer" }) { __typename } }`,
    )
    const made = `mutation ($data: write_relvar_relations_input!) {
      create_relations_item(data: $data) { __typename collection field related_collection meta { one_field } } }`
    expect(
      await done(made, {
        collection: 'tags',
        field: 'category',
        related_collection: 'categories',
        meta: { one_field: 'tags' },
      }),
    ).toEqual({
      create_relations_item: {
        __typename: 'write_relvar_relations',
        collection: 'tags',
        field: 'category',
        related_collection: 'categories',
        meta: { one_field: 'tags' },
      },
    })
    const joined = await ask(server, '{ categories(limit: 1) { tags { id } } }')
    expect(joined.data).toEqual({ categories: [{ tags: [] }] })
    const changed = `mutation ($data: write_relvar_relations_input!) {
      update_relations_item(collection: "tags", field: "category", data: $data) { meta { one_field } } }`
    expect(await done(changed, { meta: { one_field: 'labels' } })).toEqual({
      update_relations_item: { meta: { one_field: 'labels' } },
    })
    expect(
      await done(
        'mutation { delete_relations_item(collection: "tags", field: "category") { collection field } }',
      ),
    ).toEqual({ delete_relations_item: { collection: 'tags', field: 'category' } })
    const gone = await ask(server, '{ categories(limit: 1) { labels { id } } }')
    expect(gone.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION')
  })
})

describe('accounts over GraphQL', () => {
  it('are registered, and verified by what is mailed', async () => {
    await using inbox = await openInbox()
    await using server = await serve({ SMTP_URL: inbox.url, PUBLIC_URL: 'http://localhost:8055' })
    await ask(server, 'mutation { update_settings(data: { public_registration: true }) { id } }', {
      path,
    })
    const nobody = { path, authorization: '' }
    const email = 'new@example.com'
    const { password } = ADMINISTRATOR
    const register = `mutation { users_register(email: "${email}", password: "${password}", first_name: "Ada") }`
    expect((await ask(server, register, nobody)).data).toEqual({ users_register: true })
    await expect.poll(() => inbox.mails.length, { timeout: 20_000 }).toBe(1)
    const token = /verify-email\?token=([\w.-]+)/.exec(inbox.mails[0]?.text ?? '')?.[1] ?? ''
    const login = `mutation { auth_login(email: "${email}", password: "${password}") { access_token } }`
    expect((await ask(server, login, nobody)).data).toEqual({ auth_login: null })
    const verify = (text: string): string => `mutation { users_register_verify(token: "${text}") }`
    const wrong = await ask(server, verify('x'), nobody)
    expect(wrong.errors?.[0]?.extensions.code).toBe('INVALID_TOKEN')
    expect((await ask(server, verify(token), nobody)).data).toEqual({ users_register_verify: true })
    expect((await ask(server, login, nobody)).errors).toBeUndefined()
    const again = await ask(server, verify(token), nobody)
    expect(again.errors?.[0]?.extensions.code).toBe('INVALID_TOKEN')
  })
})
