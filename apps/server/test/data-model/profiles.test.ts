import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { ask, createLibrary } from './library.js'

describe.each(DIALECTS)('more fields of users on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('are a table that links to them, and no column of ours', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const refused = await ask(server, 'POST /fields/relvar_users', {
      field: 'phone',
      type: 'string',
    })
    expect(refused).toMatchObject({
      status: 403,
      codes: ['FORBIDDEN'],
      messages: [expect.stringContaining('Make a collection that links to it')],
    })
    const send = async (request: string, body?: unknown) => {
      const answer = await ask(server, request, body)
      expect([request, answer.status, answer.messages]).toEqual([request, 200, []])
      return answer.data
    }
    await send('POST /collections', {
      collection: 'profiles',
      schema: {},
      meta: {},
      fields: [
        {
          field: 'id',
          type: 'integer',
          schema: { is_primary_key: true, has_auto_increment: true },
        },
        { field: 'user', type: 'uuid', schema: { is_nullable: false, is_unique: true }, meta: {} },
        { field: 'phone', type: 'string', meta: {} },
      ],
    })
    await send('POST /relations', {
      collection: 'profiles',
      field: 'user',
      related_collection: 'relvar_users',
      schema: { on_delete: 'CASCADE' },
      meta: { one_field: 'profile' },
    })
    const user = await send('POST /users?fields=id,profile.phone', {
      email: 'ada@example.com',
      profile: [{ phone: '+44 20' }],
    })
    expect(user).toMatchObject({ profile: [{ phone: '+44 20' }] })
    const found = await send(
      'GET /users?filter[profile][phone][_starts_with]=%2B44&fields=email,profile.phone',
    )
    expect(found).toEqual([{ email: 'ada@example.com', profile: [{ phone: '+44 20' }] }])
    const me = await send('PATCH /users/me?fields=profile.phone', { profile: [{ phone: '1' }] })
    expect(me).toEqual({ profile: [{ phone: '1' }] })
    expect((await ask(server, `DELETE /users/${user.id}`)).status).toBe(204)
    expect(await send('GET /items/profiles?fields=phone')).toEqual([{ phone: '1' }])
  })
})
