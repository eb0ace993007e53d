import { expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { makeCallers } from './callers.js'

const SOMEBODY = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'
const LONG_AGO = '2000-01-01T00:00:00.000Z'

/** Sends as one of the callers; answers the data, or the code of the failure. */
async function send(
  server: TestServer,
  authorization: string,
  request: string,
  body: object,
): Promise<unknown> {
  const [method = '', path = ''] = request.split(' ')
  const headers = { authorization, 'Content-Type': 'application/json' }
  const response = await server.request(path, { method, headers, body: JSON.stringify(body) })
  const text = await response.text()
  const { data, errors } = JSON.parse(text === '' ? '{}' : text) as {
    readonly data?: unknown
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[]
  }
  return errors?.[0]?.extensions.code ?? data ?? response.status
}

it('takes nothing that the system sets, and no more than somebody holds', async () => {
  await using server = await serve()
  const callers = await makeCallers(server)
  const authorizationOf = (name: string): string =>
    callers.find((each) => each.name === name)?.authorization ?? ''
  const [viewer, editor] = [authorizationOf('viewer'), authorizationOf('editor')]
  const { data: me } = (await server.json('/users/me?fields=id', {
    headers: { authorization: viewer },
  })) as { readonly data: { readonly id: string } }
  const comment = { collection: 'tags', item: '1', comment: 'x' }
  const forged = { user_created: SOMEBODY, date_created: LONG_AGO, date_updated: LONG_AGO }
  const written = (await send(server, viewer, 'POST /comments', { ...comment, ...forged })) as {
    readonly user_created: string
    readonly date_created: string
  }
  expect(written.user_created).toBe(me.id)
  expect(Date.parse(written.date_created)).toBeGreaterThan(Date.parse(LONG_AGO) + 86_400_000)
  const authorization = editor
  await send(server, editor, 'PATCH /users/me', { last_access: LONG_AGO })
  const seen = await server.json('/users/me?fields=last_access', { headers: { authorization } })
  expect(seen).not.toEqual({ data: { last_access: LONG_AGO } })
  const [role] = (
    (await server.json('/roles?filter[name][_eq]=Administrator')) as {
      readonly data: readonly { readonly id: string }[]
    }
  ).data
  const refused: readonly (readonly [string, string, object])[] = [
    [viewer, 'POST /presets', { collection: 'tags', user: SOMEBODY }],
    [viewer, 'POST /presets', { collection: 'tags', role: role?.id, user: null }],
    [editor, 'PATCH /users/me', { role: role?.id }],
    [editor, 'PATCH /users/me', { status: 'archived' }],
    [editor, 'PATCH /users/me', { policies: [] }],
    [editor, 'PATCH /users/me', { provider: 'other' }],
    [editor, 'PATCH /users/me', { external_identifier: 'x' }],
    [editor, 'PATCH /users/me', { tfa_secret: null }],
    [editor, 'PATCH /users/me', { id: SOMEBODY }],
    [editor, 'POST /activity', { action: 'login' }],
    [editor, 'POST /revisions', { item: '1' }],
    [editor, 'POST /items/relvar_sessions', { user: me.id }],
    [editor, 'POST /items/relvar_api_keys', { user: me.id }],
    [editor, 'POST /access', { user: me.id, policy: SOMEBODY }],
    [editor, 'POST /items/tags', { id: 7, name: 'x', secret: 'y' }],
  ]
  for (const [authorization, request, body] of refused)
    expect([request, body, await send(server, authorization, request, body)]).toEqual([
      request,
      body,
      expect.stringMatching(/^(FORBIDDEN|INVALID_PAYLOAD|ROUTE_NOT_FOUND)$/),
    ])
})
