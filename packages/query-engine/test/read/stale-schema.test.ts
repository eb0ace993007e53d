import { connect, introspect } from '@relvar/schema-introspect'
import type { Database } from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import { type DialectName, plainSql, shopFixture, type TestDialect } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import {
  allowAll,
  anonymous,
  createEngine,
  ForbiddenError,
  type SchemaSource,
  type Session,
} from '../../src/index.js'
import { SUPPORTED } from '../support/fixture.js'

interface Served extends AsyncDisposable {
  readonly session: Session
  readonly execute: (sql: string) => Promise<void>
  refreshes: number
}

/** A shop that is served while its tables change; the schema is read anew when the engine asks. */
async function serve(dialect: TestDialect, refreshing = true): Promise<Served> {
  const database = await dialect.createDatabase()
  await database.execute(shopFixture(dialect.name))
  const db: Database = await connect(database.url, { maxConnections: 2 })
  let model: SchemaModel = await introspect(db)
  const refresh = async (): Promise<SchemaModel> => {
    served.refreshes += 1
    model = await introspect(db)
    return model
  }
  const source: SchemaSource = { current: () => model, ...(refreshing && { refresh }) }
  const engine = createEngine({ db, schema: source, policy: allowAll })
  const served: Served = {
    session: engine.as(anonymous),
    execute: (sql) => database.execute(plainSql(dialect.name, sql)),
    refreshes: 0,
    async [Symbol.asyncDispose]() {
      await db.destroy()
      await database[Symbol.asyncDispose]()
    },
  }
  return served
}

function renameColumn(dialect: DialectName): string {
  return dialect === 'mssql'
    ? `exec sp_rename 'tags.name', 'label', 'column'`
    : 'alter table tags rename column name to label'
}

/** A whole number of 64 bits in the place of one of 32; SQLite has one kind alone. */
const WIDEN: Readonly<Partial<Record<DialectName, string>>> = {
  postgres: 'alter table reviews alter rating type bigint',
  cockroachdb: 'alter table reviews alter rating type bigint',
  mariadb: 'alter table reviews modify rating bigint',
  mysql: 'alter table reviews modify rating bigint',
  // A column that a check looks at keeps its type.
  mssql: `declare @drop nvarchar(400) = (select 'alter table reviews drop constraint ' + quotename(name)
    from sys.check_constraints where parent_object_id = object_id('reviews'));
    exec (@drop);
    alter table reviews alter column rating bigint`,
  oracle: 'alter table "reviews" modify ("rating" number(19))',
}

describe.each(SUPPORTED)('a schema that changes while it is served on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('loses a table: it is unknown from then on', async () => {
    await using shop = await serve(dialect)
    await shop.session.read('reviews', { limit: 1 })
    await shop.execute('drop table reviews')
    await expect(shop.session.read('reviews', { limit: 1 })).rejects.toThrow(ForbiddenError)
    expect(shop.refreshes).toBe(1)
    await expect(shop.session.read('products', { fields: ['reviews.id'] })).rejects.toThrow(
      ForbiddenError,
    )
    expect(await shop.session.read('products', { fields: ['id'], limit: 1 })).toEqual([{ id: 1 }])
  })

  test('loses a column: * goes on without it', async () => {
    await using shop = await serve(dialect)
    const read = (): Promise<readonly object[]> => shop.session.read('tags', { limit: 1 })
    await shop.execute('alter table tags add extra varchar(10)')
    expect(await read()).toEqual([{ id: 1, name: 'new' }])
    await shop.execute('alter table reviews drop column body')
    const [row] = await shop.session.read('reviews', { limit: 1 })
    expect(Object.keys(row ?? {})).toEqual([
      'id',
      'product_id',
      'customer_id',
      'rating',
      'created_at',
    ])
    await expect(shop.session.read('reviews', { fields: ['body'] })).rejects.toThrow(ForbiddenError)
    expect(await read()).toEqual([{ id: 1, name: 'new', extra: null }])
  })

  test('has a column renamed: both outputs follow', async () => {
    await using shop = await serve(dialect)
    await shop.session.readJson('tags', { limit: 1 })
    await shop.execute(renameColumn(dialect.name))
    expect(JSON.parse((await shop.session.readJson('tags', { limit: 1 })).data)).toEqual([
      { id: 1, label: 'new' },
    ])
    expect(await shop.session.read('tags', { limit: 1 })).toEqual([{ id: 1, label: 'new' }])
  })

  test('has a column of another type', async () => {
    await using shop = await serve(dialect)
    const read = (): Promise<readonly object[]> =>
      shop.session.read('reviews', { fields: ['rating'], filter: { rating: { _eq: 4 } } })
    expect(await read()).toEqual([{ rating: 4 }])
    const widen = WIDEN[dialect.name]
    if (widen === undefined) return
    await shop.execute(widen)
    await expect(
      read().then((rows) => Number((rows[0] as { rating: unknown }).rating)),
    ).resolves.toBe(4)
  })

  test('is followed by streams that have not begun', async () => {
    await using shop = await serve(dialect)
    await shop.execute(renameColumn(dialect.name))
    const rows: unknown[] = []
    for await (const row of shop.session.stream('tags', { limit: 1 })) rows.push(row)
    expect(rows).toEqual([{ id: 1, label: 'new' }])
  })

  test('is an error with a code where nobody can read it anew', async () => {
    await using shop = await serve(dialect, false)
    await shop.execute('drop table reviews')
    const gone = new ForbiddenError('What was asked for is no longer in the database.')
    await expect(shop.session.read('reviews')).rejects.toThrow(gone)
    await expect(shop.session.readJson('reviews')).rejects.toThrow(gone)
  })
})
