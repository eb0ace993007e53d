import type { Column, Index, SchemaModel, Table } from '@relvar/schema-introspect/model'

/**
 * A model without what nobody can know before the database has spoken: its own words for expressions,
 * the columns of views, and the indexes that it makes for keys of its own accord.
 */
export function alike({ tables }: SchemaModel): unknown {
  return Object.fromEntries(Object.values(tables).map((table) => [table.id, alikeTable(table)]))
}

function alikeTable(table: Table): unknown {
  const { kind, columns, primaryKey, uniques, foreignKeys, indexes, checks, comment } = table
  return {
    kind,
    columns: kind === 'table' ? columns.map(alikeColumn) : [],
    primaryKey,
    uniques: uniques.map(({ columns: each }) => each.join()).sort(),
    foreignKeys,
    indexes: indexes.filter((index) => !isBehindKey(table, index)).map(({ name }) => name),
    // MariaDB's JSON is a text with a check that nobody asked for.
    checks: checks
      .filter(({ expression }) => !expression.startsWith('json_valid('))
      .map(({ name }) => name),
    comment,
    relationships: table.relationships.map(({ name }) => name),
  }
}

/** MariaDB keeps the index of a foreign key that is gone. */
function isBehindKey(
  { primaryKey, uniques, foreignKeys }: Table,
  { name, columns }: Index,
): boolean {
  const keys = [
    primaryKey,
    ...uniques.map((each) => each.columns),
    ...foreignKeys.map((each) => each.columns),
  ]
  return /_foreign(?:_\d+)?$/.test(name) || keys.some((key) => key.join() === columns.join())
}

function alikeColumn(column: Column): unknown {
  const { enum: values, default: value, expression: _, ...rest } = column
  return {
    ...rest,
    enum: values !== null,
    default: value?.kind === 'expression' ? 'expression' : value,
  }
}
