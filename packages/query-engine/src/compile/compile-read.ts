import type { AnyDatabase } from '@relvar/schema-introspect'
import { sql, type RootOperationNode } from 'kysely'
import type { BesideRows, Dialect, Finish, LevelSql, Sql } from '../dialect/dialect.js'
import type { Statement } from '../execute/executor.js'
import { innerReads, type Output, type ReadPlan } from '../plan/read-plan.js'
import type { MetaCount } from '../query/query.js'
import type { ResolvedQuery, Selection, SortTerm } from '../resolve/resolved.js'
import type { SecretCodecs } from '../secret-codecs.js'
import { rowTests } from './bounds.js'
import { isBrief } from './brief.js'
import { commaList, logic, tableRef } from './build.js'
import { compileEstimate } from './compile-estimate.js'
import { compileLevel } from './compile-level.js'
import type { CompileContext } from './context.js'
import { createContext } from './create-context.js'
import { formOf, guardOf, selectedForm } from './context.js'
import { finishOf, inWords, readingOf } from './finish.js'
import { sortValue } from './sort-terms.js'
import { parseJson } from './whole-json.js'

/** One statement and how its rows are read. Parameters hold slots, to be filled at each run. */
export interface CompiledRead {
  readonly resolved: ResolvedQuery
  readonly node: RootOperationNode
  readonly sql: string
  readonly parameters: readonly unknown[]
  readonly isBrief: boolean
  readonly isText: boolean
  readonly output: Output
  /** The keys of a row in order, and what makes the wire's value of what the driver gave. */
  readonly columns: readonly RowColumn[]
  /** Whether rows of another database belong into these, see `Unread`. */
  readonly leadsElsewhere: boolean
  /** Counts that stand beside every row, in the first one in any case. */
  readonly counts: readonly MetaCount[]
  /** Asks how many rows there are by statistics; null where nobody asked, or there is no asking. */
  readonly estimate: Statement | null
  /** What makes text of the values that rows are sorted by, which stand beside them as `s0`, `s1` ... */
  readonly cursorText: (value: unknown) => string
}

export interface RowColumn {
  readonly key: string
  readonly decode: (value: unknown) => unknown
}

/** What a plan is compiled for. */
export interface ReadTarget {
  readonly dialect: Dialect
  readonly db: AnyDatabase
  readonly secrets: SecretCodecs
}

/**
 * Compiles a plan to the one statement that answers it.
 *
 * @param mark one more column, the same beside each row
 * @param ofEach columns that each row has beside it; only for plans without cursors
 */
export function compileRead(
  plan: ReadPlan,
  { dialect, db, secrets }: ReadTarget,
  mark: Sql | null = null,
  ofEach: readonly Sql[] = [],
): CompiledRead {
  const { query, guards } = plan.guarded
  const context = createContext({ dialect, codec: plan.codec, guards, secrets })
  const level = compileLevel(context, query.read, null)
  const counts = Object.keys(query.counts) as MetaCount[]
  const numbered = counts.length > 0
  // Values that SQL cannot put in wire form are finished here, so they have to come as values.
  const finishes = query.read.selections.map((selection) => finishOf(context, selection))
  const output = finishes.every((finish) => finish === null)
    ? outputOf(plan, dialect, level)
    : 'rows'
  const rows = rowsOf(dialect, level, output, {
    numbered,
    ofEach: query.page?.cursors ? sortColumns(context, query.read.sort) : ofEach,
    ofAll: mark === null ? [] : [mark],
  })
  const whole = numbered ? withCounts(context, plan, counts, rows) : rows
  const { query: node, sql: text, parameters } = whole.compile(db.withoutPlugins())
  const columns = query.read.selections.map((selection, index) => ({
    key: selection.key,
    decode: level.columns[index]?.json
      ? jsonDecoder(finishes[index] ?? null)
      : decoderOf(context, selection, finishes[index] ?? null, query.read.groupBy !== null),
  }))
  const cursorText = (value: unknown): string => dialect.cursor.toText(value)
  const estimate = compileEstimate(context, plan.guarded, db)
  const statement = { node, sql: text, parameters }
  const leadsElsewhere = query.read.selections.some(isElsewhere)
  return {
    ...statement,
    isBrief: isBrief(plan.guarded),
    isText: output === 'json' && isTextAlone(plan),
    resolved: query,
    output,
    columns,
    leadsElsewhere,
    counts,
    estimate,
    cursorText,
  }
}

/** Whether a selection leads to another database, at any depth. */
function isElsewhere(selection: Selection): boolean {
  if (selection.kind === 'link') return selection.leadsTo !== null
  if (selection.kind === 'to-any') return selection.branches.some(isElsewhere)
  return innerReads(selection).some(({ selections }) => selections.some(isElsewhere))
}

/** Rows up to which they come as one text: the database holds all of it before it sends the first byte. */
const MAX_ROWS_OF_TEXT = 1_000

/** Whether all that is wanted of the rows is their text, and nothing that differs from one to the next. */
function isTextAlone({ guarded: { query }, output }: ReadPlan): boolean {
  const isBare = query.page === null && query.estimate === null
  return output === 'text' && isBare && Object.keys(query.counts).length === 0
}

/** One text of several rows, where nothing but them is asked for. */
function outputOf(
  { guarded: { query }, output }: ReadPlan,
  { jsonText }: Dialect,
  { single }: LevelSql,
): Output {
  if (output !== 'text') return output
  const rows = single ? 1 : (query.read.limit ?? Infinity)
  const isPlain = query.page === null && Object.keys(query.counts).length === 0
  return jsonText !== null && isPlain && rows > 1 && rows <= MAX_ROWS_OF_TEXT ? 'text' : 'json'
}

function rowsOf(dialect: Dialect, level: LevelSql, output: Output, beside: BesideRows): Sql {
  if (output === 'rows') return plainRows(dialect, level, beside)
  return output === 'text' && dialect.jsonText !== null
    ? dialect.jsonText(level, beside.ofAll)
    : dialect.jsonRows(level, beside)
}

/** `c0`, `c1` ...: names from a request never become names of columns. */
function plainRows(
  dialect: Dialect,
  level: LevelSql,
  { numbered, ofEach, ofAll }: BesideRows,
): Sql {
  const columns = level.columns.map(
    (column, index) =>
      sql`${column.json ? dialect.jsonAsText(column.sql) : column.sql} as ${sql.id(`c${index}`)}`,
  )
  const place = dialect.rowNumber(level)
  const number = numbered ? [place] : []
  // Rows of which nothing may be seen are rows nonetheless, and no database selects nothing.
  const some = columns.length > 0 ? columns : [dialect.columnAs(sql`1`, 'c0')]
  const all = [...some, ...number, ...ofEach, ...ofAll]
  const page = dialect.page(level.order, level.limit, level.offset)
  return sql`select ${commaList(all)} ${level.body}${page}`
}

/** What cursors are made of. */
function sortColumns(context: CompileContext, sort: readonly SortTerm[]): Sql[] {
  const { dialect } = context
  return sort.map(({ expression }, index) => {
    const { sql: value, form } = sortValue(context, expression)
    const selected = dialect.cursor.selected(form, dialect.cursor.ordered(form, value))
    return dialect.columnAs(selected, `s${index}`)
  })
}

/** Counts come in the same statement, also where the page is empty. */
function withCounts(
  context: CompileContext,
  plan: ReadPlan,
  counts: readonly MetaCount[],
  rows: Sql,
): Sql {
  const values = counts.map((name) => sql`(${countRows(context, plan, name)}) as ${sql.id(name)}`)
  return context.dialect.withCounts(commaList(values), rows)
}

function countRows(context: CompileContext, plan: ReadPlan, name: MetaCount): Sql {
  const count = plan.guarded.query.counts[name]
  if (count === undefined) throw new Error(`Nothing to count for ${name}.`)
  const conditions = rowTests(context, guardOf(context, count.source).rows, count.filter)
  const { dialect } = context
  const { table, alias } = count.source
  const from = sql`select ${dialect.countRows} from ${dialect.tableAs(tableRef(table), alias)}`
  return conditions.length === 0 ? from : sql`${from} where ${logic('and', conditions)}`
}

function decoderOf(
  { dialect, codec }: CompileContext,
  selection: Selection,
  finish: Finish | null,
  grouped: boolean,
): RowColumn['decode'] {
  if (selection.kind !== 'value') return (value) => value
  const form = (grouped ? formOf : selectedForm)(selection.expression, codec)
  const isPlain = readingOf(selection.expression) === 'plain'
  const decode = isPlain ? inWords(selection.words, (value) => dialect.decode(form, value)) : finish
  return (value) => {
    if (value === null || value === undefined) return null
    return decode === null ? value : decode(value)
  }
}

/** Drivers differ in whether they parse JSON themselves. */
export function jsonDecoder(finish: Finish | null): RowColumn['decode'] {
  return (value) => {
    const parsed: unknown = typeof value === 'string' ? parseJson(value) : (value ?? null)
    return finish === null || parsed === null ? parsed : finish(parsed)
  }
}
