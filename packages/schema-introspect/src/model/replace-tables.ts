import type { SchemaModel, Table } from './schema-model.js'

/**
 * The same schema with other tables: an actor's part of it, for example. `variant` says what was
 * done, so that equal versions go on meaning equal schemas.
 *
 * @example
 * replaceTables(schema, visibleTables, policy.keyOf(actor))
 */
export function replaceTables(
  model: SchemaModel,
  tables: Iterable<Table>,
  variant: string,
): SchemaModel {
  return {
    ...model,
    version: `${model.version}.${variant}`,
    tables: Object.fromEntries([...tables].map((table) => [table.id, table])),
  }
}
