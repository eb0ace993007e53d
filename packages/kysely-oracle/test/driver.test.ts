import { CompiledQuery, Kysely, sql } from 'kysely'
import oracledb from 'oracledb'
import { describe, expect, it } from 'vitest'
import {
  OracleDialect,
  type OracleDialectConfig,
  ReturnedColumn,
  SESSION_SETTINGS,
} from '../src/index.js'
import { type Call, type FakeAnswers, fakeDriver } from './fake-driver.js'

// oxlint-disable-next-line typescript/no-explicit-any -- tables whose columns do not matter here
type Tables = Record<'person', any>

function connected(
  answers: FakeAnswers = {},
  options: Partial<OracleDialectConfig> = {},
): { db: Kysely<Tables>; calls: Call[] } {
  const driver = fakeDriver(answers)
  const dialect = new OracleDialect({
    oracledb: driver.oracledb,
    pool: { user: 'shop', poolMax: 3 },
    sessionSettings: ['alter session set nls_sort = binary'],
    callTimeout: 5_000,
    ...options,
  })
  return { db: new Kysely<Tables>({ dialect }), calls: driver.calls }
}

/** Without the statements that prepare the first session. */
function work(calls: readonly Call[]): readonly Call[] {
  const settings = calls.findIndex(({ sql: text }) =>
    text?.startsWith('alter session set nls_sort'),
  )
  return calls.slice(settings + 1)
}

const methods = (calls: readonly Call[]): readonly string[] =>
  work(calls).map(({ method, sql: text }) => (method === 'execute' ? (text ?? '') : method))

describe('sessions', () => {
  it('are prepared once, before anything else', async () => {
    const { db, calls } = connected()
    await sql`select 1 as one from dual`.execute(db)
    await sql`select 2 as two from dual`.execute(db)
    expect(calls.slice(1, 3).map(({ sql: text }) => text)).toEqual([
      SESSION_SETTINGS,
      'alter session set nls_sort = binary',
    ])
    expect(calls.filter(({ sql: text }) => text === SESSION_SETTINGS)).toHaveLength(1)
    // Texts are sorted as they are compared: https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/NLS_SORT.html
    expect(SESSION_SETTINGS).toMatch(/nls_sort = 'BINARY' nls_comp = 'BINARY'$/)
    await db.destroy()
    expect(calls.at(-1)?.method).toBe('closePool')
  })

  it('are asked for again after a pool could not be made', async () => {
    let away = true
    const { db } = connected({ createPool: () => (away ? new Error('NJS-511: refused') : null) })
    await expect(sql`select 1 from dual`.execute(db)).rejects.toThrow('NJS-511')
    away = false
    await sql`select 1 from dual`.execute(db)
  })

  it('are dropped when they are lost, and kept after other errors', async () => {
    const failure = Object.assign(new Error('NJS-500: gone'), { code: 'NJS-500' })
    const lost = connected({ execute: (text) => (text === 'x' ? failure : {}) })
    await expect(lost.db.executeQuery(CompiledQuery.raw('x'))).rejects.toBe(failure)
    expect(lost.calls.at(-1)).toEqual({ method: 'close', options: { drop: true } })
    const denied = Object.assign(new Error('ORA-00942'), { code: 'ORA-00942' })
    const kept = connected({ execute: (text) => (text === 'x' ? denied : {}) })
    await expect(kept.db.executeQuery(CompiledQuery.raw('x'))).rejects.toBe(denied)
    expect(kept.calls.at(-1)).toEqual({ method: 'close', options: { drop: false } })
  })
})

describe('transactions', () => {
  it('commit each statement outside, and none inside', async () => {
    const { db, calls } = connected()
    await sql`delete from person`.execute(db)
    await db.transaction().execute((trx) => sql`delete from person`.execute(trx))
    const commits = work(calls).filter(({ method }) => method === 'execute')
    expect(commits.map(({ options }) => options?.['autoCommit'])).toEqual([true, false])
    expect(methods(calls).slice(-3)).toEqual(['delete from person', 'commit', 'close'])
  })

  it('take the isolation levels that Oracle has', async () => {
    const { db, calls } = connected()
    await db
      .transaction()
      .setIsolationLevel('serializable')
      .execute(async () => 1)
    await db
      .transaction()
      .setAccessMode('read only')
      .execute(async () => 1)
    expect(methods(calls).filter((text) => text.startsWith('set'))).toEqual([
      'set transaction isolation level serializable',
      'set transaction read only',
    ])
    const refused = db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async () => 1)
    await expect(refused).rejects.toThrow(/no isolation level/)
  })

  it('have savepoints of any name', async () => {
    const { db, calls } = connected()
    const trx = await db.startTransaction().execute()
    const first = await trx.savepoint('odd "name"').execute()
    const second = await first.savepoint('other').execute()
    await second.rollbackToSavepoint('odd "name"').execute()
    await trx.rollback().execute()
    expect(methods(calls)).toEqual([
      'savepoint sp_1',
      'savepoint sp_2',
      'rollback to savepoint sp_1',
      'rollback',
      'close',
    ])
  })
})

describe('results', () => {
  it('are bounded where they are held as a whole', async () => {
    const rows = Array.from({ length: 1_000 }, () => ({ name: 'x'.repeat(10) }))
    const tooMuch = new Error('too much')
    const query = CompiledQuery.raw('select name from person')
    const bounded = (size: number) =>
      connected({ rows }, { resultLimit: { size, exceeded: () => tooMuch } })
    const { db, calls } = bounded(1_500)
    await expect(db.executeQuery(query)).rejects.toBe(tooMuch)
    expect(methods(calls)).toEqual(['select name from person', 'closeResultSet', 'close'])
    let streamed = 0
    for await (const _ of db.getExecutor().stream(query, 100)) streamed += 1
    expect(streamed).toBe(10)
    expect((await bounded(10_000).db.executeQuery(query)).rows).toEqual(rows)
  })

  it('hold rows, or how many were changed', async () => {
    const { db } = connected({
      execute: (text) => (text.startsWith('select') ? { rows: [{ id: 1 }] } : { rowsAffected: 3 }),
    })
    expect(await db.selectFrom('person').selectAll().execute()).toEqual([{ id: 1 }])
    expect(await db.deleteFrom('person').executeTakeFirst()).toEqual({ numDeletedRows: 3n })
  })

  it('hold the columns of RETURNING, of types that are asked for once', async () => {
    const { db, calls } = connected({
      metaData: [
        { name: 'id', dbType: oracledb.DB_TYPE_NUMBER },
        { name: 'made', dbType: oracledb.DB_TYPE_TIMESTAMP_TZ },
        { name: 'text', dbType: oracledb.DB_TYPE_CLOB },
      ],
      execute: (text) =>
        text.startsWith('update')
          ? {
              rowsAffected: 2,
              outBinds: [
                ['7', '9007199254740993'],
                ['2024-02-29T12:34:56.789+02:00', null],
                [{ getData: async () => 'long' }, null],
              ],
            }
          : {},
    })
    const update = (): Promise<unknown> =>
      db.updateTable('person').set({ name: 'x' }).returning(['id', 'made', 'text']).execute()
    const rows = [
      { id: 7, made: '2024-02-29T10:34:56.789Z', text: 'long' },
      { id: '9007199254740993', made: null, text: null },
    ]
    expect(await update()).toEqual(rows)
    expect(await update()).toEqual(rows)
    expect(calls.filter(({ method }) => method === 'getStatementInfo')).toEqual([
      { method: 'getStatementInfo', sql: 'select "id", "made", "text" from "person"' },
    ])
    expect(work(calls)[1]?.binds).toEqual([
      { dir: oracledb.BIND_IN, type: oracledb.DB_TYPE_VARCHAR, val: 'x' },
      { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_VARCHAR, maxSize: 4_000 },
      { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_VARCHAR, maxSize: 4_000 },
      { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_CLOB },
    ])
  })

  it('take the types of hand-written RETURNING from its parameters', async () => {
    const { db, calls } = connected({
      execute: (text) => (text.startsWith('delete') ? { outBinds: [['5']], rowsAffected: 1 } : {}),
    })
    const id = new ReturnedColumn('id', { dbType: oracledb.DB_TYPE_NUMBER })
    const { rows } = await sql`delete from "person" returning "id" into ${sql.val(id)}`.execute(db)
    expect(rows).toEqual([{ id: 5 }])
    expect(methods(calls)).not.toContain('getStatementInfo')
  })

  it('of several inserted rows come in their order', async () => {
    const { db, calls } = connected({
      metaData: [{ name: 'id', dbType: oracledb.DB_TYPE_NUMBER }],
      execute: (text) =>
        text.startsWith('insert') ? { rowsAffected: 2, outBinds: [[['1']], [['2']]] } : {},
    })
    const people = [
      { name: 'Ada', age: 36 },
      { name: 'Zoë', age: null },
    ]
    expect(await db.insertInto('person').values(people).returning('id').execute()).toEqual([
      { id: 1 },
      { id: 2 },
    ])
    expect(work(calls).find(({ method }) => method === 'executeMany')).toEqual({
      method: 'executeMany',
      sql: 'insert into "person" ("name", "age") values (:1, :2) returning "id" into :3',
      binds: [
        ['Ada', 36],
        ['Zoë', null],
      ],
      options: {
        autoCommit: true,
        bindDefs: [
          { dir: oracledb.BIND_IN, type: oracledb.DB_TYPE_VARCHAR, maxSize: 4 },
          { dir: oracledb.BIND_IN, type: oracledb.DB_TYPE_NUMBER },
          { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_VARCHAR, maxSize: 4_000 },
        ],
      },
    })
  })

  it('can be streamed, and left early', async () => {
    const { db, calls } = connected({ rows: [{ id: 1 }, { id: 2 }, { id: 3 }] })
    const rows: unknown[] = []
    for await (const row of db.selectFrom('person').selectAll().stream(2)) rows.push(row)
    expect(rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }])
    for await (const row of db.selectFrom('person').selectAll().stream(2)) {
      expect(row).toEqual({ id: 1 })
      break
    }
    expect(methods(calls).filter((method) => method === 'closeResultSet')).toHaveLength(2)
  })
})

describe('a signal', () => {
  it('breaks the statement that runs', async () => {
    const error = Object.assign(new Error('ORA-01013: user requested cancel'), {
      code: 'ORA-01013',
    })
    const controller = new AbortController()
    const reason = new Error('nobody waits any more')
    let end: ((error: Error) => void) | undefined
    const { db } = connected({
      execute: (text) =>
        text === 'slow'
          ? new Promise((_, reject) => {
              end = reject
              controller.abort(reason)
            })
          : {},
      break: () => end?.(error),
    })
    const running = db.executeQuery(CompiledQuery.raw('slow'), {
      signal: controller.signal,
      inflightQueryAbortStrategy: 'cancel query',
    })
    await expect(running).rejects.toBe(reason)
    // The only session is free again: the statement has ended.
    await sql`select 1 from dual`.execute(db)
  })
})
