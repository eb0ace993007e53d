import type { Column, SchemaModel, TableId } from '@relvar/schema-introspect/model'
import { findColumn, findTable } from '@relvar/schema-introspect/model'
import { LARGE } from './definitions.js'
import type { Step } from './ddl/ddl.js'
import type { DropColumn, DropForeignKey } from './schema-change.js'
import type { PlannedStatement, PlanWarning } from './schema-plan.js'
import { isWidening } from './widening.js'

type Warning = Omit<PlanWarning, 'statement'>

/** What a person should know before the statements of a step run. */
export function warningsOf(
  step: Step,
  statements: readonly PlannedStatement[],
): readonly Warning[] {
  if (statements.length === 0) return []
  return [
    ...lossOf(step),
    ...failureOf(step),
    ...workOf(step, statements),
    ...(statements.some(({ undo }) => undo === null) ? [NO_UNDO] : []),
  ]
}

const NO_UNDO: Warning = {
  code: 'no-undo',
  message: 'Nothing takes this back where a later statement fails.',
  lossy: false,
}

/** Nobody looked at a table that is not in the definitions, so it may have rows. */
function mayHaveRows({ definitions }: Step, id: TableId): boolean {
  return definitions.tables[id]?.hasRows ?? true
}

function lossOf(step: Step): readonly Warning[] {
  const { change } = step
  const lost = (what: string): Warning => ({ code: 'data-loss', message: what, lossy: true })
  switch (change.kind) {
    case 'drop-table':
      return mayHaveRows(step, change.table)
        ? [lost(`The rows of "${change.table}"${countOf(step, change.table)} are deleted.`)]
        : []
    case 'drop-column':
      return mayHaveRows(step, change.table) && !isComputed(step, change)
        ? [lost(`The values of "${change.column}" in "${change.table}" are deleted.`)]
        : []
    case 'alter-column': {
      const [from, to] = columnsOf(step, change.table, change.column)
      if (from === undefined || to === undefined || from.nativeType === to.nativeType) return []
      const isFit = isWidening(from, to) && !losesValues(step, from, to)
      if (isFit || !mayHaveRows(step, change.table)) return []
      if (isUnheeded(step, from, to))
        return [
          {
            code: 'not-enforced',
            message: `Longer values of "${change.column}" in "${change.table}" stay as they are: SQLite heeds no length.`,
            lossy: false,
          },
        ]
      return [
        lost(
          `Values of "${change.column}" in "${change.table}" may be changed or refused: ${from.nativeType} becomes ${to.nativeType}.`,
        ),
      ]
    }
    default:
      return []
  }
}

/** Its values are computed again wherever it is made again. */
function isComputed(step: Step, { table, column }: DropColumn): boolean {
  return columnsOf(step, table, column)[0]?.expression !== undefined
}

/** A foreign key that goes, and the statement that drops it. */
export interface Unlinked {
  readonly change: DropForeignKey
  readonly before: SchemaModel
  readonly statement: number
}

/** A link over columns that stay, which nothing in the database holds any more when all is done. */
export function unheldLink(
  { change, before, statement }: Unlinked,
  after: SchemaModel,
): readonly PlanWarning[] {
  const key = findTable(before, change.table)?.foreignKeys.find(({ name }) => name === change.name)
  const table = findTable(after, change.table)
  if (key === undefined || table === undefined) return []
  const isLeft = key.columns.every((name) => findColumn(table, name) !== undefined)
  const isHeld = table.foreignKeys.some(
    ({ columns }) => columns.join('\0') === key.columns.join('\0'),
  )
  if (!isLeft || isHeld) return []
  const message = `Rows of "${table.id}" may link to nothing from then on: its foreign key to "${key.target}" goes.`
  return [{ code: 'not-enforced', message, statement, lossy: false }]
}

/** SQLite keeps texts of any length, whatever the type of their column says. */
function isUnheeded({ before }: Step, from: Column, to: Column): boolean {
  const isText = [from, to].every(({ type }) => type === 'string' || type === 'text')
  return before.dialect === 'sqlite' && isText
}

/** Whether a type of values takes fewer of them than before, or any other type becomes one. */
function losesValues({ before, after }: Step, from: Column, to: Column): boolean {
  const valuesIn = ({ enums }: SchemaModel, { enum: id }: Column): readonly string[] | undefined =>
    id === null ? undefined : enums[id]?.values
  const [was, is] = [valuesIn(before, from), valuesIn(after, to)]
  if (is === undefined) return false
  return was === undefined || was.some((value) => !is.includes(value))
}

function columnsOf(
  { before, after }: Step,
  table: TableId,
  column: string,
): readonly [Column | undefined, Column | undefined] {
  const of = (model: SchemaModel): Column | undefined => {
    const found = findTable(model, table)
    return found === undefined ? undefined : findColumn(found, column)
  }
  return [of(before), of(after)]
}

/** What fails where rows do not fit. */
function failureOf(step: Step): readonly Warning[] {
  const { change } = step
  if (!('table' in change) || typeof change.table !== 'string') return []
  if (!mayHaveRows(step, change.table)) return []
  const fails = (what: string): readonly Warning[] => [
    { code: 'may-fail', message: `It fails where ${what}.`, lossy: false },
  ]
  switch (change.kind) {
    case 'add-unique':
      return fails('rows have the same values')
    case 'add-foreign-key':
      return fails('rows link to nothing')
    case 'add-check':
      return fails('rows do not pass the check')
    case 'alter-column': {
      const [from, to] = columnsOf(step, change.table, change.column)
      return from?.nullable === true && to?.nullable === false
        ? fails('rows have no value in the column')
        : []
    }
    default:
      return []
  }
}

function workOf(step: Step, statements: readonly PlannedStatement[]): readonly Warning[] {
  const { change } = step
  if (!('table' in change) || typeof change.table !== 'string') return []
  if (!isLarge(step, change.table)) return []
  const count = countOf(step, change.table)
  if (isRewrite(step, statements))
    return [
      {
        code: 'rewrite',
        message: `Every row of "${change.table}"${count} is written anew; others wait meanwhile.`,
        lossy: false,
      },
    ]
  const looks = ['add-index', 'add-unique', 'add-foreign-key', 'add-check', 'alter-column']
  if (!looks.includes(change.kind) || step.concurrently) return []
  return [
    {
      code: 'lock',
      message: `Writes to "${change.table}" wait while its rows${count} are looked at.`,
      lossy: false,
    },
  ]
}

function isRewrite(step: Step, statements: readonly PlannedStatement[]): boolean {
  const { change } = step
  if (statements.some(({ sql }) => /^(?:insert into|update) /.test(sql))) return true
  if (change.kind !== 'alter-column') return false
  const [from, to] = columnsOf(step, change.table, change.column)
  return from?.nativeType !== to?.nativeType
}

function rowsOf({ before }: Step, table: TableId): number | null {
  return findTable(before, table)?.rowEstimate ?? null
}

function isLarge(step: Step, table: TableId): boolean {
  const rows = rowsOf(step, table)
  return rows === null ? step.definitions.tables[table]?.isLarge === true : rows >= LARGE
}

function countOf(step: Step, table: TableId): string {
  const rows = rowsOf(step, table) ?? 0
  if (rows > 0) return ` (about ${Math.round(rows)})`
  return isLarge(step, table) ? ` (${LARGE} or more)` : ''
}
