import { ForeignKeyViolationError } from '@relvar/query-engine'
import { type AnyDatabase, ConnectionLostError } from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { SchemaPlan } from '../schema-plan.js'

/**
 * Runs work in a transaction with foreign keys switched off, and looks at those of the tables that the
 * plan is about before it commits. The switch works outside of transactions only, so that the one at
 * hand, which keeps its connection for itself, is ended and begun anew around it.
 *
 * @see https://www.sqlite.org/pragma.html#pragma_foreign_keys
 * @throws ForeignKeyViolationError where rows link to nothing that did not before
 */
export async function withForeignKeysOff<T>(
  transaction: AnyDatabase,
  plan: SchemaPlan,
  work: () => Promise<T>,
): Promise<T> {
  const { rows } = await sql<{ on: number }>`
    select foreign_keys as "on" from pragma_foreign_keys`.execute(transaction)
  if (rows[0]?.on !== 1) return checked(transaction, plan, work)
  await sql`commit`.execute(transaction)
  await sql`pragma foreign_keys = off`.execute(transaction)
  const switchOn = async (): Promise<void> => {
    await sql`pragma foreign_keys = on`.execute(transaction)
    // Whoever began the transaction is going to end it.
    await sql`begin`.execute(transaction)
  }
  return inOrder(async () => {
    await sql`begin immediate`.execute(transaction)
    return committed(transaction, () => checked(transaction, plan, work))
  }, switchOn)
}

/** Work, and what puts things in order after it, however it ended. */
async function inOrder<T>(work: () => Promise<T>, putInOrder: () => Promise<unknown>): Promise<T> {
  let result: T
  try {
    result = await work()
  } catch (error) {
    return failed(error, putInOrder)
  }
  await putInOrder()
  return result
}

/**
 * Puts things in order after a failure, which stays the news: a process that was ended for it took all of
 * that along.
 */
async function failed(error: unknown, putInOrder: () => Promise<unknown>): Promise<never> {
  try {
    await putInOrder()
  } catch (lost) {
    if (!(lost instanceof ConnectionLostError)) throw lost
  }
  throw error
}

async function committed<T>(transaction: AnyDatabase, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    await sql`commit`.execute(transaction)
    return result
  } catch (error) {
    return failed(error, () => sql`rollback`.execute(transaction))
  }
}

async function checked<T>(
  transaction: AnyDatabase,
  { before, after }: SchemaPlan,
  work: () => Promise<T>,
): Promise<T> {
  const broken = await brokenLinks(transaction, before)
  const result = await withLegacyOff(transaction, work)
  for (const [table, count] of await brokenLinks(transaction, after)) {
    if (count <= (broken.get(table) ?? 0)) continue
    const field = await brokenField(transaction, after.tables[table]?.name ?? table)
    throw new ForeignKeyViolationError({ collection: table, field, value: null })
  }
  return result
}

/** The setting that a plan switches on and off belongs to the connection, which goes on after a failure. */
function withLegacyOff<T>(transaction: AnyDatabase, work: () => Promise<T>): Promise<T> {
  return inOrder(work, () => sql`pragma legacy_alter_table = off`.execute(transaction))
}

/** Rows that link to nothing, by table. */
async function brokenLinks(
  transaction: AnyDatabase,
  { tables }: SchemaModel,
): Promise<ReadonlyMap<string, number>> {
  const linking = Object.values(tables).filter(({ foreignKeys }) => foreignKeys.length > 0)
  const counts = new Map<string, number>()
  for (const { id, name } of linking) {
    const { rows } = await sql<{ count: number | bigint }>`
      select count(*) as count from pragma_foreign_key_check(${name})`.execute(transaction)
    counts.set(id, Number(rows[0]?.count ?? 0))
  }
  return counts
}

/** The column whose links lead to nothing; null where there are several. */
async function brokenField(transaction: AnyDatabase, table: string): Promise<string | null> {
  const { rows } = await sql<{ field: string }>`
    select distinct l."from" as field from pragma_foreign_key_check(${table}) c
      join pragma_foreign_key_list(${table}) l on l.id = c.fkid`.execute(transaction)
  return rows.length === 1 ? (rows[0]?.field ?? null) : null
}
