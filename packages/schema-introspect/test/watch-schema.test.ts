import { describe, expect, it } from 'vitest'
import { getTable, watchSchema } from '../src/index.js'
import { findColumn } from '../src/model/index.js'
import { scratch, SUPPORTED } from './matrix.js'

/** One after another, each is a change that the watch must see. */
function changes(dialect: string): readonly (readonly [what: string, statement: string])[] {
  const mysql = dialect === 'mariadb' || dialect === 'mysql'
  const sqlite = dialect === 'sqlite'
  const common = [
    ['a new table', 'create table other (id integer primary key, t_id integer)'],
    ['a new column', 'alter table t add column note varchar(20)'],
    ['a renamed column', 'alter table t rename column note to remark'],
    ['a new index', 'create index t_name on t (name)'],
    ['a dropped index', mysql ? 'drop index t_name on t' : 'drop index t_name'],
    ['a new view', 'create view v as select id from t'],
    ['a dropped view', 'drop view v'],
    ['a dropped column', 'alter table t drop column remark'],
    ['a renamed table', 'alter table other rename to another'],
  ] as const
  if (sqlite) {
    return [...common, ['a trigger', 'create trigger tr after insert on t begin select 1; end']]
  }
  return [
    ...common,
    ...triggers(mysql).map((statement) => ['a trigger', statement] as const),
    [
      'a new foreign key',
      'alter table another add constraint to_t foreign key (t_id) references t (id)',
    ],
    ['a new default', `alter table t alter column name set default 'x'`],
    [
      'a changed type',
      mysql
        ? 'alter table t modify name varchar(99)'
        : 'alter table t alter column name type varchar(99)',
    ],
    [
      'a column that must not be null',
      mysql
        ? 'alter table t modify name varchar(99) not null'
        : 'alter table t alter column name set not null',
    ],
    ['a new check', `alter table t add constraint few check (name in ('a', 'b'))`],
    ['a comment', mysql ? `alter table t comment = 'new'` : `comment on table t is 'new'`],
    ['a new unique constraint', 'alter table t add constraint once unique (name)'],
  ]
}

function triggers(mysql: boolean): readonly string[] {
  if (mysql) return ['create trigger tr before insert on t for each row set new.name = new.name']
  const body = `create function touch() returns trigger language plpgsql as 'begin return new; end'`
  const trigger = 'create trigger tr before insert on t for each row execute function touch()'
  return [`${body}; ${trigger}`]
}

describe.each(SUPPORTED)('watchSchema on $name', (dialect) => {
  const { name, skip } = dialect

  it.skipIf(skip)('sees every kind of change made from outside', async () => {
    await using database = await scratch(
      dialect,
      'create table t (id integer primary key, name varchar(20))',
    )
    const watch = await watchSchema(database.db, { interval: 10 })
    for (const [what, statement] of changes(name)) {
      const before = watch.current().version
      await database.execute([statement])
      await expect.poll(() => watch.current().version, { message: what }).not.toBe(before)
    }
    expect(getTable(watch.current(), 't').hasTriggers).toBe(true)
    expect(getTable(watch.current(), 'another').hasTriggers).toBe(false)
    await watch.close()
  })

  it.skipIf(skip)('keeps the model, and tells nobody, while nothing changes', async () => {
    await using database = await scratch(dialect, 'create table t (id integer primary key)')
    const watch = await watchSchema(database.db, { interval: 5 })
    const model = watch.current()
    const told: unknown[] = []
    watch.onChange((schema) => told.push(schema))
    for (let id = 0; id < 20; id++) await database.db.insertInto('t').values({ id }).execute()
    await watch.refresh()
    expect(watch.current()).toBe(model)
    expect(told).toEqual([])
    await watch.close()
  })

  it.skipIf(skip)('lays the overlay over each model, and tells who listens', async () => {
    await using database = await scratch(dialect, 'create table t (a integer, b varchar(20))')
    const watch = await watchSchema(database.db, {
      interval: 60_000,
      overlay: {
        tables: { t: { primaryKey: ['a'], columns: { c: { traits: { searchable: false } } } } },
      },
    })
    const told: string[] = []
    const stop = watch.onChange((schema) => told.push(schema.version))
    await database.execute('alter table t add column c integer')
    const schema = await watch.refresh()
    expect(getTable(schema, 't').actions).toEqual(['read', 'create', 'update', 'delete'])
    expect(findColumn(getTable(schema, 't'), 'c')?.traits).toEqual({ searchable: false })
    stop()
    await database.execute('alter table t add column d integer')
    await watch.refresh()
    expect(told).toEqual([schema.version])
    await watch.close()
  })

  it.skipIf(skip)('goes on where a listener fails', async () => {
    await using database = await scratch(dialect, 'create table t (id integer primary key)')
    const errors: unknown[] = []
    const watch = await watchSchema(database.db, {
      interval: 60_000,
      onError: (error) => errors.push(error),
    })
    const told: unknown[] = []
    watch.onChange(() => {
      throw new Error('my fault')
    })
    watch.onChange((schema) => told.push(schema.version))
    await database.execute('create table u (id integer primary key)')
    await watch.refresh()
    expect(told).toHaveLength(1)
    expect(errors).toMatchObject([{ message: 'my fault' }])
    await watch.close()
  })
})
