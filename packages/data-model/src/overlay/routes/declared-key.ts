import { InvalidPayloadError, type Row, type Session } from '@relvar/query-engine'
import { findColumn, findTable } from '@relvar/schema-introspect/model'

/**
 * Looks at all rows before columns are declared to be their key: what is done to the row with a key would
 * else be done to several.
 *
 * @param session of an administrator
 * @throws InvalidPayloadError where rows share a key, or have none
 */
export async function assertIsKeyOfRows(
  session: Session,
  collection: string,
  { primary_key: key }: Row,
): Promise<void> {
  const table = findTable(session.schema, collection)
  if (table === undefined || !isListOfNames(key) || key.length === 0) return
  // Those are refused by what is written.
  if (key.some((name) => findColumn(table, name) === undefined)) return
  const groups = { aggregate: { count: ['*'] }, groupBy: key, sort: ['-count'], limit: 1 }
  const [most] = await session.read(collection, groups)
  const filter = { _or: key.map((name) => ({ [name]: { _null: true } })) }
  const [without] = await session.read(collection, { fields: key, filter, limit: 1 })
  if (Number(most?.['count'] ?? 0) > 1 || without !== undefined)
    throw new InvalidPayloadError(
      `"${key.join(', ')}" is no key of "${collection}": rows share a value, or have none.`,
    )
}

function isListOfNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string')
}
