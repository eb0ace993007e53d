import { replaceTables, type SchemaModel } from '@relvar/schema-introspect/model'
import { SystemNameTakenError } from '../errors.js'

/**
 * A user's schema with our tables beside it, in one model: links may go from one to the other.
 *
 * @throws SystemNameTakenError where a user's table has the name of one of ours
 */
export function addSystemTables(user: SchemaModel, system: SchemaModel): SchemaModel {
  const taken = Object.keys(system.tables).find((id) => Object.hasOwn(user.tables, id))
  if (taken !== undefined) throw new SystemNameTakenError(taken)
  const tables = [...Object.values(user.tables), ...Object.values(system.tables)]
  return replaceTables(user, tables, system.version)
}
