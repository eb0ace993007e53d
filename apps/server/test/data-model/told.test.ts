import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { ask, createLibrary } from './library.js'

describe.each(DIALECTS)('a rule about what is not there on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('closes a collection, and tells nobody but administrators why', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url, LOG_LEVEL: 'warn' })
    const { reader, user } = await createReader(server, [
      { collection: 'books', action: 'read', fields: ['*'], permissions: { vanished: { _eq: 7 } } },
      {
        collection: 'books',
        action: 'update',
        fields: ['*'],
        permissions: { author_id: { gone: { _gt: 1 } } },
      },
      {
        collection: 'authors',
        action: 'read',
        fields: ['*'],
        permissions: { rank: { _contains: 'a' } },
      },
    ])
    for (const [request, body] of [
      ['GET /items/books'],
      ['GET /items/books/1'],
      ['PATCH /items/books/1', { title: 'x' }],
      ['GET /items/authors'],
      ['GET /items/authors?fields=name&filter[name][_eq]=Ada'],
    ] as const) {
      const { status, messages } = await ask(server, request, body, reader)
      expect([request, status]).toEqual([request, 403])
      expect(messages.join()).not.toMatch(/vanished|gone|rank|author_id|_contains/)
    }
    expect(server.log).toContain('The rules of permissions speak of what is not there')
    expect(server.log).toMatch(/vanished.+gone.+rank/s)
    const question = { user, action: 'read', collection: 'books', key: 1 }
    expect((await ask(server, 'POST /permissions/explain', question)).data).toMatchObject({
      allowed: false,
      reason: 'rule',
      permissions: [{ holds: false, problem: expect.stringContaining('"vanished"') as string }],
    })
  })
})

interface Reader {
  /** For the header. */
  readonly reader: string
  readonly user: string
}

/** Somebody who works with the Studio and holds these permissions. */
async function createReader(server: TestServer, permissions: readonly object[]): Promise<Reader> {
  const { data: policy } = await ask(server, 'POST /policies', { name: 'Few', app_access: true })
  for (const permission of permissions) {
    const { status } = await ask(server, 'POST /permissions', { ...permission, policy: policy.id })
    expect(status).toBe(200)
  }
  const token = 'a-token-of-a-reader-of-few-things'
  const { data: user } = await ask(server, 'POST /users', { email: 'few@example.com', token })
  await ask(server, 'POST /access', { user: user.id, policy: policy.id })
  return { reader: `Bearer ${token}`, user: user.id as string }
}
