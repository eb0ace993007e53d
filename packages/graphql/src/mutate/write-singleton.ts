import type { CallOptions, Session } from '@relvar/query-engine'
import type { Key, ReadQuery, Row } from '@relvar/query-engine/query'
import type { Table } from '@relvar/schema-introspect/model'

/** Writes the only row of a singleton, making it where there is none; answers it as `createJson` does. */
export function writeSingleton(
  session: Session,
  table: Table,
  data: Row,
  shape: ReadQuery,
  options: CallOptions,
): Promise<string | null> {
  return session.transaction(async (inner) => {
    const [row] = await inner.read(table.id, { fields: table.primaryKey, limit: 1 })
    return row === undefined
      ? inner.createJson(table.id, [data], shape)
      : inner.updateJson(table.id, { keys: [row as Key] }, data, shape)
  }, options)
}
