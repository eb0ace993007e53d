import { DIALECTS, odditiesFixture, shopFixture } from '@relvar/test-databases'
import { CompiledQuery, type RawBuilder, sql } from 'kysely'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import {
  detectDialect,
  getTable,
  introspect,
  type SchemaModel,
  watchSchema,
} from '../../src/index.js'
import { findColumn, type Table } from '../../src/model/index.js'
import { scratch } from '../matrix.js'

/** The four that no machine of ours runs: these tests are for whoever has one and says where. */
const VENDORS = DIALECTS.filter(({ name }) =>
  ['mysql', 'mssql', 'oracle', 'cockroachdb'].includes(name),
)

interface Spelling {
  readonly slow: string
  /** A bigint, a decimal(20,4), a date, an instant to the millisecond, a text. */
  readonly exactTypes: readonly [string, string, string, string, string]
  /** A date, which Oracle reads from a text only in the format of a time. */
  readonly day: RawBuilder<unknown>
  readonly addColumn: string
}

const SPELLINGS: Readonly<Record<string, Spelling>> = {
  mysql: {
    // Not SLEEP: it answers 1 when it is interrupted.
    slow: 'select count(*) from information_schema.collations a, information_schema.collations b, information_schema.collations c, information_schema.collations d',
    exactTypes: ['bigint', 'decimal(20,4)', 'date', 'timestamp(3)', 'varchar(20)'],
    day: sql`${'2024-02-29'}`,
    addColumn: 'alter table watched add added int',
  },
  mssql: {
    slow: "waitfor delay '00:01:00'",
    exactTypes: ['bigint', 'decimal(20,4)', 'date', 'datetimeoffset(3)', 'nvarchar(20)'],
    day: sql`${'2024-02-29'}`,
    addColumn: 'alter table watched add added int',
  },
  oracle: {
    slow: 'select count(*) from all_objects a, all_objects b, all_objects c, all_objects d',
    exactTypes: [
      'number(19)',
      'number(20,4)',
      'date',
      'timestamp(3) with time zone',
      'varchar2(20)',
    ],
    day: sql`date '2024-02-29'`,
    addColumn: 'alter table watched add added number(10)',
  },
  cockroachdb: {
    slow: 'select pg_sleep(60)',
    exactTypes: ['bigint', 'decimal(20,4)', 'date', 'timestamptz(3)', 'varchar(20)'],
    day: sql`${'2024-02-29'}`,
    addColumn: 'alter table watched add column added int',
  },
}

skipFileWithout(VENDORS, 'DIALECTS leaves them out')

describe.each(VENDORS)('a server on $name', (dialect) => {
  const { name, skip } = dialect
  const spelling = SPELLINGS[name] as Spelling // one for each of VENDORS
  const columnNames = (table: Table): readonly string[] => table.columns.map((each) => each.name)
  const oddities = async (): Promise<SchemaModel> => {
    await using database = await scratch(dialect, odditiesFixture(name))
    return await introspect(database.db)
  }

  it.skipIf(skip)('is known for what it is', async () => {
    await using database = await scratch(dialect)
    expect(await detectDialect(database.db)).toBe(name)
  })

  it.skipIf(skip)('shows its tables, their keys and their links', async () => {
    await using database = await scratch(dialect, shopFixture(name))
    const schema = await introspect(database.db)
    const lines = getTable(schema, 'sale_lines')
    expect(lines.primaryKey).toEqual(['sale_id', 'line_no'])
    expect(lines.relationships.map((each) => each.name)).toContain('sale_id')
    expect(getTable(schema, 'sales').actions).toEqual(['read', 'create', 'update', 'delete'])
    expect(getTable(schema, 'monthly_sales').kind).toBe('view')
  })

  it.skipIf(skip)('shows odd tables as they are', async () => {
    const schema = await oddities()
    expect(getTable(schema, 'regions').primaryKey).toEqual(['code', 'country'])
    expect(getTable(schema, 'no_key').primaryKey).toEqual([])
    expect(columnNames(getTable(schema, 'order'))).toContain('select')
    expect(getTable(schema, 'cities').foreignKeys[0]?.targetColumns).toEqual(['iso'])
    const enumerated = getTable(schema, 'enumerated')
    const values = schema.enums[findColumn(enumerated, 'mood')?.enum ?? '']?.values ?? []
    expect([...values].sort()).toEqual(["it's fine", 'ok', 'sad', 'very happy'])
    const { columns } = getTable(schema, 'generated_columns')
    expect(
      columns.filter(({ generated }) => generated !== null).map((each) => each.generated),
    ).toEqual(expect.arrayContaining(['identity', 'virtual']))
    const status = findColumn(getTable(schema, 'with_defaults'), 'status')
    expect(status?.default).toEqual({ kind: 'literal', value: "it's new" })
  })

  it.skipIf(skip)('knows a type for each column but those of the vendor alone', async () => {
    const { columns } = getTable(await oddities(), 'every_type')
    const unknown = columns
      .filter(({ type }) => type === 'unknown')
      .map(({ nativeType }) => nativeType)
    for (const type of unknown) expect(type).toMatch(/^(?:xml|hierarchyid|inet|bit|xmltype|varbit)/)
  })

  it.skipIf(skip)('gives values exactly, and takes them', async () => {
    const [big, exact, day, instant, text] = spelling.exactTypes
    await using database = await scratch(
      dialect,
      `create table precise (big ${big}, exact_value ${exact}, on_day ${day}, made_at ${instant}, note ${text})`,
    )
    await sql`insert into precise values (${9_007_199_254_740_993n}, ${'12345678901.5'}, ${spelling.day},
      ${new Date('2024-02-29T12:34:56.789Z')}, ${'Zoë'})`.execute(database.db)
    const { rows } = await sql<Record<string, unknown>>`select * from precise`.execute(database.db)
    const [values] = rows.map((row) => Object.values(row))
    expect(values?.map(String)).toEqual([
      '9007199254740993',
      expect.stringMatching(/^12345678901\.5(?:000)?$/),
      expect.stringMatching(/^2024-02-29/),
      expect.stringMatching(/^2024-02-29[T ]12:34:56\.789/),
      'Zoë',
    ])
  })

  it.skipIf(skip)('commits, rolls back, and goes back to savepoints', async () => {
    await using database = await scratch(dialect, 'create table kept (id integer primary key)')
    const { db } = database
    const insert = (on: typeof db, id: number): Promise<unknown> =>
      sql`insert into kept values (${id})`.execute(on)
    const trx = await db.startTransaction().execute()
    await insert(trx, 1)
    const saved = await trx.savepoint('first').execute()
    await insert(saved, 2)
    await saved.rollbackToSavepoint('first').execute()
    await trx.commit().execute()
    const undone = await db.startTransaction().execute()
    await insert(undone, 3)
    await undone.rollback().execute()
    const { rows } = await sql`select count(*) as n from kept`.execute(db)
    expect(Object.values(rows[0] as object).map(String)).toEqual(['1'])
  })

  it.skipIf(skip)('ends what takes too long, and what nobody waits for', async () => {
    await using database = await scratch(dialect, [], { maxConnections: 2 })
    const limited = await database.connect({ statementTimeout: 300 })
    await expect(limited.executeQuery(CompiledQuery.raw(spelling.slow))).rejects.toThrow(
      /time|300|exceed/i,
    )
    const reason = new Error('nobody waits any more')
    const controller = new AbortController()
    const running = database.db.executeQuery(CompiledQuery.raw(spelling.slow), {
      signal: controller.signal,
      inflightQueryAbortStrategy: 'cancel query',
    })
    setTimeout(() => controller.abort(reason), 300)
    await expect(running).rejects.toBe(reason)
    expect(Object.keys((await introspect(database.db)).tables)).toEqual([])
  })

  it.skipIf(skip)('refuses writes where it is read-only', async () => {
    await using database = await scratch(dialect, 'create table t (id integer primary key)')
    const db = await database.connect({ readOnly: true })
    await expect(sql`insert into t values (1)`.execute(db)).rejects.toThrow(/read.?only/i)
  })

  it.skipIf(skip)('is seen to change', async () => {
    await using database = await scratch(dialect, 'create table watched (id integer primary key)')
    const watch = await watchSchema(database.db, { interval: 50 })
    const changed = new Promise<SchemaModel>((resolve) => {
      watch.onChange(resolve)
    })
    await database.execute(spelling.addColumn)
    const [table] = Object.values((await changed).tables)
    expect(table?.columns.map((column) => column.name.toLowerCase())).toEqual(['id', 'added'])
    await watch.close()
  })
})
