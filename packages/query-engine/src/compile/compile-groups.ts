import { sql } from 'kysely'
import type { LevelColumn, LevelSql, Sql } from '../dialect/dialect.js'
import type { Expression, Link, ResolvedRead, Selection } from '../resolve/resolved.js'
import { allOf } from '../resolve/resolved.js'
import { columnRef, commaList, literal, logic } from './build.js'
import { compileBody } from './compile-body.js'
import { aggregateOver, compileExpression } from './compile-expression.js'
import type { CompileContext } from './context.js'
import { formOf, guardOf } from './context.js'
import { linkMasks, type LinkMasks } from './link-masks.js'

const NO_MASKS: LinkMasks = { here: [], there: [] }

type Aggregate = Extract<Expression, { kind: 'aggregate' }>

/**
 * A level whose rows are groups. Values are worked out row by row in the innermost query (`v`),
 * grouped around it (`b`), and put in wire form last, so that each expression is written once:
 * databases want grouped and selected expressions to be the same, parameters included.
 */
export function compileGroups(
  context: CompileContext,
  read: ResolvedRead,
  link: Link | null,
): LevelSql {
  const groups = read.groupBy ?? []
  if (groups.length === 0) return compileTotal(context, read, link)
  const aggregates = aggregatesOf(read.selections)
  const keys = outerKeys(context, link)
  const masks = link === null || keys.length === 0 ? NO_MASKS : linkMasks(context, link)
  const inside = { ...read, filter: allOf([...masks.there, read.filter]) }
  const inner = sql`select ${commaList([
    ...groups.map((group, index) => sql`${exactValue(context, group)} as ${sql.id(`g${index}`)}`),
    ...operandsOf(context, aggregates),
    ...keys.map(({ there }, index) => sql`${there} as ${sql.id(`k${index}`)}`),
  ])} ${compileBody(context, inside, keys.length > 0 ? null : link, [])}`
  const names = [...groups.map((_, index) => `g${index}`), ...keys.map((_, index) => `k${index}`)]
  const grouped = sql`select ${commaList([
    ...names.map((name) => columnRef('v', name)),
    ...aggregates.map(
      (each, index) => sql`${overInner(context, each, index)} as ${sql.id(`r${index}`)}`,
    ),
  ])} from ${context.dialect.derivedAs(inner, 'v')} group by ${commaList(names.map((name) => columnRef('v', name)))}`
  const matching = [
    ...keys.map(({ here }, index) => sql`${columnRef('b', `k${index}`)} = ${here}`),
    ...masks.here.map((mask) => context.compileCondition(mask)),
  ]
  const from = sql`from ${context.dialect.derivedAs(grouped, 'b')}`
  const value = (expression: Expression): Sql => valueInGroups(expression, groups, aggregates)
  return {
    columns: read.selections.map((selection) => column(context, selection, value)),
    body: matching.length === 0 ? from : sql`${from} where ${logic('and', matching)}`,
    order: orderOf(context, read, value),
    limit: read.limit,
    offset: read.offset,
    single: false,
    keyed: null,
  }
}

/** The values of a group are equal to the letter. */
function exactValue(context: CompileContext, expression: Expression): Sql {
  const value = compileExpression(context, expression)
  const form = formOf(expression, context.codec)
  return context.dialect.exactText(form, value) ?? context.dialect.sortable(form, value)
}

/** What is aggregated, as columns `a0`, `a1` ... of the rows that it is made of. */
function operandsOf(context: CompileContext, aggregates: readonly Aggregate[]): readonly Sql[] {
  return aggregates.flatMap(({ operand }, index) =>
    operand === null ? [] : [sql`${compileExpression(context, operand)} as ${sql.id(`a${index}`)}`],
  )
}

/**
 * Aggregates over everything: one row, whatever there is. Where what is aggregated may hold subqueries, as
 * rules do, and the database takes none there, it is worked out row by row in a query within.
 */
function compileTotal(context: CompileContext, read: ResolvedRead, link: Link | null): LevelSql {
  const { dialect } = context
  const aggregates = aggregatesOf(read.selections)
  const body = compileBody(context, read, link, [])
  const isDirect =
    dialect.capabilities.aggregatesSubqueries || aggregates.every((each) => isBare(context, each))
  const value = (each: Expression): Sql =>
    isDirect
      ? compileExpression(context, each)
      : overInner(context, each as Aggregate, aggregates.indexOf(each as Aggregate))
  const inner = sql`select ${commaList(operandsOf(context, aggregates))} ${body}`
  return {
    columns: read.selections.map((selection) => column(context, selection, value)),
    body: isDirect ? body : sql`from ${dialect.derivedAs(inner, 'v')}`,
    order: null,
    limit: null,
    offset: 0,
    single: true,
    keyed: null,
  }
}

/** Whether rows are counted, or a column is aggregated that is seen in all of them. */
function isBare(context: CompileContext, { operand }: Aggregate): boolean {
  if (operand === null) return true
  return (
    operand.kind === 'column' && !guardOf(context, operand.source).masks.has(operand.column.name)
  )
}

/** Where derived tables cannot see the outer row, groups are made for all rows and picked afterwards. */
function outerKeys({ dialect }: CompileContext, link: Link | null): { here: Sql; there: Sql }[] {
  if (link === null || dialect.capabilities.derivedSeesOuter || link.relationship.where !== null)
    return []
  return link.relationship.columns.map(([here, there]) => ({
    here: columnRef(link.parent.alias, here),
    there: columnRef(link.target.alias, there),
  }))
}

function overInner(context: CompileContext, aggregate: Aggregate, index: number): Sql {
  return aggregate.operand === null
    ? context.dialect.countRows
    : aggregateOver(context, aggregate, columnRef('v', `a${index}`))
}

function valueInGroups(
  expression: Expression,
  groups: readonly Expression[],
  aggregates: readonly Aggregate[],
): Sql {
  const group = groups.indexOf(expression)
  if (group >= 0) return columnRef('b', `g${group}`)
  return columnRef('b', `r${aggregates.indexOf(expression as Aggregate)}`)
}

function aggregatesOf(selections: readonly Selection[]): Aggregate[] {
  const found = selections.flatMap((selection) => {
    if (selection.kind === 'object') return aggregatesOf(selection.members)
    return selection.kind === 'value' && selection.expression.kind === 'aggregate'
      ? [selection.expression]
      : []
  })
  return [...new Set(found)]
}

function column(
  context: CompileContext,
  selection: Selection,
  value: (expression: Expression) => Sql,
): LevelColumn {
  const { dialect, codec } = context
  if (selection.kind === 'object') {
    const members = selection.members.map((member) => column(context, member, value))
    return { key: selection.key, sql: dialect.jsonObject(members), json: true }
  }
  if (selection.kind === 'literal') {
    return { key: selection.key, sql: literal(selection.text), json: false }
  }
  if (selection.kind !== 'value') throw new Error(`A group has no ${selection.kind}.`)
  const { expression } = selection
  const form = formOf(expression, codec)
  return {
    key: selection.key,
    sql: dialect.encode(form, value(expression)),
    json: dialect.isJson(form),
  }
}

function orderOf(
  { dialect, codec }: CompileContext,
  read: ResolvedRead,
  value: (expression: Expression) => Sql,
): Sql | null {
  if (read.sort.length === 0) return null
  const terms = read.sort.map(({ expression, descending }) => {
    const form = formOf(expression, codec)
    // Groups are in the form to be sorted by already.
    const own =
      form.aggregate === null ? value(expression) : dialect.sortable(form, value(expression))
    return dialect.order(own, descending, true)
  })
  return commaList(terms)
}
