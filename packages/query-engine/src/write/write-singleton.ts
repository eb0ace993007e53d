import type { Table } from '@relvar/schema-introspect/model'
import type { Key, ReadQuery, Row } from '../query/query.js'
import type { CallOptions, Session } from '../session.js'

/**
 * Writes the only row of a singleton, making it where there is none; answers it as `createJson` does.
 *
 * @example
 * await writeSingleton(session, settings, { project_name: 'Bookshop' }, { fields: ['*'] })
 */
export function writeSingleton(
  session: Session,
  table: Table,
  data: Row,
  shape: ReadQuery,
  options: CallOptions = {},
): Promise<string | null> {
  return session.transaction(async (inner) => {
    const [row] = await inner.read(table.id, { fields: table.primaryKey, limit: 1 })
    return row === undefined
      ? inner.createJson(table.id, [data], shape)
      : inner.updateJson(table.id, { keys: [row as Key] }, data, shape)
  }, options)
}
