import type {
  DialectName,
  IndexDefinition,
  ReferentialAction,
  SchemaModel,
  Table,
} from '@relvar/schema-introspect/model'
import { ChangeRefusedError } from '../errors.js'
import { holderOf, servesKey } from '../free-names.js'
import { assertName, type ConstraintKind, constraintName } from '../names.js'
import type {
  AddCheck,
  AddForeignKey,
  AddIndex,
  AddUnique,
  DropCheck,
  DropForeignKey,
  DropIndex,
  DropUnique,
  ForeignKeyDraft,
} from '../schema-change.js'
import { assertFragment } from '../text/fragment.js'
import { columnOf, constraintOf, tableOf, withTable } from './lookup.js'

/** SQLite tells no names of foreign keys, so introspection makes them up. */
export function keyName(
  dialect: DialectName,
  table: string,
  columns: readonly string[],
  name: string,
): string {
  return dialect === 'sqlite' ? `${table}_${columns.join('_')}_fkey` : name
}

/** The name of a constraint. In a plan each has one: `expandChanges` gives those that are free. */
export function nameFor(
  model: SchemaModel,
  table: Table,
  draft: { readonly name?: string; readonly columns: readonly string[] },
  kind: ConstraintKind,
): string {
  return draft.name ?? constraintName(model.dialect, table.name, draft.columns, kind)
}

export function addUnique(model: SchemaModel, change: AddUnique): SchemaModel {
  const table = tableOf(model, change.table)
  const { columns } = change.unique
  const name = nameFor(model, table, change.unique, 'unique')
  assertColumns(table, columns, `unique constraint "${name}"`)
  assertNotUnique(table, columns)
  assertNewName(model, table, name, 'unique')
  return withTable(model, {
    ...table,
    uniques: [...table.uniques, { name, columns }],
    indexes: [...table.indexes, { name, columns, unique: true }],
  })
}

/** A second constraint over the same columns would say nothing, and introspection would not tell it. */
function assertNotUnique({ id, primaryKey, uniques }: Table, columns: readonly string[]): void {
  const keys = [primaryKey, ...uniques.map((each) => each.columns)]
  const isThere = keys.some(
    (key) => key.length === columns.length && columns.every((column) => key.includes(column)),
  )
  if (isThere)
    throw new ChangeRefusedError(
      'unsupported',
      `${columns.join(', ')} of table "${id}" ${columns.length > 1 ? 'are' : 'is'} unique already.`,
    )
}

export function dropUnique(model: SchemaModel, { table: id, name }: DropUnique): SchemaModel {
  const table = tableOf(model, id)
  const { columns } = constraintOf(table, table.uniques, name, 'unique constraint')
  assertNotPointedTo(model, table, columns, name)
  return withTable(model, {
    ...table,
    uniques: table.uniques.filter((each) => each.name !== name),
    indexes: table.indexes.filter((each) => each.name !== name),
  })
}

/** A foreign key needs the unique columns that it points to. */
function assertNotPointedTo(
  model: SchemaModel,
  table: Table,
  columns: readonly string[],
  name: string,
): void {
  const isSame = (others: readonly string[]): boolean =>
    others.length === columns.length && columns.every((column) => others.includes(column))
  const others = table.uniques.filter((each) => each.name !== name && isSame(each.columns))
  if (others.length > 0 || isSame(table.primaryKey)) return
  const user = Object.values(model.tables).find(({ foreignKeys }) =>
    foreignKeys.some((key) => key.target === table.id && isSame(key.targetColumns)),
  )
  if (user !== undefined)
    throw new ChangeRefusedError(
      'in-use',
      `Unique constraint "${name}" cannot be dropped: a foreign key of "${user.id}" points to its columns.`,
    )
}

export function addIndex(model: SchemaModel, change: AddIndex): SchemaModel {
  const table = tableOf(model, change.table)
  const { columns, definition } = change.index
  const name = nameFor(model, table, change.index, 'index')
  if (definition === undefined) assertColumns(table, columns, `index "${name}"`)
  else assertDefinition(model.dialect, name, definition)
  assertNewName(model, table, name, 'index')
  const index = { name, columns, unique: false, ...(definition !== undefined && { definition }) }
  return withTable(model, { ...table, indexes: [...table.indexes, index] })
}

/** Those whose indexes are introspected with their definitions. */
const DEFINES: ReadonlySet<DialectName> = new Set([
  'postgres',
  'sqlite',
  'mariadb',
  'mysql',
  'mssql',
])

function assertDefinition(dialect: DialectName, name: string, { sql }: IndexDefinition): void {
  if (!DEFINES.has(dialect))
    throw new ChangeRefusedError(
      'unsupported',
      `Index "${name}" is more than a list of columns, which is not made on this database.`,
    )
  assertFragment(sql, `The definition of index "${name}"`)
}

export function dropIndex(model: SchemaModel, { table: id, name }: DropIndex): SchemaModel {
  const table = tableOf(model, id)
  constraintOf(table, table.indexes, name, 'index')
  if (table.uniques.some((each) => each.name === name))
    throw new ChangeRefusedError('unsupported', `"${name}" of "${id}" is a unique constraint.`)
  return withTable(model, {
    ...table,
    indexes: table.indexes.filter((each) => each.name !== name),
  })
}

export function addCheck(model: SchemaModel, change: AddCheck): SchemaModel {
  const table = tableOf(model, change.table)
  const { name, expression } = change.check
  assertFragment(expression, `The condition of check "${name}"`)
  assertNewName(model, table, name, 'check')
  return withTable(model, { ...table, checks: [...table.checks, { name, expression }] })
}

export function dropCheck(model: SchemaModel, { table: id, name }: DropCheck): SchemaModel {
  const table = tableOf(model, id)
  const check = constraintOf(table, table.checks, name, 'check')
  const isOfItsOwn = (column: Table['columns'][number]): boolean =>
    column.enum !== null &&
    model.enums[column.enum]?.schema === null &&
    check.expression.includes(column.name)
  return withTable(model, {
    ...table,
    columns: table.columns.map((column) =>
      isOfItsOwn(column) ? { ...column, enum: null } : column,
    ),
    checks: table.checks.filter((each) => each !== check),
  })
}

export function addForeignKey(model: SchemaModel, change: AddForeignKey): SchemaModel {
  const table = tableOf(model, change.table)
  const { foreignKey: draft } = change
  const { columns } = draft
  const given = nameFor(model, table, draft, 'foreign')
  assertColumns(table, columns, `foreign key "${given}"`)
  const indexes = table.indexes.filter((index) => !servesKey(model, index, given, columns))
  assertNewName(model, { ...table, indexes }, given, 'foreign')
  const target = tableOf(model, draft.target)
  const targetColumns = draft.targetColumns ?? target.primaryKey
  assertTarget(table, target, draft, targetColumns)
  const { onUpdate, onDelete } = actionsOf(model.dialect, table, draft)
  const name = keyName(model.dialect, table.name, columns, given)
  const key = { name, columns, target: target.id, targetColumns, onUpdate, onDelete }
  return withTable(model, { ...table, foreignKeys: [...table.foreignKeys, key] })
}

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/constraint.html */
const ORACLE_ACTIONS: readonly ReferentialAction[] = ['no action', 'cascade', 'set null']

/**
 * What the vendor does of what is asked for. SQL Server and Oracle do not know RESTRICT, which is what their
 * NO ACTION does.
 *
 * @throws ChangeRefusedError for what it cannot do
 */
export function actionsOf(
  dialect: DialectName,
  table: Table,
  draft: ForeignKeyDraft,
): { readonly onUpdate: ReferentialAction; readonly onDelete: ReferentialAction } {
  const lacksRestrict = dialect === 'mssql' || dialect === 'oracle'
  const known = (action: ReferentialAction = 'no action'): ReferentialAction =>
    lacksRestrict && action === 'restrict' ? 'no action' : action
  const onUpdate = known(draft.onUpdate)
  const onDelete = known(draft.onDelete)
  const isInnoDb = dialect === 'mysql' || dialect === 'mariadb'
  const lacks =
    dialect === 'oracle'
      ? onUpdate !== 'no action' || !ORACLE_ACTIONS.includes(onDelete)
      : isInnoDb && (onUpdate === 'set default' || onDelete === 'set default')
  if (lacks)
    throw new ChangeRefusedError(
      'unsupported',
      `The foreign key of "${table.id}" over ${draft.columns.join(', ')} does on update or delete what this database cannot.`,
    )
  return { onUpdate, onDelete }
}

function assertTarget(
  table: Table,
  target: Table,
  draft: ForeignKeyDraft,
  targetColumns: readonly string[],
): void {
  const refuse = (why: string): ChangeRefusedError =>
    new ChangeRefusedError(
      'invalid-foreign-key',
      `The foreign key of "${table.id}" over ${draft.columns.join(', ')} cannot be: ${why}.`,
    )
  if (targetColumns.length !== draft.columns.length)
    throw refuse(`it has ${draft.columns.length} columns and points to ${targetColumns.length}`)
  const isSame = (columns: readonly string[]): boolean =>
    columns.length === targetColumns.length &&
    columns.every((column) => targetColumns.includes(column))
  if (!isSame(target.primaryKey) && !target.uniques.some(({ columns }) => isSame(columns)))
    throw refuse(`what it points to in "${target.id}" is neither its key nor unique`)
  const own = draft.columns.map((name) => columnOf(table, name))
  const others = targetColumns.map((name) => columnOf(target, name))
  for (const [index, column] of own.entries()) {
    const other = others[index]
    if (other !== undefined && familyOf(column.type) !== familyOf(other.type))
      throw refuse(`"${column.name}" is of another type than "${other.name}" of "${target.id}"`)
  }
  const nulls = [draft.onUpdate, draft.onDelete].includes('set null')
  const required = own.find((column) => !column.nullable)
  if (nulls && required !== undefined)
    throw refuse(`it sets "${required.name}" to null, which may not be null`)
}

/** Types whose values are compared with each other. */
function familyOf(type: string): string {
  if (['integer', 'bigInteger', 'decimal'].includes(type)) return 'number'
  return ['string', 'text', 'hash', 'csv'].includes(type) ? 'text' : type
}

export function dropForeignKey(
  model: SchemaModel,
  { table: id, name }: DropForeignKey,
): SchemaModel {
  const table = tableOf(model, id)
  constraintOf(table, table.foreignKeys, name, 'foreign key')
  return withTable(model, {
    ...table,
    foreignKeys: table.foreignKeys.filter((each) => each.name !== name),
  })
}

function assertColumns(table: Table, columns: readonly string[], what: string): void {
  for (const column of columns) columnOf(table, column)
  if (columns.length === 0 || new Set(columns).size < columns.length)
    throw new ChangeRefusedError(
      'unknown-column',
      `The ${what} of "${table.id}" needs columns, each once.`,
    )
}

/** @throws ChangeRefusedError where a constraint or an index has this name already */
function assertNewName(
  model: SchemaModel,
  table: Table,
  name: string,
  kind: 'foreign' | 'unique' | 'index' | 'check',
): void {
  assertName(model.dialect, name, `constraint "${name}" of table "${table.id}"`)
  const taken = [...table.uniques, ...table.indexes, ...table.checks, ...table.foreignKeys]
  const holder = taken.some((each) => each.name.toLowerCase() === name.toLowerCase())
    ? { kind: null, table: table.id }
    : holderOf(model, table.schema, name, kind)
  if (holder === null) return
  const what = holder.kind === 'table' ? 'There is a table' : `Table "${holder.table}" has a`
  throw new ChangeRefusedError('name-taken', `${what} "${name}" already.`)
}
