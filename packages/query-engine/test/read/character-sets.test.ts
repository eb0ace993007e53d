import type { Overlay } from '@relvar/schema-introspect/model'
import { DIALECTS } from '@relvar/test-databases'
import { CompiledQuery } from 'kysely'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import type { ReadQuery } from '../../src/index.js'
import { useFixture } from '../support/fixture.js'

/** What each character set can hold of what we write; columns of the last are each of another. */
const SETS = {
  utf8mb4: { word: 'Jóga 😀', of: () => 'utf8mb4' },
  utf8mb3: { word: 'Jóga ž', of: () => 'utf8mb3' },
  latin1: { word: 'Jóga', of: () => 'latin1' },
  ascii: { word: 'Joga', of: () => 'ascii' },
  ucs2: { word: 'Jóga ž', of: () => 'ucs2' },
  mixed: { word: 'Joga', of: (index: number) => ['latin1', 'ucs2', 'ascii', 'utf8mb4'][index % 4] },
} as const

type SetName = keyof typeof SETS

/** Artists, their albums, and the tracks of those, for each character set. */
function music(name: SetName): readonly string[] {
  const { word, of } = SETS[name]
  let columns = 0
  const text = (type: string): string => `${type} character set ${of(columns++)}`
  return [
    `create table artists_${name} (id integer primary key, name ${text('varchar(40)')}, kind ${text(`enum('${word}', 'other')`)}, key (name))`,
    `create table albums_${name} (id integer primary key, artist_id integer, title ${text('text')}, code ${text('char(10)')} unique, foreign key (artist_id) references artists_${name} (id))`,
    `create table tracks_${name} (id integer primary key, album_id integer, name ${text('longtext')}, facts ${text('longtext')} check (json_valid(facts)), tags ${text('varchar(40)')}, foreign key (album_id) references albums_${name} (id))`,
    `insert into artists_${name} values (1, '${word}', '${word}'), (2, null, null), (3, 'x', 'other')`,
    `insert into albums_${name} values (1, 1, '${word}', '${word}'), (2, 1, 'b', 'b'), (3, null, null, null)`,
    `insert into tracks_${name} values (1, 1, '${word}', '{"a": "${word}"}', '${word},x'), (2, 1, 'b', '[]', ''), (3, 2, null, null, null)`,
  ]
}

const names = Object.keys(SETS) as SetName[]

/** One list that is longer than a value may be on MariaDB: 20 MB. */
const long = [
  'create table owners (id integer primary key, name varchar(40) character set latin1)',
  'create table things (id integer primary key, owner_id integer, body text character set latin1, foreign key (owner_id) references owners (id))',
  "insert into owners values (1, 'Jóga')",
  "insert into things with recursive n (i) as (select 1 union all select i + 1 from n where i < 1000) select i, 1, repeat('é', 10000) from n",
]

/** Texts that hold JSON and lists, on MySQL too. */
const overlay: Overlay = {
  tables: Object.fromEntries(
    names.map((name) => [
      `tracks_${name}`,
      { columns: { facts: { type: 'json' }, tags: { type: 'csv' } } },
    ]),
  ),
}

const tested = DIALECTS.filter(({ name }) => name === 'mariadb' || name === 'mysql')

skipFileWithout(tested, 'DIALECTS leaves out MariaDB and MySQL')

describe.each(tested)('text of any character set on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const db = useFixture(dialect, () => [...names.flatMap(music), ...long], { overlay })

  test.each(names)('is itself in a row (%s)', async (name) => {
    const { word } = SETS[name]
    expect(await db.read(`artists_${name}`, { fields: ['name', 'kind'] }, { keys: [1] })).toEqual([
      { name: word, kind: word },
    ])
    expect(await db.read(`tracks_${name}`, { fields: ['name', 'facts', 'tags'] })).toEqual([
      { name: word, facts: { a: word }, tags: [word, 'x'] },
      { name: 'b', facts: [], tags: [] },
      { name: null, facts: null, tags: null },
    ])
  })

  test('is compared with what it can hold', async () => {
    for (const name of [{ _eq: '😀' }, { _in: ['Jóga', '😀', 'ŝ'] }, { _between: ['a', '😀'] }])
      await expect(db.read('artists_latin1', { filter: { name } })).rejects.toMatchObject({
        code: 'INVALID_QUERY',
      })
    const name = { _eq: 'Jóga' }
    expect(await db.read('artists_latin1', { fields: ['id'], filter: { name } })).not.toEqual([])
  })

  test.each(names)('is itself in what a row leads to (%s)', async (name) => {
    const { word } = SETS[name]
    const fields = ['name', 'album_id.title', 'album_id.artist_id.name', 'album_id.artist_id.kind']
    const artist = { name: word, kind: word }
    expect(await db.read(`tracks_${name}`, { fields })).toEqual([
      { name: word, album_id: { title: word, artist_id: artist } },
      { name: 'b', album_id: { title: word, artist_id: artist } },
      { name: null, album_id: { title: 'b', artist_id: artist } },
    ])
    expect(
      await db.list(`tracks_${name}`, 'album_id', { fields: ['album_id.artist_id.name'] }),
    ).toEqual([1, 1, 2])
    const alone = { fields: ['id', 'album_id.artist_id.name'], limit: 1 }
    expect(await db.read(`tracks_${name}`, alone)).toEqual([
      { id: 1, album_id: { artist_id: { name: word } } },
    ])
  })

  test.each(names)('is itself in lists, of one level and of two (%s)', async (name) => {
    const { word } = SETS[name]
    const [albums, tracks] = [`albums_${name}`, `tracks_${name}`]
    const sorted = { [albums]: { _sort: ['id'], [tracks]: { _sort: ['id'], _limit: 5 } } }
    const fields = [`${albums}.title`, `${albums}.${tracks}.name`, `${albums}.${tracks}.tags`]
    const read = await db.read(`artists_${name}`, { fields, deep: sorted }, { keys: [1, 2] })
    expect(read).toEqual([
      {
        [albums]: [
          {
            title: word,
            [tracks]: [
              { name: word, tags: [word, 'x'] },
              { name: 'b', tags: [] },
            ],
          },
          { title: 'b', [tracks]: [{ name: null, tags: null }] },
        ],
      },
      { [albums]: [] },
    ])
    const mixed = { fields: [`${tracks}.name`, `${tracks}.album_id.artist_id.name`] }
    expect(await db.read(albums, mixed, { keys: [2] })).toEqual([
      { [tracks]: [{ name: null, album_id: { artist_id: { name: word } } }] },
    ])
  })

  test.each(names)('is itself in groups and aggregates (%s)', async (name) => {
    const { word } = SETS[name]
    const albums = `albums_${name}`
    const groups = { _groupBy: ['title'], _aggregate: { max: ['code'] }, _sort: ['title'] }
    expect(
      await db.read(`artists_${name}`, { fields: [albums], deep: { [albums]: groups } }),
    ).toEqual([
      {
        [albums]: [
          { title: word, max: { code: word } },
          { title: 'b', max: { code: 'b' } },
        ],
      },
      { [albums]: [] },
      { [albums]: [] },
    ])
    const largest = { aggregate: { max: ['code', 'title'] } }
    expect(await db.read(albums, largest)).toEqual([{ max: { code: word, title: word } }])
  })

  test.each(names)('is itself within JSON (%s)', async (name) => {
    const { word } = SETS[name]
    const [albums, tracks] = [`albums_${name}`, `tracks_${name}`]
    const [track] = await db.read(tracks, { fields: ['json(facts, a)'] }, { keys: [1] })
    expect(track).toEqual({ facts_a_json: word })
    const fields = [`${tracks}.json(facts, a)`, `${tracks}.facts`]
    const [album] = await db.read(albums, { fields }, { keys: [1] })
    expect(album).toEqual({
      [tracks]: [
        { facts_a_json: word, facts: { a: word } },
        { facts_a_json: null, facts: [] },
      ],
    })
    expect(await db.ids(tracks, { facts: { _json: { a: { _eq: word } } } })).toEqual([1])
  })

  test.each(names)('is itself in the answer of a write (%s)', async (name) => {
    const { word } = SETS[name]
    const artist = { id: 9, name: word, kind: 'other' }
    const album = { id: 9, title: word, code: null, artist_id: artist }
    const fields = ['id', 'title', 'code', 'artist_id.*']
    const made = await db.session.createJson(`albums_${name}`, [album], { fields })
    expect(JSON.parse(made ?? '')).toEqual([album])
    await db.session.delete(`albums_${name}`, { keys: [9] })
    const single = { id: 10, name: word, kind: word }
    const alone = await db.session.createJson(`artists_${name}`, [single], {
      fields: ['id', 'name', 'kind'],
    })
    expect(JSON.parse(alone ?? '')).toEqual([single])
    await db.session.delete(`artists_${name}`, { keys: [9, 10] })
  })

  test.each(names)('is found and sorted by (%s)', async (name) => {
    const { word } = SETS[name]
    const artists = `artists_${name}`
    expect(await db.ids(artists, { name: { _eq: word } })).toEqual([1])
    expect(await db.ids(artists, { name: { _contains: word.slice(1) } })).toEqual([1])
    expect(await db.ids(artists, undefined, { search: word })).toEqual([1])
    expect(await db.ids(artists, { name: { _nnull: true } }, { sort: ['-name'] })).toEqual([3, 1])
    const way = await explained(artists, { filter: { name: { _eq: word } } })
    expect(String(way['possible_keys']).split(',')).toContain('name')
  })

  async function explained(table: string, query: ReadQuery): Promise<Record<string, unknown>> {
    const { sql, parameters } = db.session.explain(table, query)
    const { rows } = await db.db.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(`explain ${sql}`, [...parameters]),
    )
    return rows[0] ?? {}
  }

  test('comes whole or not at all within others', async () => {
    const query = { fields: ['owner_id.name', 'owner_id.things.body'], limit: 1 }
    const deep = (limit: number) => ({ owner_id: { things: { _limit: limit } } })
    expect(await db.read('things', { ...query, deep: deep(2) })).toEqual([
      { owner_id: { name: 'Jóga', things: [{ body: E }, { body: E }] } },
    ])
    const read = db.session.readJson('things', { ...query, deep: deep(-1) })
    if (dialect.name === 'mysql') expect(JSON.parse((await read).data)).toHaveLength(1)
    else await expect(read).rejects.toThrow('A list is longer than the database can hand over')
  })
})

const E = 'é'.repeat(10_000)
