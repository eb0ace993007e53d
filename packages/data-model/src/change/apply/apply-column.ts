import {
  type Column,
  type Index,
  inlineValues,
  type SchemaModel,
  type Table,
} from '@relvar/schema-introspect/model'
import { ChangeRefusedError } from '../errors.js'
import type { AddColumn, AlterColumn, DropColumn, RenameColumn } from '../schema-change.js'
import { mentions } from '../text/tokens.js'
import { alteredDraft } from './altered-draft.js'
import { keyName } from './apply-constraint.js'
import { columnOfDraft } from './column-of-draft.js'
import { assertDefaultFits } from './default-fits.js'
import { assertNewColumn, withDraftColumn, withValues } from './draft-column.js'
import { columnOf, tableOf, withTable } from './lookup.js'
import { renameInExpression } from '../text/rename-in-expression.js'

export function addColumn(
  model: SchemaModel,
  { table: id, column: draft }: AddColumn,
): SchemaModel {
  const table = tableOf(model, id)
  if (draft.generated === 'identity')
    throw new ChangeRefusedError(
      'invalid-key',
      `Column "${draft.name}" cannot be added to "${id}" as numbered by the database: its key stays as it is.`,
    )
  const column = columnOfDraft(model.dialect, draft, false)
  const changed = withTable(model, withDraftColumn(model.dialect, table, draft, column))
  return withValues(changed, id, draft)
}

export function alterColumn(model: SchemaModel, change: AlterColumn): SchemaModel {
  const table = tableOf(model, change.table)
  const column = columnOf(table, change.column)
  assertAlterable(model, table, column, change)
  const { name, actions, generated } = column
  const draft = alteredDraft(column, change.set)
  // A default that stays was taken by the database already.
  if ('default' in change.set || retypes(change.set)) assertDefaultFits(model.dialect, draft)
  const made = columnOfDraft(model.dialect, draft, false)
  const isLeft = retypes(change.set) && hasValuesByType(model, column)
  const kept = { name, actions, generated, enum: isLeft ? null : column.enum }
  const altered = withTable(model, {
    ...table,
    columns: table.columns.map((each) => (each === column ? { ...made, ...kept } : each)),
  })
  return withValues(altered, table.id, draft)
}

/** Whether the values of a column are those of its type, and no check's. */
function hasValuesByType(model: SchemaModel, { enum: id, nativeType }: Column): boolean {
  const isNamed = id !== null && (model.enums[id]?.schema ?? null) !== null
  return isNamed || inlineValues(nativeType) !== null
}

function assertAlterable(
  model: SchemaModel,
  table: Table,
  { name, generated }: Column,
  { set, fits }: AlterColumn,
): void {
  const inKey = table.primaryKey.includes(name)
  const { comment: _, ...structure } = set
  if (Object.keys(structure).length === 0) return
  if (inKey && set.nullable === true)
    throw new ChangeRefusedError(
      'invalid-key',
      `Column "${name}" is part of the key of "${table.id}" and cannot be null.`,
    )
  if (inKey && retypes(set) && fits !== true)
    throw new ChangeRefusedError('invalid-key', `The key of "${table.id}" cannot be changed.`)
  const emptied = table.foreignKeys.find(
    (key) => key.columns.includes(name) && [key.onDelete, key.onUpdate].includes('set null'),
  )
  if (set.nullable === false && emptied !== undefined)
    throw new ChangeRefusedError(
      'in-use',
      `Column "${name}" of "${table.id}" has to be able to be null: foreign key "${emptied.name}" sets it to null.`,
    )
  if (generated !== null)
    throw new ChangeRefusedError(
      'unsupported',
      `Column "${name}" of "${table.id}" is filled by the database and cannot be changed.`,
    )
  if (retypes(set)) assertNoLink(model, table, name)
}

/** Whether the type of a column or its sizes are to be others. */
export function retypes(set: AlterColumn['set']): boolean {
  return ['type', 'nativeType', 'length', 'precision', 'scale'].some((key) => key in set)
}

/** Both ends of a foreign key have one type. */
function assertNoLink(model: SchemaModel, table: Table, name: string): void {
  const own = table.foreignKeys.find(({ columns }) => columns.includes(name))
  const other = Object.values(model.tables).find((each) =>
    each.foreignKeys.some((key) => key.target === table.id && key.targetColumns.includes(name)),
  )
  if (own !== undefined || other !== undefined)
    throw new ChangeRefusedError(
      'in-use',
      `The type of column "${name}" of "${table.id}" cannot be changed: a foreign key uses it.`,
    )
}

export function renameColumn(model: SchemaModel, change: RenameColumn): SchemaModel {
  const table = tableOf(model, change.table)
  const column = columnOf(table, change.column)
  const { to } = change
  if (column.name === to) return model
  const others = { ...table, columns: table.columns.filter((each) => each !== column) }
  assertNewColumn(model.dialect, others, to)
  assertNoFixedCheck(model, table, column.name)
  const tables = Object.values(model.tables).map((each) =>
    each.id === table.id
      ? renamedIn(model, each, column.name, to)
      : pointedTo(each, table, column.name, to),
  )
  return { ...model, tables: Object.fromEntries(tables.map((each) => [each.id, each])) }
}

/** The others write the check anew: https://dev.mysql.com/doc/refman/8.4/en/create-table-check-constraints.html */
function assertNoFixedCheck({ dialect }: SchemaModel, table: Table, name: string): void {
  if (dialect !== 'mysql' && dialect !== 'mssql') return
  const check = table.checks.find(({ expression }) => mentions(expression, name))
  if (check !== undefined)
    throw new ChangeRefusedError(
      'in-use',
      `Column "${name}" of "${table.id}" cannot be renamed: check "${check.name}" uses it.`,
    )
}

function renamedIn({ dialect }: SchemaModel, table: Table, from: string, to: string): Table {
  const list = renaming(from, to)
  return {
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      ...(column.name === from && { name: to }),
      ...(column.expression !== undefined && {
        expression: renameInExpression(column.expression, from, to),
      }),
    })),
    primaryKey: list(table.primaryKey),
    uniques: table.uniques.map((each) => ({ ...each, columns: list(each.columns) })),
    indexes: table.indexes.map((each) => renamedIndex(each, list, from, to)),
    checks: table.checks.map((each) => ({
      ...each,
      expression: renameInExpression(each.expression, from, to),
    })),
    foreignKeys: table.foreignKeys.map((each) => {
      const columns = list(each.columns)
      const isOwn = each.target === table.id
      return {
        ...each,
        name: keyName(dialect, table.name, columns, each.name),
        columns,
        targetColumns: isOwn ? list(each.targetColumns) : each.targetColumns,
      }
    }),
  }
}

function renamedIndex(
  { definition, ...index }: Index,
  list: ReturnType<typeof renaming>,
  from: string,
  to: string,
): Index {
  const renamed = { ...index, columns: list(index.columns) }
  if (definition === undefined) return renamed
  const sql = renameInExpression(definition.sql, from, to)
  return { ...renamed, definition: { ...definition, sql } }
}

function pointedTo(table: Table, target: Table, from: string, to: string): Table {
  const foreignKeys = table.foreignKeys.map((key) =>
    key.target === target.id
      ? { ...key, targetColumns: renaming(from, to)(key.targetColumns) }
      : key,
  )
  return { ...table, foreignKeys }
}

function renaming(from: string, to: string): (columns: readonly string[]) => readonly string[] {
  return (columns) => columns.map((column) => (column === from ? to : column))
}

/** Indexes, unique constraints and checks of it alone were dropped by changes of their own, see `expandChanges`. */
export function dropColumn(model: SchemaModel, change: DropColumn): SchemaModel {
  const table = tableOf(model, change.table)
  const { name } = columnOf(table, change.column)
  const user = usesOf(model, table, name)
  if (user !== null)
    throw new ChangeRefusedError(
      'in-use',
      `Column "${name}" of "${table.id}" cannot be dropped: ${user} uses it.`,
    )
  if (table.columns.length === 1)
    throw new ChangeRefusedError('in-use', `Column "${name}" is the only one of "${table.id}".`)
  return withTable(model, {
    ...table,
    columns: table.columns.filter((column) => column.name !== name),
    checks: table.checks.filter(({ expression }) => !mentions(expression, name)),
  })
}

function usesOf(model: SchemaModel, table: Table, name: string): string | null {
  if (table.primaryKey.includes(name)) return 'the key'
  const own = table.foreignKeys.find(({ columns }) => columns.includes(name))
  if (own !== undefined) return `foreign key "${own.name}"`
  for (const { id, foreignKeys } of Object.values(model.tables)) {
    const uses = foreignKeys.some(
      (key) => key.target === table.id && key.targetColumns.includes(name),
    )
    if (uses) return `a foreign key of "${id}"`
  }
  const others = table.columns.filter((column) => column.name !== name)
  const computed = others.find(({ expression = '' }) => mentions(expression, name))
  if (computed !== undefined) return `computed column "${computed.name}"`
  const check = table.checks.find(
    ({ expression }) =>
      mentions(expression, name) && others.some((other) => mentions(expression, other.name)),
  )
  return check === undefined ? null : `check "${check.name}"`
}
