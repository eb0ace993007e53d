import {
  assembleModel,
  type Catalogue,
  type CatalogueColumn,
  type Column,
  type ForeignKey,
  type SchemaModel,
  type Table,
} from '@relvar/schema-introspect/model'

/**
 * The model of edited tables: relationships, ids and the version are derived anew, as introspection
 * would derive them.
 */
export function settle(model: SchemaModel): SchemaModel {
  const tables = Object.values(model.tables)
  const catalogue: Catalogue = {
    dialect: model.dialect,
    defaultSchema: model.defaultSchema,
    tables,
    columns: tables.flatMap((table) =>
      table.columns.map((column) => toCatalogueColumn(model, table, column)),
    ),
    primaryKeys: tables
      .filter(({ primaryKey }) => primaryKey.length > 0)
      .map((table) => ({ ...placeOf(table), columns: table.primaryKey })),
    uniques: tables.flatMap((table) => of(table, table.uniques)),
    foreignKeys: tables.flatMap((table) =>
      table.foreignKeys.map((key) => ({ ...placeOf(table), ...toKey(model, key) })),
    ),
    indexes: tables.flatMap((table) => of(table, table.indexes)),
    checks: tables.flatMap((table) => of(table, table.checks)),
    enums: Object.values(model.enums).flatMap(({ schema, name, values }) =>
      schema === null ? [] : [{ schema, name, values }],
    ),
  }
  return assembleModel(catalogue)
}

function placeOf({ schema, name }: Table): { readonly schema: string; readonly table: string } {
  return { schema, table: name }
}

function of<T>(table: Table, list: readonly T[]): readonly (T & ReturnType<typeof placeOf>)[] {
  return list.map((each) => ({ ...each, ...placeOf(table) }))
}

function toCatalogueColumn(model: SchemaModel, table: Table, column: Column): CatalogueColumn {
  const { enum: id, traits: _, ...rest } = column
  const type = id === null ? undefined : model.enums[id]
  const { schema, name, values } = type ?? { schema: null, name: '', values: [] }
  const named = schema === null ? { values } : { schema, name }
  return { ...rest, ...placeOf(table), enum: type === undefined ? null : named }
}

function toKey(
  model: SchemaModel,
  { target, ...key }: ForeignKey,
): Omit<ForeignKey, 'target'> & { readonly targetSchema: string; readonly targetTable: string } {
  const { schema, name } = model.tables[target] ?? { schema: '', name: target }
  return { ...key, targetSchema: schema, targetTable: name }
}
