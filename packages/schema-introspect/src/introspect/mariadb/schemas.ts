import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { IntrospectOptions } from '../options.js'
import { isOneOf } from '../schemas.js'

/** The database of the connection, unless others are named. */
export function schemaCondition({ schemas }: IntrospectOptions): RawBuilder<boolean> {
  return schemas === undefined
    ? sql<boolean>`t.table_schema = database()`
    : isOneOf(sql`t.table_schema`, schemas)
}

export async function readDefaultSchema(
  db: AnyDatabase,
  { schemas }: IntrospectOptions,
): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select database() as name`.execute(db)
  const current = rows[0]?.name ?? ''
  return schemas === undefined || schemas.includes(current) ? current : (schemas[0] ?? current)
}
