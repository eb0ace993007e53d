import { DIALECTS, plainSql, type TestDatabase, type TestDialect } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { ask } from './library.js'

const MASK = '**********'

async function createMembers(dialect: TestDialect): Promise<TestDatabase> {
  const database = await dialect.createDatabase()
  const create =
    'create table members (id integer not null primary key, name varchar(40) not null, pin varchar(200), iban varchar(200), active integer, made timestamp, maker varchar(36))'
  await database.execute([plainSql(dialect.name, create)])
  return database
}

const META: Readonly<Record<string, object>> = {
  name: { validation: { name: { _nempty: true } }, validation_message: 'Everybody has a name.' },
  pin: { special: ['hash', 'conceal'] },
  iban: { special: ['encrypt'] },
  active: { special: ['cast-boolean'] },
  made: { special: ['date-created'] },
  maker: { special: ['user-created'] },
}

async function say(server: TestServer, field: string, meta: object): Promise<number> {
  return (await ask(server, `PATCH /fields/members/${field}`, { meta })).status
}

describe.each(DIALECTS)('special flags of fields on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('make, keep and show values by their meaning, on every way in', async () => {
    await using database = await createMembers(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    for (const [field, meta] of Object.entries(META))
      expect([field, await say(server, field, meta)]).toEqual([field, 200])
    const kept = async (id: number): Promise<Readonly<Record<string, unknown>>> => {
      const [row = {}] = await database.query(
        plainSql(dialect.name, `select pin, iban, active from members where id = ${id}`),
      )
      return { ...row, active: Number(row['active']) }
    }

    const item = { name: 'Ada', pin: 'geheim-1234', iban: 'DE89 3704', active: true, made: null }
    const shown = { name: 'Ada', pin: MASK, iban: MASK, active: true }
    const created = await ask(server, 'POST /items/members', { id: 1, ...item })
    const { id: administrator } = (await ask(server, 'GET /users/me?fields=id')).data
    expect(created.data).toMatchObject({ id: 1, ...shown, maker: administrator })
    expect(Date.parse(String(created.data.made))).toBeGreaterThan(Date.now() - 60_000)
    await ask(server, 'POST /items/members', [
      { id: 2, ...item },
      { id: 3, ...item, active: 0 },
    ])
    const hashed = expect.stringMatching(/^\$argon2id\$/) as string
    const sealed = expect.stringMatching(/^relvar:aes-256-gcm:/) as string
    for (const id of [1, 2])
      expect(await kept(id)).toEqual({ pin: hashed, iban: sealed, active: 1 })

    await ask(server, 'PATCH /items/members/2', { ...shown, active: false })
    expect((await kept(2))['active']).toBe(0)
    expect((await ask(server, 'GET /items/members?filter[active][_eq]=true')).data).toMatchObject([
      { id: 1, ...shown },
    ])
    const refused = { status: 400, codes: ['INVALID_QUERY'] }
    for (const query of ['filter[pin][_eq]=x', 'filter[iban][_contains]=x', 'sort=iban'])
      expect(await ask(server, `GET /items/members?${query}`)).toMatchObject(refused)
    expect((await ask(server, 'GET /items/members?search=3704')).data).toEqual([])

    const mutation =
      'mutation { create_members_item(data: { id: 4, name: "Bo", pin: "p", iban: "i", active: true }) { pin iban active } }'
    expect((await ask(server, 'POST /graphql', { query: mutation })).data).toEqual({
      create_members_item: { pin: MASK, iban: MASK, active: true },
    })
    expect(await kept(4)).toEqual({ pin: hashed, iban: sealed, active: 1 })
    const query = '{ members(filter: { active: { _eq: false } }) { id iban active } }'
    expect((await ask(server, 'POST /graphql', { query })).data).toEqual({
      members: [2, 3].map((id) => ({ id: String(id), iban: MASK, active: false })),
    })
  })

  test('let nothing of a secret into what is kept of changes', async () => {
    await using database = await createMembers(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    for (const field of ['pin', 'iban']) await say(server, field, META[field] ?? {})
    const secrets = { pin: 'geheim-1234', iban: 'DE89 3704' }
    await ask(server, 'POST /items/members', { id: 1, name: 'Ada', ...secrets })
    await ask(server, 'PATCH /items/members/1', { iban: 'DE89 3705' })
    const { data } = await ask(server, 'GET /revisions?filter[collection][_eq]=members&sort=id')
    expect(data).toMatchObject([
      { data: { pin: MASK, iban: MASK } },
      { data: { pin: MASK, iban: MASK }, delta: { iban: MASK } },
    ])
    expect(JSON.stringify(data)).not.toMatch(/geheim|DE89|argon2|relvar:aes/)
    expect(server.log).not.toMatch(/geheim|DE89/)
  })

  test('say what a rule was given to say', async () => {
    await using database = await createMembers(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    await say(server, 'name', META['name'] ?? {})
    const response = await server.request('/items/members', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 1, name: '' }),
    })
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        errors: [
          {
            message: 'Everybody has a name.',
            extensions: { code: 'FAILED_VALIDATION', field: 'name', path: [], type: 'nempty' },
          },
        ],
      },
    ])
  })

  test('are refused where they would do nothing', async () => {
    await using database = await createMembers(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const wrong: readonly (readonly [string, readonly string[]])[] = [
      ['active', ['hash']],
      ['pin', ['hsah']],
      ['pin', ['hash', 'encrypt']],
      ['active', ['user-created']],
    ]
    for (const [field, special] of wrong)
      expect(
        await ask(server, `PATCH /fields/members/${field}`, { meta: { special } }),
        special.join(),
      ).toMatchObject({ status: 400, codes: ['INVALID_PAYLOAD'] })
  })
})
