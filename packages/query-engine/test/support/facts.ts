import type { TestDatabase } from '@relvar/test-databases'

/** The rows of a statement as lists of values, in one form whatever the driver makes of them. */
export async function factsOf(
  database: TestDatabase,
  sql: string,
): Promise<readonly (readonly unknown[])[]> {
  return (await database.query(sql)).map((row) => Object.values(row).map(plain))
}

/** Numbers as numbers, true as 1, moments as ISO text. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value)
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
}
