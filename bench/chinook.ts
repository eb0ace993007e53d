/** The cases that the project began with, over Chinook on PostgreSQL, with their own handler written by hand. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BenchRequest, type Case, get, post } from './cases.js'
import { compare } from './compare.js'
import type { Options } from './options.js'
import { startServer } from './processes.js'
import { progress } from './report.js'
import { startRelvar } from './servers.js'
import { createDatabase } from './shop.js'

/** Files that lie beside the repository where the project is developed. */
const shared = join(import.meta.dirname, '../../shared')
const script = join(shared, 'data/chinook/Chinook_PostgreSql.sql')
const program = join(shared, 'bench/handwritten.mjs')

const filter = JSON.stringify({
  _and: [
    { genre_id: { _eq: 1 } },
    { milliseconds: { _gt: 200_000 } },
    { album_id: { artist_id: { name: { _icontains: 'a' } } } },
  ],
})

const cases: readonly Case[] = [
  same('i', 'read', get('/items/artist/1?fields=artist_id,name')),
  same('ii', 'read', get('/items/track?limit=100')),
  same(
    'iii',
    'read',
    get(
      '/items/track?limit=100&fields=*,album_id.album_id,album_id.title,album_id.artist_id.artist_id,album_id.artist_id.name',
    ),
  ),
  same('iv', 'read', get('/items/artist?limit=50&fields=*,album.*,album.track.*')),
  same(
    'v',
    'read',
    get(
      `/items/track?filter=${encodeURIComponent(filter)}&search=love&sort=-milliseconds,name&limit=25&fields=track_id,name,milliseconds`,
    ),
  ),
  same(
    'vi',
    'write',
    post(
      '/items/load_items',
      '{"customer_name":"Load","email":"load@example.com","item":"book","amount":12.5}',
    ),
  ),
]

function same(name: string, kind: Case['kind'], request: BenchRequest): Case {
  return { name, kind, requests: { relvar: [request], handwritten: [request] } }
}

const loadItems = `create table load_items (id serial primary key, create_at timestamptz default now(),
  customer_name varchar(255), email varchar(255), item varchar(255), amount real, status varchar(255) default 'new')`

export async function compareChinook(options: Options): Promise<void> {
  if (![script, program].every((path) => existsSync(path))) {
    progress(`Chinook: skipped, there is no ${shared}`)
    return
  }
  await using database = await createDatabase('postgres')
  await database.execute([tablesOf(await readFile(script, 'utf8')), loadItems, 'vacuum analyze'])
  await using handwritten = await startHandwritten(database.url)
  await using relvar = await startRelvar(database.url, { probe: '/items/artist/1' })
  await compare(
    'Chinook on postgres',
    cases,
    new Map([
      ['relvar', relvar],
      ['handwritten', handwritten],
    ]),
    options,
  )
}

/** What follows the script's own creation of a database. */
function tablesOf(text: string): string {
  return text.slice(text.indexOf('\\c chinook;') + '\\c chinook;'.length)
}

/** It takes its port as an argument and makes a table of its own. */
function startHandwritten(url: string): ReturnType<typeof startServer> {
  return startServer({
    name: 'handwritten',
    args: ['--import', `data:text/javascript,process.argv[2]=process.env.PORT`, program],
    env: { DATABASE_URL: url, PG_FROM: join(import.meta.dirname, 'node_modules') },
    folder: import.meta.dirname,
    probe: '/items/artist/1',
  })
}
