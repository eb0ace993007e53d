import type { SchemaModel, Table, TableId } from '@relvar/schema-introspect/model'
import { applyChange } from './apply/apply-change.js'
import { idOf, tableOf } from './apply/lookup.js'
import { ChangeRefusedError } from './errors.js'
import { fittingChanges, fittingDraft } from './fit-to-target.js'
import type {
  AddForeignKey,
  CreateTable,
  DropColumn,
  ForeignKeyDraft,
  SchemaChange,
} from './schema-change.js'
import { mentions } from './text/tokens.js'

/**
 * The changes as steps that stand for nothing but themselves: what goes with a column is dropped before
 * it, and new tables come after those they point to. Foreign keys that make a circle come last.
 *
 * @throws ChangeRefusedError for the first change that cannot be
 */
export function expandChanges(
  model: SchemaModel,
  changes: readonly SchemaChange[],
): readonly SchemaChange[] {
  const steps: SchemaChange[] = []
  const late: AddForeignKey[] = []
  let current = model
  const take = (step: SchemaChange): void => {
    current = applyChange(current, step)
    steps.push(step)
  }
  const takeLink = (link: AddForeignKey): void => {
    for (const step of fittingChanges(current, link)) take(step)
    take(link)
  }
  for (const change of inOrderOfLinks(model, changes)) {
    if (change.kind === 'create-table') {
      const [table, keys] = withoutForwardKeys(current, change)
      take({ ...table, table: fittingDraft(current, table.table) })
      late.push(...keys)
    } else if (change.kind === 'drop-column') {
      for (const step of withWhatGoesAlong(current, change)) take(step)
    } else if (change.kind === 'add-foreign-key') takeLink(change)
    else take(change)
  }
  for (const link of late) takeLink(link)
  assertRowsCanBeMade(current, createdBy(current, changes))
  return steps
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
    ({ name, columns }) =>
      columns.includes(column) &&
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

/** MariaDB names a check after the column that it is written at; such a one is part of the column. */
function checksAlone({ dialect }: SchemaModel, table: Table, column: string): readonly string[] {
  const others = table.columns.filter(({ name }) => name !== column)
  return table.checks
    .filter(
      ({ name, expression }) =>
        mentions(expression, column) &&
        !others.some((other) => mentions(expression, other.name)) &&
        !(dialect === 'mariadb' && name === column),
    )
    .map(({ name }) => name)
}

function createdBy(model: SchemaModel, changes: readonly SchemaChange[]): readonly TableId[] {
  return changes.flatMap((change) => {
    if (change.kind !== 'create-table') return []
    const id = draftId(model, change)
    return Object.hasOwn(model.tables, id) ? [id] : []
  })
}

/**
 * Refuses new tables whose required links lead round in a circle: none of them could ever get a first row.
 */
function assertRowsCanBeMade(model: SchemaModel, created: readonly TableId[]): void {
  const done = new Set<TableId>()
  const visit = (id: TableId, path: readonly TableId[]): void => {
    if (path.includes(id))
      throw new ChangeRefusedError(
        'required-cycle',
        `No row could ever be made: ${[...path.slice(path.indexOf(id)), id].join(' needs ')}.`,
      )
    if (done.has(id)) return
    for (const target of requiredBy(model, id)) {
      if (created.includes(target)) visit(target, [...path, id])
    }
    done.add(id)
  }
  for (const id of created) visit(id, [])
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
