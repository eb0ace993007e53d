import type { Check, Column, Index, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { mentions } from '../change/text/tokens.js'
import type { SnapshotIndex, SnapshotTable } from './snapshot.js'
import type { SnapshotSource } from './take-snapshot.js'

/** What a table has that none of its fields and relations says. */
export function snapshotTable(table: Table, { model, queries }: SnapshotSource): SnapshotTable {
  const { name, schema, primaryKey, comment } = table
  const isView = table.kind === 'view' || table.kind === 'materialized-view'
  const uniques = table.uniques.filter(({ columns }) => columns.length > 1)
  const several = plainIndexes(table).filter(({ columns }) => columns.length > 1)
  const indexes = [...several, ...definedIndexes(table)]
  const checks = table.checks.filter((check) => columnOfCheck(check, table, model) === null)
  return {
    name,
    ...(schema !== model.defaultSchema && { schema }),
    ...(isView && { query: queries.get(table.id) ?? null }),
    columns: table.columns.map((column) => column.name),
    ...(primaryKey.length > 1 && { primary_key: primaryKey }),
    ...(uniques.length > 0 && { uniques: uniques.map(named) }),
    ...(indexes.length > 0 && { indexes: indexes.map(named) }),
    ...(checks.length > 0 && { checks }),
    ...(comment !== null && { comment }),
  }
}

/** Names that a vendor made up, and that nobody else may give. */
const MADE_UP = /^(?:sqlite_autoindex_|sys_c\d|uq__)/i

function named({ name, columns, definition }: Omit<Index, 'unique'>): SnapshotIndex {
  return {
    ...(!MADE_UP.test(name) && { name }),
    columns,
    ...(definition !== undefined && { definition }),
  }
}

/** Indexes that are more than a list of columns. */
export function definedIndexes({ indexes, uniques }: Table): readonly Index[] {
  return indexes.filter(
    ({ name, definition }) =>
      definition !== undefined && !uniques.some((each) => each.name === name),
  )
}

/** Indexes that are neither unique nor what the vendor keeps its key by. */
export function plainIndexes({ indexes, primaryKey, uniques }: Table): readonly Index[] {
  return indexes.filter(
    ({ name, columns, unique, definition }) =>
      !unique &&
      definition === undefined &&
      columns.length > 0 &&
      columns.join('\0') !== primaryKey.join('\0') &&
      !uniques.some((each) => each.name === name),
  )
}

/**
 * The column that a check comes along with, null of one that stands for itself: the list of a column's values,
 * and what makes JSON or a boolean of a vendor's type that is neither. MariaDB names such ones after the column.
 */
export function columnOfCheck(check: Check, table: Table, model: SchemaModel): string | null {
  const [column, other] = table.columns.filter(({ name }) => mentions(check.expression, name))
  if (column === undefined || other !== undefined) return null
  return comesAlong(check, column, model) ? column.name : null
}

function comesAlong(check: Check, column: Column, model: SchemaModel): boolean {
  const text = check.expression.toLowerCase()
  if (/\bis\s+json\b|json_valid/.test(text))
    return column.type === 'json' || check.name === column.name
  if (model.dialect === 'oracle' && column.type === 'boolean') return true
  const values = column.enum === null ? undefined : model.enums[column.enum]
  if (values === undefined || values.schema !== null) return false
  return values.values.every((value) =>
    check.expression.includes(`'${value.replaceAll("'", "''")}'`),
  )
}
