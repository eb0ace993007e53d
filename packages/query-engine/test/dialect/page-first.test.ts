import { connect, introspect } from '@relvar/schema-introspect'
import { DIALECTS } from '@relvar/test-databases'
import { CompiledQuery } from 'kysely'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import { allowAll, anonymous, createEngine } from '../../src/index.js'
import { useFixture } from '../support/fixture.js'

const ROWS = 500

/** Books in an order that no index gives. */
function library(): string[] {
  return [
    'create table shelf (id integer primary key, name text not null)',
    'create table book (id integer primary key, shelf_id integer references shelf, place integer not null, closed text)',
    "insert into shelf select i, 'shelf ' || i from generate_series(1, 20) i",
    `insert into book select i, i % 20 + 1, i * 7 % ${ROWS} from generate_series(1, ${ROWS}) i`,
    'analyze',
  ]
}

const PAGE = { fields: ['place', 'shelf_id.name'], sort: ['-place'], limit: 3, offset: 2 }
const PLACES = [ROWS - 3, ROWS - 4, ROWS - 5]

const WITH_PAGES = DIALECTS.filter(({ name }) => name === 'postgres')

skipFileWithout(WITH_PAGES, 'DIALECTS leaves out PostgreSQL')

describe.each(WITH_PAGES)('sorted pages on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const world = useFixture(dialect, library)

  test('join and make into values nothing but their own rows', async () => {
    expect((await world.read('book', PAGE)).map(({ place }) => place)).toEqual(PLACES)
    const { sql, parameters } = world.session.explain('book', PAGE)
    const { rows } = await world.db.executeQuery<{ 'QUERY PLAN': string }>(
      CompiledQuery.raw(`explain (analyze, timing off) ${sql}`, [...parameters]),
    )
    const plan = rows.map((row) => row['QUERY PLAN'])
    const joins = plan.filter((line) => /Join|Nested Loop/.test(line))
    expect(joins).not.toEqual([])
    for (const join of joins) expect(join).toMatch(/actual rows=3(?:\.00)? /)
  })

  test('need no right to columns that nobody asks for', async () => {
    const role = `reader_${process.pid}_${Date.now()}`
    await world.database.execute([
      `create role ${role} login password 'reader'`,
      `grant select (id, shelf_id, place) on book to ${role}`,
      `grant select on shelf to ${role}`,
    ])
    const url = Object.assign(new URL(world.database.url), { username: role, password: 'reader' })
    const db = await connect(url.href)
    try {
      const engine = createEngine({ db, schema: await introspect(db), policy: allowAll })
      const rows = await engine.as(anonymous).read('book', PAGE)
      expect(rows.map(({ place }) => place)).toEqual(PLACES)
    } finally {
      await db.destroy()
      await world.database.execute([`drop owned by ${role}`, `drop role ${role}`])
    }
  })
})
