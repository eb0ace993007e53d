import type { SchemaModel, Table, TableId } from '@relvar/schema-introspect/model'
import { retypes } from './apply/apply-column.js'
import { applyChange } from './apply/apply-change.js'
import { missingEnums } from './apply/apply-enum.js'
import { columnOf, idOf, tableOf } from './apply/lookup.js'
import { ChangeRefusedError } from './errors.js'
import { type Definitions, NO_COLLATIONS } from './definitions.js'
import { hiddenNames, withFreeNames } from './free-names.js'
import { LinkFit } from './fit-to-target.js'
import type {
  AddForeignKey,
  AlterColumn,
  CreateTable,
  DropColumn,
  ForeignKeyDraft,
  SchemaChange,
} from './schema-change.js'
import { mentions } from './text/tokens.js'
import { isWidening } from './widening.js'

/**
 * The changes as steps that stand for nothing but themselves: what goes with a column is dropped before
 * it, and new tables come after those they point to. Foreign keys that make a circle come last. Every
 * constraint and index has a name then that is free.
 *
 * @param known what was read of the database beyond the model
 * @throws ChangeRefusedError for the first change that cannot be
 */
export function expandChanges(
  model: SchemaModel,
  changes: readonly SchemaChange[],
  known: Known = NOTHING,
): readonly SchemaChange[] {
  const hidden = hiddenNames(model, known.names)
  const fit = new LinkFit(known.collations)
  const steps: SchemaChange[] = []
  const late: AddForeignKey[] = []
  let current = model
  const take = (unnamed: SchemaChange): void => {
    if (saysNothing(current, unnamed)) return
    const step = withFreeNames(current, unnamed, hidden)
    current = applyChange(current, step)
    steps.push(step)
  }
  const takeLink = (link: AddForeignKey): void => {
    for (const step of fit.changes(current, link)) take(step)
    take(link)
  }
  for (const change of inOrderOfLinks(model, changes)) {
    if (change.kind === 'create-table') {
      const [table, keys] = withoutForwardKeys(current, change)
      for (const step of missingEnums(current, table.table.columns)) take(step)
      take({ ...table, table: fit.draft(current, table.table) })
      late.push(...keys)
    } else if (change.kind === 'drop-column') {
      for (const step of withWhatGoesAlong(current, change)) take(step)
    } else if (change.kind === 'add-foreign-key') takeLink(change)
    else if (change.kind === 'alter-column') {
      for (const step of missingEnums(current, [change.set])) take(step)
      for (const step of aroundAlteration(current, change)) take(step)
    } else {
      const columns = change.kind === 'add-column' ? [change.column] : []
      for (const step of missingEnums(current, columns)) take(step)
      take(change)
    }
  }
  for (const link of late) takeLink(link)
  assertRowsCanBeMade(current, emptyTables(current, changes, known))
  return steps
}

type Known = Pick<Definitions, 'names' | 'collations' | 'tables'>

const NOTHING: Known = { names: [], collations: NO_COLLATIONS, tables: {} }

/** A name that is had already: databases take it for one that is taken. */
function saysNothing(model: SchemaModel, change: SchemaChange): boolean {
  if (change.kind === 'rename-column') {
    columnOf(tableOf(model, change.table), change.column)
    return change.column === change.to
  }
  return change.kind === 'rename-table' && tableOf(model, change.table).name === change.to
}

/** New tables that stand next to each other, those that are pointed to first; the order stays otherwise. */
function inOrderOfLinks(
  model: SchemaModel,
  changes: readonly SchemaChange[],
): readonly SchemaChange[] {
  const ordered: SchemaChange[] = []
  let run: CreateTable[] = []
  for (const change of changes) {
    if (change.kind === 'create-table') run.push(change)
    else {
      ordered.push(...byLinks(model, run), change)
      run = []
    }
  }
  return [...ordered, ...byLinks(model, run)]
}

function byLinks(model: SchemaModel, creations: readonly CreateTable[]): readonly CreateTable[] {
  const left = new Map(creations.map((each) => [draftId(model, each), each]))
  const ordered: CreateTable[] = []
  const visit = (id: TableId): void => {
    const creation = left.get(id)
    if (creation === undefined) return
    left.delete(id)
    for (const { target } of creation.table.foreignKeys ?? []) visit(target)
    ordered.push(creation)
  }
  // Two drafts of one name: the second is refused by its name, which it has to come to.
  const known = new Set(left.values())
  const twice = creations.filter((each) => !known.has(each))
  for (const creation of creations) visit(draftId(model, creation))
  return [...ordered, ...twice]
}

function draftId(model: SchemaModel, { table }: CreateTable): TableId {
  return idOf(model, table.schema ?? model.defaultSchema, table.name)
}

function withoutForwardKeys(
  model: SchemaModel,
  change: CreateTable,
): readonly [CreateTable, readonly AddForeignKey[]] {
  const { foreignKeys = [] } = change.table
  const id = draftId(model, change)
  const isThere = ({ target }: ForeignKeyDraft): boolean =>
    target === id || Object.hasOwn(model.tables, target)
  const late = foreignKeys.filter((key) => !isThere(key))
  const table = { ...change.table, foreignKeys: foreignKeys.filter(isThere) }
  return [
    { ...change, table },
    late.map((foreignKey) => ({ kind: 'add-foreign-key', table: id, foreignKey })),
  ]
}

/** Unique constraints and indexes over the column, and checks of it alone. */
function withWhatGoesAlong(model: SchemaModel, change: DropColumn): readonly SchemaChange[] {
  const table = tableOf(model, change.table)
  const { column } = change
  const uniques = table.uniques.filter(({ columns }) => columns.includes(column))
  const indexes = table.indexes.filter(
    ({ name, columns, definition }) =>
      (columns.includes(column) || (definition && mentions(definition.sql, column))) &&
      !isBehindKey(table, columns) &&
      !table.uniques.some((unique) => unique.name === name),
  )
  return [
    ...uniques.map(({ name }) => ({ kind: 'drop-unique', table: table.id, name }) as const),
    ...indexes.map(({ name }) => ({ kind: 'drop-index', table: table.id, name }) as const),
    ...checksAlone(model, table, column).map(
      (name) => ({ kind: 'drop-check', table: table.id, name }) as const,
    ),
    change,
  ]
}

function isBehindKey({ primaryKey }: Table, columns: readonly string[]): boolean {
  return columns.length === primaryKey.length && columns.every((each) => primaryKey.includes(each))
}

/** MariaDB drops them with the column, and some of them in no other way. */
function checksAlone({ dialect }: SchemaModel, table: Table, column: string): readonly string[] {
  if (dialect === 'mariadb') return []
  const others = table.columns.filter(({ name }) => name !== column)
  return table.checks
    .filter(
      ({ expression }) =>
        mentions(expression, column) && !others.some((other) => mentions(expression, other.name)),
    )
    .map(({ name }) => name)
}

/**
 * SQL Server alters no column that an index, a unique constraint, a check or a foreign key depends on;
 * CockroachDB gives none another type, and on Oracle a new column takes the place of one that gets one. They are
 * dropped before, and made again. A column of a foreign key gets another type nowhere.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-transact-sql#alter-column
 * @see https://www.cockroachlabs.com/docs/stable/alter-table#alter-column
 */
function aroundAlteration(model: SchemaModel, change: AlterColumn): readonly SchemaChange[] {
  if (!isHeldFast(model, change)) return [change]
  // What cannot be is refused while all is there that speaks against it.
  applyChange(model, change)
  const table = tableOf(model, change.table)
  const of = ({ columns }: { readonly columns: readonly string[] }): boolean =>
    columns.includes(change.column)
  const uniques = table.uniques.filter(of)
  const indexes = table.indexes.filter(
    (index) =>
      of(index) &&
      !isBehindKey(table, index.columns) &&
      !table.uniques.some(({ name }) => name === index.name),
  )
  const checks = table.checks.filter(({ expression }) => mentions(expression, change.column))
  const links = table.foreignKeys.filter(of)
  const inTheWay = { table: table.id } as const
  return [
    ...links.map(({ name }) => ({ kind: 'drop-foreign-key', ...inTheWay, name }) as const),
    ...uniques.map(({ name }) => ({ kind: 'drop-unique', ...inTheWay, name }) as const),
    ...indexes.map(({ name }) => ({ kind: 'drop-index', ...inTheWay, name }) as const),
    ...checks.map(({ name }) => ({ kind: 'drop-check', ...inTheWay, name }) as const),
    change,
    ...checks.map((check) => ({ kind: 'add-check', ...inTheWay, check }) as const),
    ...indexes.map((index) => ({ kind: 'add-index', ...inTheWay, index }) as const),
    ...uniques.map((unique) => ({ kind: 'add-unique', ...inTheWay, unique }) as const),
    ...links.map((foreignKey) => ({ kind: 'add-foreign-key', ...inTheWay, foreignKey }) as const),
  ]
}

function isHeldFast(model: SchemaModel, change: AlterColumn): boolean {
  switch (model.dialect) {
    case 'mssql':
      return retypes(change.set) || 'nullable' in change.set
    case 'oracle':
      return retypes(change.set)
    case 'cockroachdb':
      return retypes(change.set) && !staysOfKind(model, change)
    default:
      return false
  }
}

/** A longer text, more digits and a larger number are the same values to CockroachDB. */
function staysOfKind(model: SchemaModel, change: AlterColumn): boolean {
  const from = columnOf(tableOf(model, change.table), change.column)
  const to = columnOf(tableOf(applyChange(model, change), change.table), change.column)
  return isWidening(from, to) && (from.type === to.type || to.type === 'bigInteger')
}

function createdBy(model: SchemaModel, changes: readonly SchemaChange[]): readonly TableId[] {
  return changes.flatMap((change) => {
    if (change.kind !== 'create-table') return []
    const id = draftId(model, change)
    return Object.hasOwn(model.tables, id) ? [id] : []
  })
}

/** Tables without a row that are made, or from which more is required. */
function emptyTables(
  model: SchemaModel,
  changes: readonly SchemaChange[],
  { tables }: Known,
): readonly TableId[] {
  const requiring = changes.flatMap((change) => {
    const requires =
      change.kind === 'add-foreign-key' ||
      (change.kind === 'alter-column' && change.set.nullable === false)
    return requires && tables[change.table]?.hasRows === false ? [change.table] : []
  })
  return [...createdBy(model, changes), ...requiring]
}

/**
 * Refuses tables whose required links lead round in a circle: none of them could ever get a first row.
 *
 * @param empty those that have none; what leads from one of them back to it has none either
 */
function assertRowsCanBeMade(model: SchemaModel, empty: readonly TableId[]): void {
  for (const id of empty) {
    const circle = circleFrom(model, id)
    if (circle === null) continue
    const reason = `No row could ever be made: ${circle.join(' needs ')}.`
    throw new ChangeRefusedError('required-cycle', reason)
  }
}

/** The way by required links from a table back to it. */
function circleFrom(model: SchemaModel, id: TableId): readonly TableId[] | null {
  const seen = new Set<TableId>()
  const visit = (path: readonly TableId[]): readonly TableId[] | null => {
    for (const target of requiredBy(model, path.at(-1) ?? id)) {
      if (target === id) return [...path, id]
      if (seen.has(target)) continue
      seen.add(target)
      const circle = visit([...path, target])
      if (circle !== null) return circle
    }
    return null
  }
  return visit([id])
}

function requiredBy(model: SchemaModel, id: TableId): readonly TableId[] {
  const table = model.tables[id]
  if (table === undefined) return []
  const isRequired = (name: string): boolean =>
    table.columns.some((column) => column.name === name && !column.nullable)
  return table.foreignKeys
    .filter(({ target, columns }) => target !== id && columns.every(isRequired))
    .map(({ target }) => target)
}
