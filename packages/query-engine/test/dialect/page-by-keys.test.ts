import { DIALECTS } from '@relvar/test-databases'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import type { ReadQuery } from '../../src/index.js'
import { useFixture } from '../support/fixture.js'

/** Shelves of 0 to 40 books each, books of 0 to 4 notes; the keys of books have two columns, those of notes one. */
function library(): string[] {
  return [
    'create table shelf (id integer primary key)',
    'create table book (room int unsigned not null, no bigint not null, shelf_id integer references shelf (id), grade integer not null, title varchar(20), primary key (room, no))',
    'create index book_grade on book (shelf_id, grade)',
    'create table note (id integer primary key, room int unsigned not null, book_no bigint not null, body varchar(20), foreign key (room, book_no) references book (room, no))',
    'insert into shelf select seq from seq_1_to_9',
    `insert into book select seq % 3 + 4294967290, 9007199254740993 + seq, seq * seq % 9, seq * 7 % 5, nullif(concat('t', seq * 13 % 11), 't3') from seq_1_to_150 where seq * seq % 9 > 0`,
    `insert into note select b.no * 10 + s.seq - 90071992547409930, b.room, b.no, concat('n', s.seq * 5 % 4) from book b join seq_1_to_4 s on s.seq <= b.no % 5`,
  ]
}

const SORTS = [
  undefined,
  ['grade'],
  ['-grade', '-room', '-no'],
  ['title'],
  ['-grade'],
  ['shelf_id', 'grade'],
] as const
const PAGES = [1, 3, 20, 101].flatMap((limit) => [0, 2, 99].map((offset) => ({ limit, offset })))
const FILTERS = [undefined, { grade: { _gt: 1 } }]
const FIELDS = [['*', 'book.title', 'book.note.body'], ['book.*'], ['id', 'book']]

const QUERIES: readonly ReadQuery[] = FIELDS.flatMap((fields) =>
  SORTS.flatMap((sort) =>
    FILTERS.flatMap((filter) =>
      PAGES.map(({ limit, offset }) => ({
        fields,
        deep: {
          book: {
            ...(sort && { _sort: [...sort] }),
            ...(filter && { _filter: filter }),
            _limit: limit,
            _offset: offset,
            note: { _limit: limit, _sort: ['-id'] },
          },
        },
      })),
    ),
  ),
)

/** What statistics say of the size of the tables below another. */
function estimated(schema: SchemaModel, rows: number | null): SchemaModel {
  const tables = Object.entries(schema.tables).map(([id, table]) => [
    id,
    { ...table, rowEstimate: id === 'shelf' ? 1 : rows },
  ])
  return { ...schema, tables: Object.fromEntries(tables) }
}

const MARIADB = DIALECTS.filter(({ name }) => name === 'mariadb')

skipFileWithout(MARIADB, 'DIALECTS leaves out MariaDB')

describe.each(MARIADB)('limited lists on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const db = useFixture(dialect, library)

  test('are the same however their rows are found', async () => {
    const forms = [0, null, 1_000_000].map((rows) =>
      db.with({ schema: estimated(db.schema, rows) }),
    )
    const used = [0, 0, 0]
    for (const query of QUERIES) {
      const [plain, ...others] = await Promise.all(
        forms.map(async (session, index) => {
          const { sql } = session.explain('shelf', query)
          const { data } = await session.readJson('shelf', query)
          if (/json_table\(json_array/.test(sql)) used[index] = (used[index] ?? 0) + 1
          return data
        }),
      )
      for (const other of others) expect(other, JSON.stringify(query)).toBe(plain)
    }
    expect(used[0]).toBe(0)
    expect(used[1]).toBeGreaterThan(30)
    expect(used[2]).toBeGreaterThan(30)
  })

  test('are found row by row where an index gives the order', () => {
    const session = db.with({ schema: estimated(db.schema, 1_000_000) })
    const query = {
      fields: ['book.title'],
      deep: { book: { _sort: ['grade'], _limit: 2, _offset: 1 } },
    }
    const { sql } = session.explain('shelf', query)
    const key = (offset: number): string =>
      `(select json_array("t1"."room", "t1"."no") from "${schemaOf(db)}"."book" as "t1" where "t1"."shelf_id" = "t0"."id" order by "t1"."grade", "t1"."room", "t1"."no" limit 1 offset ${offset})`
    expect(sql.replaceAll('`', '"')).toContain(
      `from json_table(json_array(${key(1)}, ${key(2)}), '$[*]' columns (o for ordinality, k0 bigint unsigned path '$[0]', k1 bigint path '$[1]')) as k join`,
    )
  })
})

function schemaOf({ schema }: { readonly schema: SchemaModel }): string {
  return schema.tables['book']?.schema ?? ''
}
