import type { Column, SchemaModel, Table } from '@relvar/schema-introspect/model'

/** The schema as the program itself sees it: what is kept encrypted is read in clear. */
export function openedSchema(schema: SchemaModel): SchemaModel {
  const tables = Object.values(schema.tables).map((table) => [table.id, opened(table)] as const)
  return { ...schema, tables: Object.fromEntries(tables) }
}

function opened(table: Table): Table {
  const isEncrypted = ({ traits }: Column): boolean => traits.codec === 'encrypt'
  if (!table.columns.some(isEncrypted)) return table
  const columns = table.columns.map((column) =>
    isEncrypted(column) ? withoutSecret(column) : column,
  )
  return { ...table, columns }
}

function withoutSecret(column: Column): Column {
  const { secret: _, ...traits } = column.traits
  return { ...column, traits }
}
