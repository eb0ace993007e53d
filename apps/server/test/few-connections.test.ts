import { DIALECTS, plainSql, type TestDatabase, type TestDialect } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ask } from './data-model/library.js'
import { serve } from './support/running-server.js'

async function shop(dialect: TestDialect): Promise<TestDatabase> {
  const database = await dialect.createDatabase()
  const create = 'create table orders (id integer not null primary key, note varchar(40))'
  await database.execute([plainSql(dialect.name, create)])
  return database
}

/** What a transaction needs beside itself it must not wait for: others may hold all that is left. */
describe.each(DIALECTS)('a server with few connections on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('starts, and writes users, rights, history and mentions, with a single one', async () => {
    await using database = await shop(dialect)
    await using server = await serve({
      DATABASE_URL: database.url,
      DB_POOL__MAX: '1',
      DB_POOL__ACQUIRE_TIMEOUT_MILLIS: '2s',
    })
    const role = await ask(server, 'POST /roles', { name: 'Clerks' })
    const user = {
      email: 'ann@example.com',
      first_name: 'Ann',
      password: 'a good password',
      role: role.data.id,
    }
    const ann = await ask(server, 'POST /users', user)
    const policy = await ask(server, 'POST /policies', { name: 'Clerks', app_access: true })
    await ask(server, 'POST /access', { role: role.data.id, policy: policy.data.id })
    const rule = { note: { _neq: '$CURRENT_USER.first_name' } }
    const permission = { policy: policy.data.id, collection: 'orders', action: 'read' }
    await ask(server, 'POST /permissions', { ...permission, fields: ['*'], permissions: rule })
    expect((await ask(server, 'POST /items/orders', { id: 1, note: 'x' })).status).toBe(200)
    const comment = { collection: 'orders', item: '1', comment: `@${String(ann.data.id)} look` }
    expect((await ask(server, 'POST /comments', comment)).status).toBe(200)
    expect((await ask(server, 'GET /notifications?fields=recipient')).data).toEqual([
      { recipient: ann.data.id },
    ])
    const { status } = await ask(server, `PATCH /users/${String(ann.data.id)}`, {
      password: 'a better password',
    })
    expect(status).toBe(200)
  })

  test('makes many changes of tables at once with two', async () => {
    await using database = await shop(dialect)
    await using server = await serve({ DATABASE_URL: database.url, DB_POOL__MAX: '2' })
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const answers = await Promise.all(
      names.map((field) => ask(server, 'POST /fields/orders', { field, type: 'string', meta: {} })),
    )
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200))
    const { data } = await ask(server, 'GET /fields/orders')
    const found = (data as unknown as readonly { readonly field: string }[]).map(
      ({ field }) => field,
    )
    expect(found.toSorted()).toEqual([...names, 'id', 'note'])
  })
})
