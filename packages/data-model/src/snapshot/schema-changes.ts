import type { Column, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { applyChange } from '../change/apply/apply-change.js'
import { ChangeRefusedError } from '../change/errors.js'
import { expandChanges } from '../change/expand-changes.js'
import { holderOf } from '../change/free-names.js'
import type { ColumnAlteration, DropColumn, SchemaChange } from '../change/schema-change.js'
import { columnDraft } from './column-draft.js'
import { creation } from './desired-model.js'
import { columnOfCheck } from './snapshot-table.js'
import type { TableParts } from './table-draft.js'
import { isComputedAlike } from './words-of.js'

/** What makes one schema into another, sorted by when it has to happen. */
interface Steps {
  readonly dropViews: SchemaChange[]
  /** Computed columns that are to be computed by something else: they are made anew. */
  readonly recompute: SchemaChange[]
  readonly dropForeignKeys: SchemaChange[]
  readonly dropConstraints: SchemaChange[]
  readonly extendEnums: SchemaChange[]
  readonly columns: SchemaChange[]
  readonly constraints: SchemaChange[]
  readonly createTables: SchemaChange[]
  readonly foreignKeys: SchemaChange[]
  readonly dropColumns: SchemaChange[]
  readonly dropTables: SchemaChange[]
  readonly createViews: SchemaChange[]
  readonly comments: SchemaChange[]
}

/** The tables of a snapshot of the schema as it is, and of the one as it is to be. */
export interface WantedTables {
  readonly was: ReadonlyMap<string, TableParts>
  /** What new tables are made of. */
  readonly wanted: ReadonlyMap<string, TableParts>
}

/**
 * The changes that make a schema into the desired one, in an order in which each of them can be done.
 *
 * @param desired in the words of `current`, see `desiredModel`
 * @throws ChangeRefusedError for what no statement changes: a key, what the database fills by itself
 */
export function schemaChanges(
  current: SchemaModel,
  desired: SchemaModel,
  { was, wanted }: WantedTables,
): readonly SchemaChange[] {
  const steps: Steps = {
    dropViews: [],
    recompute: recomputedColumns(current, desired),
    dropForeignKeys: [],
    dropConstraints: [],
    extendEnums: extendedEnums(current, desired),
    columns: [],
    constraints: [],
    createTables: [],
    foreignKeys: [],
    dropColumns: [],
    dropTables: [],
    createViews: [],
    comments: [],
  }
  const base = expandChanges(current, steps.recompute).reduce(applyChange, current)
  for (const table of droppedTables(current, desired)) dropTable(steps, current, desired, table)
  for (const [id, parts] of wanted) {
    const [now, next] = [base.tables[id], desired.tables[id]]
    if (next === undefined) continue
    if (now === undefined) createTable(steps, id, parts)
    else if (isView(next)) replaceView(steps, id, was.get(id), parts)
    else alterTable({ steps, current, desired, now, next, parts })
  }
  return Object.values(steps).flat()
}

/** Types of values that are to have more of them. */
function extendedEnums(current: SchemaModel, desired: SchemaModel): SchemaChange[] {
  return Object.values(current.enums).flatMap(({ id, schema, name, values }) => {
    const wanted = desired.enums[id]?.values ?? values
    if (schema === null || wanted.join('\0') === values.join('\0')) return []
    return [{ kind: 'extend-enum', enum: { schema, name, values: wanted } }]
  })
}

/** What goes along with them (indexes, unique constraints, checks) is missing afterwards, and made again. */
function recomputedColumns(current: SchemaModel, desired: SchemaModel): DropColumn[] {
  return Object.values(current.tables).flatMap(({ id: table, columns }) =>
    columns.flatMap((before): readonly DropColumn[] => {
      const after = desired.tables[table]?.columns.find(({ name }) => name === before.name)
      const isComputed = before.expression !== undefined && after?.expression !== undefined
      if (!isComputed || isComputedAlike(current.dialect, before, after)) return []
      return [{ kind: 'drop-column', table, column: before.name }]
    }),
  )
}

function isView({ kind }: Table): boolean {
  return kind === 'view' || kind === 'materialized-view'
}

/** Those that point to others first. */
function droppedTables(current: SchemaModel, desired: SchemaModel): readonly Table[] {
  const left = new Map(
    Object.values(current.tables)
      .filter(({ id }) => desired.tables[id] === undefined)
      .map((table) => [table.id, table]),
  )
  const ordered: Table[] = []
  const visit = (table: Table): void => {
    if (!left.delete(table.id)) return
    for (const { target } of table.foreignKeys) {
      const other = left.get(target)
      if (other !== undefined) visit(other)
    }
    ordered.unshift(table)
  }
  for (const table of left.values()) visit(table)
  return ordered
}

function dropTable(steps: Steps, current: SchemaModel, desired: SchemaModel, table: Table): void {
  if (isView(table)) {
    steps.dropViews.push({ kind: 'drop-view', table: table.id })
    return
  }
  // What is made before the table goes may want its names.
  for (const { name } of table.uniques)
    if (holderOf(desired, table.schema, name, 'unique') !== null)
      steps.dropConstraints.push({ kind: 'drop-unique', table: table.id, name })
  for (const { name } of plain(table))
    if (holderOf(desired, table.schema, name, 'index') !== null)
      steps.dropConstraints.push({ kind: 'drop-index', table: table.id, name })
  // What points to it from a table that is dropped later is a circle; others are dropped as what they are.
  const earlier = new Set(steps.dropTables.map((change) => ('table' in change ? change.table : '')))
  for (const other of Object.values(current.tables)) {
    if (other.id === table.id || earlier.has(other.id) || desired.tables[other.id] !== undefined)
      continue
    for (const { name, target } of other.foreignKeys)
      if (target === table.id)
        steps.dropForeignKeys.push({ kind: 'drop-foreign-key', table: other.id, name })
  }
  steps.dropTables.push({ kind: 'drop-table', table: table.id })
}

function createTable(steps: Steps, id: string, parts: TableParts): void {
  const into = parts.table.query === undefined ? steps.createTables : steps.createViews
  into.push(...creation([id, parts]))
}

function replaceView(
  steps: Steps,
  id: string,
  was: TableParts | undefined,
  parts: TableParts,
): void {
  if (was?.table.query === parts.table.query) return
  steps.dropViews.push({ kind: 'drop-view', table: id })
  steps.createViews.push(...creation([id, parts]))
}

interface TwoStates {
  readonly steps: Steps
  readonly current: SchemaModel
  readonly desired: SchemaModel
  readonly now: Table
  readonly next: Table
  readonly parts: TableParts
}

function alterTable(states: TwoStates): void {
  const { steps, now, next, desired } = states
  const table = now.id
  assertSameKey(now, next)
  alterColumns(states)
  for (const { name } of missing(now.checks, next.checks))
    steps.dropConstraints.push({ kind: 'drop-check', table, name })
  for (const { name } of missing(now.uniques, next.uniques))
    steps.dropConstraints.push({ kind: 'drop-unique', table, name })
  for (const { name } of missing(plain(now), plain(next)))
    steps.dropConstraints.push({ kind: 'drop-index', table, name })
  for (const unique of missing(next.uniques, now.uniques))
    steps.constraints.push({ kind: 'add-unique', table, unique: named(unique) })
  for (const index of missing(plain(next), plain(now)))
    steps.constraints.push({
      kind: 'add-index',
      table,
      index: { ...named(index), ...(index.definition && { definition: index.definition }) },
    })
  const isNew = (name: string | null): boolean =>
    name !== null && !now.columns.some((column) => column.name === name)
  for (const check of missing(next.checks, now.checks))
    if (!isNew(columnOfCheck(check, next, desired)))
      steps.constraints.push({ kind: 'add-check', table, check })
  alterForeignKeys(states)
  if (now.comment !== next.comment)
    steps.comments.push({ kind: 'comment-table', table, comment: next.comment })
}

function named({ name, columns }: { readonly name: string; readonly columns: readonly string[] }) {
  return { name, columns }
}

/** Indexes that are not those of unique constraints. */
function plain({ indexes, uniques }: Table): Table['indexes'] {
  return indexes.filter(({ name }) => !uniques.some((unique) => unique.name === name))
}

/** What is in one list and not, by its name and what it is, in another. */
function missing<T extends { readonly name: string }>(
  list: readonly T[],
  others: readonly T[],
): readonly T[] {
  const known = new Set(others.map((each) => JSON.stringify(each)))
  return list.filter((each) => !known.has(JSON.stringify(each)))
}

function assertSameKey(now: Table, next: Table): void {
  if (now.primaryKey.join('\0') !== next.primaryKey.join('\0'))
    throw new ChangeRefusedError('invalid-key', `The key of "${now.id}" cannot be changed.`)
}

function alterColumns({ steps, now, next, parts }: TwoStates): void {
  const table = now.id
  for (const { name } of now.columns)
    if (!next.columns.some((column) => column.name === name))
      steps.dropColumns.push({ kind: 'drop-column', table, column: name })
  for (const column of next.columns) {
    const before = now.columns.find(({ name }) => name === column.name)
    if (before === undefined) {
      const field = parts.fields.find((each) => each.field === column.name)
      if (field?.schema === undefined) continue
      steps.columns.push({ kind: 'add-column', table, column: columnDraft(field, field.schema) })
      continue
    }
    assertSameFilling(table, before, column)
    const set = alteration(before, column, parts)
    if (Object.keys(set).length > 0)
      steps.columns.push({ kind: 'alter-column', table, column: column.name, set })
  }
}

function assertSameFilling(table: string, before: Column, after: Column): void {
  if (before.generated !== after.generated)
    throw new ChangeRefusedError(
      'unsupported',
      `Whether the database numbers or computes column "${after.name}" of "${table}" cannot be changed.`,
    )
}

function alteration(before: Column, after: Column, { fields }: TableParts): ColumnAlteration {
  const { type, nativeType, length, precision, scale, nullable, comment } = after
  const field = fields.find((each) => each.field === after.name)
  const { enumType } = field?.schema === undefined ? {} : columnDraft(field, field.schema)
  return {
    ...(before.nativeType !== nativeType && { type, nativeType, length, precision, scale }),
    ...(before.nativeType !== nativeType && enumType !== undefined && { enumType }),
    ...(before.nullable !== nullable && { nullable }),
    ...(JSON.stringify(before.default) !== JSON.stringify(after.default) && {
      default: after.default,
    }),
    ...(before.comment !== comment && { comment }),
  }
}

function alterForeignKeys({ steps, current, desired, now, next }: TwoStates): void {
  const table = now.id
  const inTheWay = now.foreignKeys.filter(
    (key) =>
      desired.tables[key.target] !== undefined &&
      next.foreignKeys.some((each) => JSON.stringify(each) === JSON.stringify(key)) &&
      [[now.id, key.columns] as const, [key.target, key.targetColumns] as const].some(
        ([id, columns]) => columns.some((column) => isRetyped(current, desired, id, column)),
      ),
  )
  for (const { name } of [...missing(now.foreignKeys, next.foreignKeys), ...inTheWay])
    steps.dropForeignKeys.push({ kind: 'drop-foreign-key', table, name })
  for (const foreignKey of [...missing(next.foreignKeys, now.foreignKeys), ...inTheWay])
    steps.foreignKeys.push({ kind: 'add-foreign-key', table, foreignKey })
}

/** The type of a column stays while a foreign key leads from or to it. */
function isRetyped(
  current: SchemaModel,
  desired: SchemaModel,
  id: string,
  column: string,
): boolean {
  const of = ({ tables }: SchemaModel): string | undefined =>
    tables[id]?.columns.find(({ name }) => name === column)?.nativeType
  return of(current) !== of(desired)
}
