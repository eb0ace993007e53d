import { CompiledQuery, DummyDriver, Kysely, SqliteDialect } from 'kysely'
import { describe, expect, it } from 'vitest'
import { assertReads, readOnlyDialect } from './read-only.js'

describe('a connection that may only read', () => {
  it.each([
    'select [update], "delete" from [insert] where note = \'drop table x\' -- merge',
    'with a as (select 1 as n) select n from a /* truncate */',
    'select * from jobs for update',
    'select updated_at, [a]]drop] from t',
  ])('lets %s through', (sql) => {
    expect(() => assertReads(sql)).not.toThrow()
  })

  it.each([
    ['insert into t values (1)', 'insert'],
    ['with a as (select 1 as n) DELETE from t', 'DELETE'],
    ['select * into copy from t', 'into'],
    ["select '' ; drop table t --'", 'drop'],
    ['merge into t using s on (1 = 1) when matched then update set a = 1', 'merge'],
    ["begin execute immediate 'x'; end;", 'begin'],
  ])('refuses %s', (sql, word) => {
    expect(() => assertReads(sql)).toThrow(`read-only, so a statement with "${word}" is refused`)
  })

  it('guards every statement of the dialect', async () => {
    const base = new SqliteDialect({ database: null as never })
    const db = new Kysely({
      dialect: readOnlyDialect({
        createAdapter: () => base.createAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (any) => base.createIntrospector(any),
        createQueryCompiler: () => base.createQueryCompiler(),
      }),
    })
    expect(await db.executeQuery(CompiledQuery.raw('select 1'))).toEqual({ rows: [] })
    await expect(db.executeQuery(CompiledQuery.raw('delete from t'))).rejects.toThrow(/read-only/)
    await expect(
      db.transaction().execute((trx) => trx.executeQuery(CompiledQuery.raw('delete from t'))),
    ).rejects.toThrow(/read-only/)
  })
})
