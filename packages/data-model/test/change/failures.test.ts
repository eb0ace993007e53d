import { introspect } from '@relvar/schema-introspect'
import { type DialectName, DIALECTS, plainSql } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { planChanges, runPlan, type SchemaChange } from '../../src/index.js'
import { openWorkshop, type Workshop } from './support.js'

const TABLES: readonly SchemaChange[] = [
  {
    kind: 'create-table',
    table: {
      name: 'part',
      columns: [
        { name: 'id', type: 'integer' },
        { name: 'label', type: 'string', length: 20 },
        { name: 'box_id', type: 'integer' },
      ],
      primaryKey: ['id'],
    },
  },
  {
    kind: 'create-table',
    table: { name: 'box', columns: [{ name: 'id', type: 'integer' }], primaryKey: ['id'] },
  },
]

async function openBoxes(dialect: (typeof DIALECTS)[number]): Promise<Workshop> {
  const place = await openWorkshop(dialect)
  await place.change(TABLES)
  await place.execute([
    "insert into part (id, label, box_id) values (1, 'same', 7)",
    "insert into part (id, label, box_id) values (2, 'same', null)",
  ])
  return place
}

const rename: SchemaChange = { kind: 'rename-column', table: 'part', column: 'label', to: 'tag' }

/** What rows stand in the way of, and what is said of it. */
const inTheWay = (dialect: DialectName): readonly (readonly [string, SchemaChange, object])[] => [
  [
    'NULLs',
    { kind: 'alter-column', table: 'part', column: 'box_id', set: { nullable: false } },
    { code: 'CONTAINS_NULL_VALUES', details: { collection: 'part', field: 'box_id' } },
  ],
  [
    'rows without a value',
    {
      kind: 'add-column',
      table: 'part',
      column: { name: 'size', type: 'integer', nullable: false },
    },
    { code: 'CONTAINS_NULL_VALUES', details: { collection: 'part', field: 'size' } },
  ],
  [
    'values that are there twice',
    { kind: 'add-unique', table: 'part', unique: { columns: ['label'] } },
    { code: 'RECORD_NOT_UNIQUE' },
  ],
  [
    'links to nothing',
    { kind: 'add-foreign-key', table: 'part', foreignKey: { columns: ['box_id'], target: 'box' } },
    { code: 'INVALID_FOREIGN_KEY', details: { collection: 'part', field: 'box_id' } },
  ],
  [
    'rows that do not pass',
    {
      kind: 'add-check',
      table: 'part',
      check: { name: 'small', expression: plainSql(dialect, 'box_id < 5') },
    },
    { code: 'INVALID_PAYLOAD' },
  ],
]

/** A view of two columns. */
const labelsOn = (dialect: DialectName): SchemaChange => ({
  kind: 'create-view',
  view: { name: 'labels', query: plainSql(dialect, 'select id, label from part') },
})

/** Those that say in which column a text is too long. SQL Server does since 2019. */
const NAMES_COLUMN: readonly DialectName[] = ['mariadb', 'mysql', 'mssql']

/** A text that is required already, and does not fit; SQLite heeds no length. */
const TOO_SHORT: readonly SchemaChange[] = [
  { kind: 'alter-column', table: 'part', column: 'label', set: { nullable: false } },
  { kind: 'alter-column', table: 'part', column: 'label', set: { type: 'string', length: 2 } },
]

describe.each(DIALECTS.filter(({ name }) => name !== 'sqlite'))('a text on $name', (dialect) => {
  it.skipIf(dialect.skip)('that is too long is told so', async () => {
    await using place = await openBoxes(dialect)
    const before = await place.model()
    const field = NAMES_COLUMN.includes(dialect.name) ? 'label' : null
    await expect(place.change(TOO_SHORT)).rejects.toMatchObject({
      code: 'VALUE_TOO_LONG',
      details: { collection: 'part', field },
    })
    expect((await place.model()).version).toBe(before.version)
  })
})

describe.each(DIALECTS)('a change that fails on $name', (dialect) => {
  it.skipIf(dialect.skip).each(inTheWay(dialect.name))(
    'is named, and leaves nothing: %s',
    async (_, change, error) => {
      await using place = await openBoxes(dialect)
      const before = await place.model()
      const failure: unknown = await place
        .change([rename, { ...change, ...renamed(change) }])
        .catch((each) => each)
      expect(failure).toMatchObject(error)
      expect((failure as Error).message).not.toMatch(/alter table|create/i)
      expect((await place.model()).version).toBe(before.version)
      expect(await place.rows('part', 'id')).toHaveLength(2)
    },
  )

  it.skipIf(dialect.skip)('is named where rows came in the way after it was planned', async () => {
    await using place = await openBoxes(dialect)
    await place.execute(['delete from part'])
    const set = { nullable: false } as const
    const plan = await place.plan([
      rename,
      { kind: 'alter-column', table: 'part', column: 'box_id', set },
    ])
    await place.execute(["insert into part (id, label, box_id) values (1, 'late', null)"])
    await expect(runPlan(place.db, plan)).rejects.toMatchObject({
      code: 'CONTAINS_NULL_VALUES',
      details: { collection: 'part', field: 'box_id' },
    })
    expect(await place.rows('part', 'id')).toMatchObject([{ id: 1, label: 'late', box_id: null }])
  })

  it.skipIf(dialect.skip)('is not begun where data would go that nobody gave up', async () => {
    await using place = await openBoxes(dialect)
    const plan = await place.plan([{ kind: 'drop-column', table: 'part', column: 'label' }])
    expect(plan.warnings).toMatchObject([
      { code: 'data-loss', lossy: true },
      ...plan.warnings.slice(1),
    ])
    await expect(runPlan(place.db, plan)).rejects.toMatchObject({ refusal: 'not-confirmed' })
    await runPlan(place.db, plan, { confirm: true })
    expect(Object.keys((await place.rows('part', 'id'))[0] ?? {})).toEqual(['id', 'box_id'])
  })

  it.skipIf(dialect.skip)('is not begun where the schema is another by now', async () => {
    await using place = await openBoxes(dialect)
    const plan = await place.plan([rename])
    await place.execute(['create table other (id integer not null primary key)'])
    await expect(runPlan(place.db, plan)).rejects.toMatchObject({ code: 'SCHEMA_CHANGED' })
  })

  it.skipIf(dialect.skip)('is the later of two that are made of one schema', async () => {
    await using place = await openBoxes(dialect)
    const names = ['a', 'b', 'c', 'd']
    const plans = await Promise.all(
      names.map((name) =>
        place.plan([{ kind: 'add-column', table: 'part', column: { name, type: 'integer' } }]),
      ),
    )
    const outcomes = await Promise.allSettled(plans.map((plan) => runPlan(place.db, plan)))
    const codes = outcomes.map((each) => (each.status === 'rejected' ? each.reason.code : 'done'))
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
    expect(codes.filter((code) => code === 'SCHEMA_CHANGED')).toHaveLength(3)
    expect((await place.model()).tables['part']?.columns).toHaveLength(4)
  })

  it.skipIf(dialect.skip)('is refused where a view would break', async () => {
    await using place = await openBoxes(dialect)
    await place.change([labelsOn(dialect.name)])
    const drop = { kind: 'drop-column', table: 'part', column: 'label' } as const
    await expect(place.plan([drop])).rejects.toMatchObject({ refusal: 'in-use' })
    await expect(place.plan([{ kind: 'drop-table', table: 'part' }])).rejects.toMatchObject({
      refusal: 'in-use',
    })
    await place.change([{ kind: 'drop-view', table: 'labels' }, drop])
    expect((await place.model()).tables['labels']).toBeUndefined()
  })

  it.skipIf(dialect.skip)('keeps what a view shows where the table is written anew', async () => {
    await using place = await openBoxes(dialect)
    await place.change([labelsOn(dialect.name)])
    await place.change([
      {
        kind: 'alter-column',
        table: 'part',
        column: 'box_id',
        set: { type: 'bigInteger', default: { kind: 'literal', value: 3 } },
      },
    ])
    expect(await place.rows('labels', 'id')).toHaveLength(2)
  })
})

/** The column of the change under the name that the change before it gives. */
function renamed(change: SchemaChange): object {
  return change.kind === 'add-unique' ? { unique: { columns: ['tag'] } } : {}
}

const only = (name: string): typeof DIALECTS => DIALECTS.filter((each) => each.name === name)

describe.each(only('postgres'))('on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'a change waits for a lock a short time only',
    async () => {
      await using place = await openBoxes(dialect)
      const plan = await place.plan([rename])
      await place.db.transaction().execute(async (reader) => {
        await sql`select * from part`.execute(reader)
        await expect(runPlan(place.db, plan)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
      })
      await runPlan(place.db, plan)
    },
    30_000,
  )

  it.skipIf(dialect.skip)('an index is built beside those who write', async () => {
    await using place = await openBoxes(dialect)
    const model = await place.model()
    const changes: readonly SchemaChange[] = [
      { kind: 'add-index', table: 'part', index: { columns: ['label'] } },
      { kind: 'add-unique', table: 'part', unique: { columns: ['box_id'] } },
    ]
    await runPlan(place.db, planChanges({ model, changes, concurrentIndexes: true }))
    const { part } = (await place.model()).tables
    expect(part?.uniques).toEqual([{ name: 'part_box_id_unique', columns: ['box_id'] }])
    expect(part?.indexes.map(({ name }) => name)).toContain('part_label_index')
    const { rows } = await sql`show lock_timeout`.execute(place.db)
    expect(rows).toEqual([{ lock_timeout: '0' }])
  })

  it.skipIf(dialect.skip)('an account without the right is told so', async () => {
    await using place = await openBoxes(dialect)
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(
      place.db,
    )
    const role = `reader_${rows[0]?.name}`
    await sql`create role ${sql.id(role)} nosuperuser`.execute(place.db)
    await sql`grant select on part, box to ${sql.id(role)}`.execute(place.db)
    try {
      await place.db.connection().execute(async (reader) => {
        await sql`set role ${sql.id(role)}`.execute(reader)
        const model = await introspect(reader)
        const plan = planChanges({ model, changes: [rename] })
        await expect(runPlan(reader, plan)).rejects.toMatchObject({ code: 'FORBIDDEN' })
        await sql`reset role`.execute(reader)
      })
    } finally {
      await sql`drop owned by ${sql.id(role)}`.execute(place.db)
      await sql`drop role ${sql.id(role)}`.execute(place.db)
    }
  })
})

describe.each(only('mariadb'))('on $name', (dialect) => {
  it.skipIf(dialect.skip)('what cannot be taken back is told statement by statement', async () => {
    await using place = await openBoxes(dialect)
    const changes: readonly SchemaChange[] = [
      rename,
      { kind: 'drop-column', table: 'part', column: 'box_id' },
      { kind: 'add-unique', table: 'part', unique: { columns: ['tag'] } },
    ]
    await expect(place.change(changes)).rejects.toMatchObject({
      code: 'SCHEMA_CHANGE_INCOMPLETE',
      details: {
        standing: [/rename column/, /drop column/].map((each) => expect.stringMatching(each)),
        missing: [expect.stringMatching(/add constraint `part_tag_unique`/)],
      },
      cause: { code: 'RECORD_NOT_UNIQUE' },
    })
  })

  it.skipIf(dialect.skip)('a check goes that is written at its column', async () => {
    await using place = await openWorkshop(dialect)
    await sql`create table odd (id int primary key, n int default 3 check (n > 1))`.execute(
      place.db,
    )
    await place.change([
      { kind: 'drop-check', table: 'odd', name: 'n' },
      { kind: 'alter-column', table: 'odd', column: 'n', set: { comment: 'any' } },
    ])
    const { odd } = (await place.model()).tables
    expect(odd).toMatchObject({
      checks: [],
      columns: [{}, { comment: 'any', default: { value: 3 } }],
    })
  })

  it.skipIf(dialect.skip)('a column keeps all that the change is not about', async () => {
    await using place = await openWorkshop(dialect)
    await sql`create table odd (id int primary key,
      c varchar(10) character set latin1 collate latin1_bin not null default 'x' comment 'it''s \\\\ c',
      t timestamp(3) not null default current_timestamp(3) on update current_timestamp(3),
      v int as (id * 2) stored, j json)`.execute(place.db)
    await place.change([
      { kind: 'alter-column', table: 'odd', column: 'c', set: { length: 30 } },
      { kind: 'alter-column', table: 'odd', column: 't', set: { comment: 'when' } },
    ])
    const { rows } = await sql<Record<string, string>>`show create table odd`.execute(place.db)
    const text = rows[0]?.['Create Table'] ?? ''
    expect(text).toContain(
      "`c` varchar(30) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'x' COMMENT 'it''s \\\\ c'",
    )
    expect(text).toContain("ON UPDATE current_timestamp(3) COMMENT 'when'")
  })
})
