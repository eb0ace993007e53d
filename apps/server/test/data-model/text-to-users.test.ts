import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { ask, createLibrary } from './library.js'

const strict = DIALECTS.filter(({ name }) => ['postgres', 'cockroachdb'].includes(name))

describe.each(strict)('a text column that holds keys of users, on $name', (dialect) => {
  it.skipIf(dialect.skip)('is linked to them after its type is changed, as told', async () => {
    await using database = await createLibrary(dialect)
    await database.execute(['alter table books add column owner char(36)'])
    await using server = await serve({ DATABASE_URL: database.url })
    const link = { collection: 'books', field: 'owner', related_collection: 'relvar_users' }
    const refused = await ask(server, 'POST /relations', link)
    expect(refused).toMatchObject({ status: 400, codes: ['INVALID_PAYLOAD'] })
    const [, way = ''] = /first: (PATCH \S+)\.$/.exec(refused.messages[0] ?? '') ?? []
    await ask(server, `${way}?confirm=true`, { type: 'uuid' })
    expect((await ask(server, 'POST /relations', link)).status).toBe(200)
    expect((await ask(server, 'GET /items/books?fields=owner.email')).status).toBe(200)
  })
})
