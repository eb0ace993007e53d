import type { DialectName, SchemaModel } from '@relvar/schema-introspect/model'
import { findColumn, findTable } from '@relvar/schema-introspect/model'
import { nameFor } from './apply/apply-constraint.js'
import { applyChange } from './apply/apply-change.js'
import { settle } from './apply/settle.js'
import { type Step, statementsOf, tableIn } from './ddl/ddl.js'
import { ddls } from './ddl/ddls.js'
import { givenBackIndex, restoredColumn } from './ddl/mariadb.js'
import { editedText } from './ddl/sqlite/table-text.js'
import { type Sql, toText } from './ddl/sql.js'
import { type Definitions, NO_COLLATIONS } from './definitions.js'
import { definitionsAfter } from './definitions-after.js'
import { ContainsNullValuesError } from './errors.js'
import { expandChanges } from './expand-changes.js'
import { inverseOf } from './inverse.js'
import type { SchemaChange } from './schema-change.js'
import type { PlannedStatement, PlanWarning, SchemaPlan } from './schema-plan.js'
import { assertNoViewBreaks } from './views-in-use.js'
import { type Unlinked, unheldLink, warningsOf } from './warnings.js'

export interface PlanOptions {
  /** The schema as introspected, without an overlay. */
  readonly model: SchemaModel
  readonly changes: readonly SchemaChange[]
  /** What `readDefinitions` says; without it tables count as filled, and SQLite's cannot be written anew. */
  readonly definitions?: Definitions
  /** Build indexes while others go on writing, where the vendor can. They are then not part of the transaction. */
  readonly concurrentIndexes?: boolean
}

/**
 * The statements that make some changes, exactly as they will be sent. Pure: nothing is looked up, and
 * nothing is run.
 *
 * @throws ChangeRefusedError for the first change that cannot be
 * @throws ContainsNullValuesError where a column is to be required, and rows have no value for it
 *
 * @example
 * const definitions = await readDefinitions(db, model, changes)
 * const plan = planChanges({ model, changes, definitions })
 * plan.statements.map(({ sql }) => sql) // to be shown
 * await runPlan(db, plan)
 */
export function planChanges(options: PlanOptions): SchemaPlan {
  const { model, changes, concurrentIndexes = false } = options
  const statements: PlannedStatement[] = []
  const warnings: PlanWarning[] = []
  const unlinked: Unlinked[] = []
  let current = model
  let definitions = options.definitions ?? NONE
  for (const change of expandChanges(model, changes, definitions)) {
    const after = applyChange(current, change)
    const concurrently = concurrentIndexes && isIndex(change)
    const step: Step = { change, before: current, after, definitions, concurrently }
    assertNoViewBreaks(step)
    assertNoNulls(step)
    const written = writtenAtCreation(step, statements)
    const planned = written === null ? planStep(step) : []
    if (written !== null) statements.splice(written.index, 1, written.statement)
    for (const warning of warningsOf(step, planned))
      warnings.push({ ...warning, statement: statements.length })
    if (change.kind === 'drop-foreign-key')
      unlinked.push({ change, before: current, statement: statements.length })
    statements.push(...planned)
    definitions = definitionsAfter(
      step,
      planned.map(({ sql }) => sql),
    )
    current = after
  }
  const after = settle(current)
  warnings.push(...unlinked.flatMap((each) => unheldLink(each, after)))
  return {
    dialect: model.dialect,
    before: model,
    after,
    statements,
    warnings: warnings.toSorted((left, right) => left.statement - right.statement),
  }
}

/**
 * A foreign key of a table that SQLite makes in the same plan: it may point to a table that is made later,
 * so that it can be part of the table from the beginning. null for everything else.
 */
function writtenAtCreation(
  step: Step,
  statements: readonly PlannedStatement[],
): { readonly index: number; readonly statement: PlannedStatement } | null {
  const { change, before, definitions } = step
  if (before.dialect !== 'sqlite' || change.kind !== 'add-foreign-key') return null
  const current = definitions.tables[change.table]?.sql
  const index = statements.findIndex(({ sql }) => sql === current)
  const statement = statements[index]
  if (statement === undefined) return null
  return { index, statement: { ...statement, sql: editedText({ ...step, change }).sql } }
}

const NONE: Definitions = { tables: {}, views: [], names: [], collations: NO_COLLATIONS }

function isIndex({ kind }: SchemaChange): boolean {
  return kind === 'add-index' || kind === 'add-unique'
}

function planStep(step: Step): readonly PlannedStatement[] {
  const { dialect } = step.before
  const texts = statementsOf(ddls[dialect], step).map((each) => toText(dialect, each))
  const isAlone = step.concurrently && OUTSIDE.has(dialect)
  const undo = runsInTransaction(dialect) && !step.concurrently ? [] : undoOf(step, texts)
  return texts.map((sql, index) => ({
    sql,
    // The first takes back the whole step; the others add to what it made.
    undo: index === 0 || undo === null ? undo : [],
    ...(isAlone && sql.includes('concurrently') ? { alone: true } : {}),
  }))
}

/** An index that is built concurrently cannot be part of a transaction there. */
const OUTSIDE: ReadonlySet<DialectName> = new Set(['postgres'])

/**
 * Whether DDL can be taken back by a rollback. CockroachDB runs several schema changes of one
 * transaction after it was committed, and each may fail by itself then.
 *
 * @see https://www.cockroachlabs.com/docs/stable/online-schema-changes#schema-changes-within-transactions
 */
export function runsInTransaction(dialect: DialectName): boolean {
  return dialect === 'postgres' || dialect === 'mssql' || dialect === 'sqlite'
}

function undoOf(step: Step, texts: readonly string[]): readonly string[] | null {
  const { before, after } = step
  const { dialect } = before
  const inverse = inverseOf(step)
  if (inverse === null) return null
  const restored = restoredOf(step)
  if (restored !== null) return [toText(dialect, restored)]
  const back: Step = {
    change: inverse,
    before: after,
    after: before,
    definitions: definitionsAfter(step, texts),
    concurrently: step.concurrently,
  }
  return statementsOf(ddls[dialect], back).map((each) => toText(dialect, each))
}

/**
 * What takes a step back on MariaDB and MySQL where its inverse would not: a column is as it was only in the
 * very words that the server had for it. null for everything else.
 */
function restoredOf(step: Step): Sql | null {
  const { change, before, after } = step
  if (before.dialect !== 'mariadb' && before.dialect !== 'mysql') return null
  switch (change.kind) {
    case 'alter-column':
      return restoredColumn({ ...step, change })
    case 'add-index':
    case 'add-unique': {
      const draft = change.kind === 'add-index' ? change.index : change.unique
      // No foreign key leans on one that is more than its columns.
      if ('definition' in draft && draft.definition !== undefined) return null
      const kind = change.kind === 'add-index' ? 'index' : 'unique'
      const name = nameFor(after, tableIn(after, change.table), draft, kind)
      return givenBackIndex(step, change.table, name, draft.columns)
    }
    default:
      return null
  }
}

/**
 * MySQL would fill what is missing with zeros and empty texts. The others would fail, later.
 *
 * @throws ContainsNullValuesError
 */
function assertNoNulls({ change, after, definitions }: Step): void {
  if (change.kind === 'add-column') {
    const table = findTable(after, change.table)
    const column = table === undefined ? undefined : findColumn(table, change.column.name)
    const isFilled =
      column?.nullable !== false || column.default !== null || column.generated !== null
    if (!isFilled && definitions.tables[change.table]?.hasRows === true)
      throw new ContainsNullValuesError(change.table, change.column.name)
  }
  if (change.kind === 'alter-column' && change.set.nullable === false) {
    const { withNulls = [] } = definitions.tables[change.table] ?? {}
    if (withNulls.includes(change.column))
      throw new ContainsNullValuesError(change.table, change.column)
  }
}
