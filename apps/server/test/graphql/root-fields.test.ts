import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWN_FILE } from '../../src/database/system-file.js'
import { create } from '../access/callers.js'
import { ADMINISTRATOR } from '../support/administrator.js'
import { type Inbox, openInbox } from '../support/inbox.js'
import { serve, type TestServer } from '../support/running-server.js'
import { changeRows, OWN_TABLES, readRows, type References } from './own-tables.js'
import { type RootFields, rootFieldsOf } from './root-fields.js'

type Row = Readonly<Record<string, unknown>>

/** Each root field of `/graphql/system`, over HTTP: what it does is looked at over REST. */
describe('the root fields of our own tables', () => {
  let inbox: Inbox
  let server: TestServer
  let roots: RootFields
  let refs: References
  beforeAll(async () => {
    inbox = await openInbox()
    server = await serve({ SMTP_URL: inbox.url, PUBLIC_URL: 'http://localhost:8055' })
    roots = await rootFieldsOf(server)
    const role = await create(server, '/roles', { name: 'Members' })
    const email = 'member@example.com'
    refs = {
      role,
      policy: await create(server, '/policies', { name: 'Members' }),
      user: await create(server, '/users', { email, password: ADMINISTRATOR.password, role }),
    }
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    await inbox[Symbol.asyncDispose]()
  })

  const data = async (path: string): Promise<unknown> =>
    ((await server.json(path)) as { readonly data: unknown }).data
  const call = <T>(...given: Parameters<RootFields['call']>): Promise<T> => roots.call<T>(...given)
  const withId = '{ id }'

  it.each(Object.entries(OWN_TABLES))('make, read, change and delete %s', async (name, table) => {
    await changeRows({ roots, server }, name, table(refs))
  })

  it.each(['activity', 'revisions', 'unconfirmed'])('read %s', async (name) => {
    if (name === 'unconfirmed') noteUnconfirmed('0199a1b2-0000-7000-8000-000000000001')
    const [row] = (await data(`/${name}?limit=1`)) as readonly { readonly id: unknown }[]
    await readRows(roots, name, [String(row?.id)], { id: { _in: [row?.id] } })
  })

  it('delete what was noted of changes that nobody confirmed', async () => {
    const [one, two] = [2, 3].map((end) => `0199a1b2-0000-7000-8000-00000000000${end}`)
    for (const id of [one, two]) noteUnconfirmed(String(id))
    await call('delete_unconfirmed_item', { given: { id: one }, selection: withId })
    await call('delete_unconfirmed_items', { given: { ids: [two] }, selection: '{ ids }' })
    const left = (await data('/unconfirmed?fields=id')) as readonly Row[]
    expect(left.map(({ id }) => id)).not.toEqual(expect.arrayContaining([one, two]))
  })

  function noteUnconfirmed(id: string): void {
    const own = process.env['OWN_TABLES'] === 'apart' ? 'own.sqlite' : `shop.sqlite${OWN_FILE}`
    using database = new DatabaseSync(join(server.folder, own), { timeout: 5_000 })
    database
      .prepare('insert into unconfirmed (id, timestamp, "rows") values (?, ?, ?)')
      .run(id, new Date().toISOString(), '[]')
  }

  it('read and change the settings', async () => {
    const given = { data: { project_name: 'Kontor' } }
    const selection = '{ project_name }'
    expect(await call('update_settings', { given, selection })).toEqual(given.data)
    expect(await call('settings', { selection })).toEqual(given.data)
    expect(await data('/settings?fields=project_name')).toEqual(given.data)
  })

  it('tell of the data model what REST does', async () => {
    const of = { collection: 'sales' }
    const field = { ...of, field: 'customer_id' }
    for (const [name, path, given, selection] of [
      ['collections', '/collections', {}, '{ collection }'],
      ['collections_by_name', '/collections/sales', { name: 'sales' }, '{ collection }'],
      ['fields', '/fields', {}, '{ collection field type }'],
      ['fields_in_collection', '/fields/sales', of, '{ collection field type }'],
      ['fields_by_name', '/fields/sales/customer_id', field, '{ collection field type }'],
      ['relations', '/relations', {}, '{ collection field related_collection }'],
      ['relations_in_collection', '/relations/sales', of, '{ field related_collection }'],
      ['relations_by_name', '/relations/sales/customer_id', field, '{ related_collection }'],
    ] as const) {
      const found = await call<Row | Row[]>(name, { given, selection })
      expect(found, name).not.toEqual([])
      const whole = await data(path)
      expect(whole, name).toMatchObject(found)
      expect([found].flat(), name).toHaveLength([whole].flat().length)
    }
  })

  it('change the data model, and the order of its rows', async () => {
    const of = { collection: 'shelves' }
    const id = { field: 'id', type: 'integer', schema: { is_primary_key: true } }
    const table = { ...of, schema: {}, meta: { icon: 'box' }, fields: [id] }
    const onlyField = '{ field }'
    await call('create_collections_item', { given: { data: table }, selection: '{ collection }' })
    for (const field of ['rank', 'product'])
      await call('create_fields_item', {
        given: { ...of, data: { field, type: 'integer' } },
        selection: onlyField,
      })
    const sorted = { ...of, data: { meta: { sort_field: 'rank' } } }
    await call('update_collections_item', { given: sorted, selection: '{ collection }' })
    expect(await data('/collections/shelves')).toMatchObject({
      meta: { icon: 'box', sort_field: 'rank' },
    })
    for (const each of [1, 2]) await create(server, '/items/shelves', { id: each, rank: each })
    expect(await call('utils_sort', { given: { ...of, item: '2', to: '1' } })).toBe(true)
    expect(await data('/items/shelves?sort=rank&fields=id')).toEqual([{ id: 2 }, { id: 1 }])

    const product = { ...of, field: 'product' }
    const note = (text: string): Row => ({ meta: { note: text } })
    await call('update_fields_item', {
      given: { ...product, data: note('a') },
      selection: onlyField,
    })
    expect(await data('/fields/shelves/product')).toMatchObject(note('a'))
    const list = [{ field: 'product', ...note('b') }]
    await call('update_fields_items', { given: { ...of, data: list }, selection: onlyField })
    expect(await data('/fields/shelves/product')).toMatchObject(note('b'))

    const relation = { ...product, related_collection: 'products' }
    await call('create_relations_item', { given: { data: relation }, selection: onlyField })
    expect(await data('/relations/shelves/product')).toMatchObject(relation)
    const named = { ...product, data: { meta: { one_field: 'shelves' } } }
    await call('update_relations_item', { given: named, selection: onlyField })
    expect(await data('/relations/shelves/product')).toMatchObject(named.data)
    await call('delete_relations_item', { given: product, selection: onlyField })
    expect(await data('/relations/shelves')).toEqual([])
    await call('delete_fields_item', { given: product, selection: onlyField })
    expect(await data('/fields/shelves')).toHaveLength(2)
    await call('delete_collections_item', { given: of, selection: '{ collection }' })
    expect((await server.request('/collections/shelves')).status).toBe(403)
  })

  it('tell of the server', async () => {
    expect(await call('server_ping')).toBe('pong')
    expect(await call('server_info', { selection: '{ queryLimit { default } }' })).toEqual({
      queryLimit: { default: 100 },
    })
    expect(await call('server_health')).toMatchObject({ status: 'ok' })
    expect(await call('server_specs_oas')).toEqual(await server.json('/server/specs/oas'))
    const scope = { given: { scope: 'system' } }
    const printed = await (await server.request('/server/specs/graphql/system')).text()
    expect(await call('server_specs_graphql', scope)).toBe(printed)
    expect(await call('utils_random_string', { given: { length: 9 } })).toMatch(/^[\w-]{9}$/)
  })

  it('have the tables looked at anew', async () => {
    using database = new DatabaseSync(join(server.folder, 'shop.sqlite'), { timeout: 5_000 })
    database.exec('create table late (id integer primary key)')
    expect((await server.request('/items/late')).status).toBe(403)
    expect(await call('utils_cache_clear')).toBeNull()
    expect(await data('/items/late')).toEqual([])
  })

  it('bring back what an item was', async () => {
    const id = await create(server, '/items/tags', { name: 'before' })
    const body = JSON.stringify({ name: 'after' })
    const headers = { 'Content-Type': 'application/json' }
    await server.json(`/items/tags/${id}`, { method: 'PATCH', headers, body })
    const [first] = (await data(
      `/revisions?filter[collection]=tags&filter[item]=${id}&sort=id&limit=1`,
    )) as readonly { id: number }[]
    expect(await call('utils_revert', { given: { revision: first?.id } })).toBe(true)
    expect(await data(`/items/tags/${id}?fields=name`)).toEqual({ name: 'before' })
  })

  it('tell the signed-in of themselves', async () => {
    const { email, password } = ADMINISTRATOR
    expect(await call('users_me', { selection: '{ email }' })).toEqual({ email })
    const named = { given: { data: { title: 'Keeper' } }, selection: '{ title }' }
    expect(await call('update_users_me', named)).toEqual({ title: 'Keeper' })
    expect(await call('roles_me', { selection: '{ name }' })).toEqual([{ name: 'Administrator' }])
    expect(await call('policies_me_globals', { selection: '{ admin_access }' })).toEqual({
      admin_access: true,
    })
    const member = await tokens('member@example.com', password)
    const authorization = `Bearer ${member.access_token}`
    const headers = { authorization }
    const { data: own } = (await server.json('/permissions/me', { headers })) as { data: unknown }
    expect(await call('permissions_me', { authorization })).toEqual(own)
  })

  interface Tokens {
    readonly access_token: string
    readonly refresh_token: string
  }

  const selection = '{ access_token refresh_token }'
  const authorization = ''

  function tokens(email: string, password: string, otp?: string): Promise<Tokens> {
    const given = { email, password, ...(otp !== undefined && { otp }) }
    return call('auth_login', { given, selection, authorization })
  }

  const isIn = async ({ access_token: token }: Tokens): Promise<boolean> => {
    const response = await server.request('/users/me', {
      headers: { authorization: `Bearer ${token}` },
    })
    return response.status === 200
  }

  it('sign in, go on and sign out', async () => {
    const first = await tokens('member@example.com', ADMINISTRATOR.password)
    const given = { refresh_token: first.refresh_token }
    const second = await call<Tokens>('auth_refresh', { given, selection, authorization })
    expect([await isIn(second), second.refresh_token === first.refresh_token]).toEqual([
      true,
      false,
    ])
    const out = { given: { refresh_token: second.refresh_token }, authorization }
    expect(await call('auth_logout', out)).toBe(true)
    expect(await isIn(second)).toBe(false)
  })

  /** What stands behind `token=` in a mail to somebody. */
  async function mailedToken(to: string): Promise<string> {
    const token = (): string | undefined => {
      const texts = inbox.mails.filter(({ receivers }) => receivers.includes(to))
      return texts.map(({ text = '' }) => /token=([\w.-]+)/.exec(text)?.[1]).find(Boolean)
    }
    await expect.poll(token, { timeout: 20_000 }).toBeDefined()
    return token() ?? ''
  }

  it('give a new password to who has forgotten theirs', async () => {
    const email = 'member@example.com'
    expect(await call('auth_password_request', { given: { email }, authorization })).toBe(true)
    const password = 'another password of tests'
    const given = { token: await mailedToken(email), password }
    expect(await call('auth_password_reset', { given, authorization })).toBe(true)
    expect(await isIn(await tokens(email, password))).toBe(true)
  })

  it('set up a second factor and take it back', async () => {
    const email = 'careful@example.com'
    const { password } = ADMINISTRATOR
    await create(server, '/users', { email, password, role: refs.role, token: 'a-token-with-care' })
    const own = { authorization: 'Bearer a-token-with-care' }
    const made = await call<{ secret: string; otpauth_url: string }>('users_me_tfa_generate', {
      ...own,
      given: { password },
      selection: '{ secret otpauth_url }',
    })
    expect(made.otpauth_url).toMatch(/^otpauth:\/\/totp\//)
    const totp = new TOTP({ secret: Secret.fromBase32(made.secret) })
    const at = (steps: number): string => totp.generate({ timestamp: Date.now() + steps * 30_000 })
    const enabled = { ...own, given: { secret: made.secret, otp: at(0) } }
    expect(await call('users_me_tfa_enable', enabled)).toBe(true)
    const login = { given: { email, password }, selection, authorization }
    const { errors } = await roots.send('auth_login', login)
    expect(errors?.[0]?.extensions.code).toBe('INVALID_OTP')
    const disabled = { ...own, given: { otp: at(1) } }
    expect(await call('users_me_tfa_disable', disabled)).toBe(true)
    expect(await isIn(await tokens(email, password))).toBe(true)
  })

  it('invite and register', async () => {
    const { password } = ADMINISTRATOR
    const invited = 'guest@example.com'
    const invitation = { given: { email: invited, role: refs.role } }
    expect(await call('users_invite', invitation)).toBe(true)
    const given = { token: await mailedToken(invited), password }
    expect(await call('users_invite_accept', { given, authorization })).toBe(true)
    expect(await isIn(await tokens(invited, password))).toBe(true)

    await call('update_settings', {
      given: { data: { public_registration: true } },
      selection: withId,
    })
    const email = 'new@example.com'
    const registration = { given: { email, password }, authorization }
    expect(await call('users_register', registration)).toBe(true)
    const token = { given: { token: await mailedToken(email) }, authorization }
    expect(await call('users_register_verify', token)).toBe(true)
    expect(await isIn(await tokens(email, password))).toBe(true)
  })

  it('have all been asked for', () => {
    expect(roots.names.filter((name) => !roots.asked.has(name))).toEqual([])
  })
})
