import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve } from '../support/running-server.js'
import { ask } from './ask.js'

const path = '/graphql/system'

describe('GraphQL of our own tables', () => {
  it('administers our own tables in a scope of their own', async () => {
    await using server = await serve()
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
    expect(await ask(server, made, { path })).toEqual({
      status: 200,
      data: {
        create_collections_item: { collection: 'things', meta: { icon: 'box' } },
        create_fields_item: { field: 'title' },
        update_fields_item: { meta: { note: 'what it is' } },
        update_fields_items: [{ field: 'title', meta: { hidden: true } }],
        delete_fields_item: { collection: 'things', field: 'title' },
        utils_cache_clear: null,
      },
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
})
