import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { codeOf, openApi } from './api.js'

const overlay = { tables: { settings: { traits: { singleton: true } } } }
const fixture = [
  "create table settings (id integer primary key, title varchar(40) default 'Untitled' not null, colour varchar(20))",
]

describe.each(DIALECTS)('a singleton on $name', (dialect) => {
  it.skipIf(dialect.skip)('is an object of defaults, then its row', async () => {
    await using api = await openApi(dialect, fixture, { overlay })
    expect(await api.data('/items/settings')).toEqual({ id: null, title: 'Untitled', colour: null })
    expect(await api.data('/items/settings?fields=title')).toEqual({ title: 'Untitled' })

    const made = await api.call('PATCH /items/settings', { id: 1, colour: 'red' })
    expect([made.status, made.json]).toEqual([
      200,
      { data: { id: 1, title: 'Untitled', colour: 'red' } },
    ])
    const changed = await api.call('PATCH /items/settings?fields=title', { title: 'Mine' })
    expect(changed.json).toEqual({ data: { title: 'Mine' } })

    expect(await api.data('/items/settings')).toEqual({ id: 1, title: 'Mine', colour: 'red' })
    expect(await api.data('/items/settings/1')).toEqual({ id: 1, title: 'Mine', colour: 'red' })
    expect(await api.data('/items/settings?aggregate[count]=*')).toEqual({ count: '1' })
    expect((await api.call('SEARCH /items/settings', {})).json).toEqual({
      data: { id: 1, title: 'Mine', colour: 'red' },
    })
  })

  it.skipIf(dialect.skip)('is not created and has no items to patch', async () => {
    await using api = await openApi(dialect, fixture, { overlay })
    const post = await api.call('POST /items/settings', {})
    expect([post.status, codeOf(post), post.json.errors[0].extensions.path]).toEqual([
      404,
      'ROUTE_NOT_FOUND',
      '/settings',
    ])
    const patch = await api.call('PATCH /items/settings/1', {})
    expect([patch.status, patch.json.errors[0].extensions.path]).toEqual([404, '/settings/1'])
  })
})
