import type { Session, SystemNames } from '@relvar/query-engine'
import type { Column, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { SECRET_TABLES } from './tables/migrations.js'

/** How this package reaches its tables. */
export interface AuthData extends SystemNames {
  /** Passes every policy. */
  system(): Session
  /** Passes every policy, of an engine whose model is that of {@link revealSecrets}. */
  secrets(): Session
}

/**
 * The model in which hashes and tokens are ordinary columns. The engine that has it is for this
 * package alone: in all others nobody reads them, not even internal work.
 *
 * @example
 * const vault = createEngine({ db, schema: revealSecrets(schema, system), policy: allowAll })
 */
export function revealSecrets(schema: SchemaModel, names: SystemNames): SchemaModel {
  const revealed = SECRET_TABLES.flatMap((name) => {
    const table = schema.tables[names.id(name)]
    return table === undefined ? [] : [[table.id, withoutSecrets(table)] as const]
  })
  return { ...schema, tables: { ...schema.tables, ...Object.fromEntries(revealed) } }
}

function withoutSecrets(table: Table): Table {
  return { ...table, columns: table.columns.map(withoutSecret) }
}

function withoutSecret(column: Column): Column {
  const { secret: _, ...traits } = column.traits
  return { ...column, traits }
}
