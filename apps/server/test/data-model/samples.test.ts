import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DIALECTS, dumpOf } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { ask } from './library.js'

const data = new URL('../../../../../shared/data/', import.meta.url)
const here = existsSync(data)
const postgres = DIALECTS.find(({ name }) => name === 'postgres')
const NOT_HERE = '../shared is not there'
const noPostgres = postgres === undefined || postgres.skip !== null

/** What the wire's m2m is made of, on a junction that is there already. */
async function declareManyToMany(server: TestServer, names: Names): Promise<void> {
  const { junction, playlist, track, playlistKey, trackKey } = names
  const half = (field: string, other: string, related: string, alias: string) => ({
    collection: junction,
    field,
    related_collection: related,
    meta: { one_field: alias, junction_field: other },
  })
  const sent: readonly (readonly [string, object])[] = [
    [`/fields/${playlist}`, { field: 'tracks', type: 'm2m', meta: { interface: 'list-m2m' } }],
    [`/fields/${track}`, { field: 'playlists', type: 'm2m', meta: { interface: 'list-m2m' } }],
    ['/relations', half(playlistKey, trackKey, playlist, 'tracks')],
    ['/relations', half(trackKey, playlistKey, track, 'playlists')],
  ]
  for (const [path, body] of sent)
    expect([path, (await ask(server, `POST ${path}`, body)).status]).toEqual([path, 200])
}

interface Names {
  readonly junction: string
  readonly playlist: string
  readonly track: string
  readonly playlistKey: string
  readonly trackKey: string
}

/** A label, an icon and a template for every table. */
async function labelAll(server: TestServer): Promise<number> {
  const { data: collections } = await ask(server, 'GET /collections')
  const users = (collections as readonly Collection[]).filter(({ meta }) => meta?.system !== true)
  const patches = await Promise.all(
    users.map(async ({ collection }) => {
      const fields = await ask(server, `GET /fields/${encodeURIComponent(collection)}`)
      const [{ field }] = fields.data
      const label = { language: 'en-US', translation: `The ${collection}` }
      const meta = { note: collection, translations: [label], display_template: `{{ ${field} }}` }
      return { collection, meta }
    }),
  )
  const { data: patched } = await ask(server, 'PATCH /collections', patches)
  expect(patched).toHaveLength(users.length)
  for (const { collection, meta } of patches)
    expect(patched.find((each: Collection) => each.collection === collection)).toMatchObject({
      meta,
    })
  return users.length
}

interface Collection {
  readonly collection: string
  readonly meta: { readonly system?: true } | null
}

describe('what is said of sample databases leaves them as they are', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'relvar-samples-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('Chinook on SQLite: labels, templates, many-to-many', async ({ skip }) => {
    skip(!here, NOT_HERE)
    const path = join(folder, 'chinook.sqlite')
    copyFileSync(new URL('chinook/Chinook_Sqlite.sqlite', data), path)
    const before = readFileSync(path)
    await using server = await serve({ DATABASE_URL: `sqlite:${path}` })
    expect(await labelAll(server)).toBe(11)
    await declareManyToMany(server, {
      junction: 'PlaylistTrack',
      playlist: 'Playlist',
      track: 'Track',
      playlistKey: 'PlaylistId',
      trackKey: 'TrackId',
    })
    const query =
      'fields=Name,tracks.TrackId.Name&deep[tracks][_limit]=2&deep[tracks][_sort]=TrackId'
    expect((await ask(server, `GET /items/Playlist/18?${query}`)).data).toEqual({
      Name: 'On-The-Go 1',
      tracks: [{ TrackId: { Name: "Now's The Time" } }],
    })
    const filter = 'filter[tracks][TrackId][Name][_eq]=Now%27s%20The%20Time&fields=PlaylistId'
    expect((await ask(server, `GET /items/Playlist?${filter}`)).data).toEqual([
      { PlaylistId: 1 },
      { PlaylistId: 8 },
      { PlaylistId: 18 },
    ])
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('Chinook on PostgreSQL: labels, templates, many-to-many', async ({ skip }) => {
    skip(!here, NOT_HERE)
    skip(noPostgres, 'DIALECTS leaves out PostgreSQL')
    if (postgres === undefined) return
    await using database = await postgres.createDatabase()
    const script = readFileSync(new URL('chinook/Chinook_PostgreSql.sql', data), 'utf8')
    await database.execute(script.slice(script.indexOf('CREATE TABLE album')))
    const before = await dumpOf(database)
    await using server = await serve({ DATABASE_URL: database.url })
    expect(await labelAll(server)).toBe(11)
    await declareManyToMany(server, {
      junction: 'playlist_track',
      playlist: 'playlist',
      track: 'track',
      playlistKey: 'playlist_id',
      trackKey: 'track_id',
    })
    const { data: playlist } = await ask(
      server,
      'GET /items/playlist/18?fields=name,tracks.track_id.name',
    )
    expect(playlist).toEqual({
      name: 'On-The-Go 1',
      tracks: [{ track_id: { name: "Now's The Time" } }],
    })
    expect(await dumpOf(database, ['public'])).toBe(before)
  })

  it('Northwind, with spaces in its names and keys for its views', async ({ skip }) => {
    skip(!here, NOT_HERE)
    const path = join(folder, 'north wind.sqlite')
    const made = new DatabaseSync(path)
    made.exec('pragma synchronous = off')
    made.exec(readFileSync(new URL('northwind/northwind-sqlite.sql', data), 'utf8'))
    made.close()
    const before = readFileSync(path)
    await using server = await serve({ DATABASE_URL: `sqlite:${path}` })
    expect(await labelAll(server)).toBeGreaterThan(13)
    const employees = { field: 'reports', type: 'o2m', meta: { interface: 'list-o2m' } }
    expect((await ask(server, 'POST /fields/Employees', employees)).status).toBe(200)
    const boss = { collection: 'Employees', field: 'ReportsTo', related_collection: 'Employees' }
    expect(
      (await ask(server, 'POST /relations', { ...boss, meta: { one_field: 'reports' } })).status,
    ).toBe(200)
    const { data: chief } = await ask(
      server,
      'GET /items/Employees/2?fields=LastName,reports.LastName',
    )
    expect(chief.reports).toHaveLength(5)
    const view = encodeURIComponent('Category Sales for 1997')
    const key = { meta: { primary_key: ['CategoryName'] } }
    expect((await ask(server, `PATCH /collections/${view}`, key)).status).toBe(200)
    expect((await ask(server, `GET /items/${view}/Beverages`)).data).toHaveProperty('CategorySales')
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})
