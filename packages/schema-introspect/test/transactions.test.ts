import { CompiledQuery, type Transaction } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Database, withoutAnswer } from '../src/index.js'
import { scratch, SUPPORTED } from './matrix.js'

// oxlint-disable-next-line typescript/no-explicit-any -- as `Database` has it
type AnyTransaction = Transaction<any>

const PLACES: Readonly<Record<string, string>> = {
  postgres: '$1',
  cockroachdb: '$1',
  mssql: '@1',
  oracle: ':1',
}

describe.each(SUPPORTED)('transactions of prepared statements on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const place = PLACES[dialect.name] ?? '?'
  const insertion = (id: number): CompiledQuery =>
    CompiledQuery.raw(`insert into t (id) values (${place})`, [id])
  const ids = async (db: Pick<Database, 'selectFrom'>): Promise<readonly unknown[]> =>
    (await db.selectFrom('t').select('id').orderBy('id').execute()).map(({ id }) => Number(id))
  /** One connection, which has prepared the statement. */
  const prepared = async () => {
    const database = await scratch(dialect, 'create table t (id integer primary key)', {
      maxConnections: 1,
    })
    for (const id of [1, 2, 3]) await database.db.executeQuery(insertion(id))
    return database
  }

  test('are undone as a whole where their first statement fails, and where a later one does', async () => {
    await using database = await prepared()
    const { db } = database
    const insert = (...numbers: readonly number[]): Promise<void> =>
      db.transaction().execute(async (transaction) => {
        for (const id of numbers) await transaction.executeQuery(insertion(id))
      })
    await expect(insert(1, 4)).rejects.toThrow(/unique|duplicate/i)
    await expect(insert(4, 1)).rejects.toThrow(/unique|duplicate/i)
    await insert()
    expect(await ids(db)).toEqual([1, 2, 3])
    await insert(4, 5)
    expect(await ids(db)).toEqual([1, 2, 3, 4, 5])
  })

  test('go back to a savepoint past what nobody waited for and cannot be done', async () => {
    await using database = await prepared()
    const { db } = database
    const transaction = await db.startTransaction().execute()
    await transaction.executeQuery(insertion(4))
    const saved = await transaction.savepoint('before').execute()
    await unawaited(saved, insertion(1)).catch((error: unknown) =>
      expect(String(error)).toMatch(/unique|duplicate/i),
    )
    await saved.rollbackToSavepoint('before').execute()
    await transaction.executeQuery(insertion(5))
    await transaction.commit().execute()
    expect(await ids(db)).toEqual([1, 2, 3, 4, 5])
  })

  test('see what nobody waited for, and commit it', async () => {
    await using database = await prepared()
    const { db } = database
    const seen = await db.transaction().execute(async (transaction) => {
      await transaction.executeQuery(withoutAnswer(insertion(4)))
      await transaction.executeQuery(withoutAnswer(insertion(5)))
      const found = await ids(transaction)
      await transaction.executeQuery(withoutAnswer(insertion(6)))
      return found
    })
    expect(seen).toEqual([1, 2, 3, 4, 5])
    await db.transaction().execute((transaction) => unawaited(transaction, insertion(7)))
    expect(await ids(db)).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  test('leave nothing behind where what nobody waited for fails, or is given up', async () => {
    await using database = await prepared()
    const { db } = database
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.executeQuery(insertion(4))
      await unawaited(transaction, insertion(1))
    })
    await expect(failing).rejects.toThrow(/unique|duplicate/i)
    const failingEarlier = db.transaction().execute(async (transaction) => {
      await unawaited(transaction, insertion(1))
      await transaction.executeQuery(insertion(4))
    })
    await expect(failingEarlier).rejects.toThrow(/unique|duplicate/i)
    const givenUp = db.transaction().execute(async (transaction) => {
      await unawaited(transaction, insertion(4))
      throw new Error('given up')
    })
    await expect(givenUp).rejects.toThrow('given up')
    expect(await ids(db)).toEqual([1, 2, 3])
    await db.executeQuery(insertion(4))
    expect(await ids(db)).toEqual([1, 2, 3, 4])
  })
})

async function unawaited(transaction: AnyTransaction, query: CompiledQuery): Promise<void> {
  await transaction.executeQuery(withoutAnswer(query))
}
