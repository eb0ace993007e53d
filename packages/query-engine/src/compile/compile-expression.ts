import { sql } from 'kysely'
import type { NoList, Sql } from '../dialect/dialect.js'
import type { Expression, Link } from '../resolve/resolved.js'
import { columnRef, logic, tableRef } from './build.js'
import { columnAsType } from './column-as-type.js'
import type { CompileContext } from './context.js'
import { formOf, guardOf } from './context.js'
import { linkMasks } from './link-masks.js'

/** The SQL of a value as the database has it, masked where the actor may see it in some rows only. */
export function compileExpression(context: CompileContext, expression: Expression): Sql {
  const { dialect } = context
  switch (expression.kind) {
    case 'column': {
      const { source, column } = expression
      const reference = columnAsType(dialect, column, columnRef(source.alias, column.name))
      const mask = guardOf(context, source).masks.get(column.name)
      return mask === undefined
        ? reference
        : sql`case when ${context.compileCondition(mask)} then ${reference} end`
    }
    case 'date-part':
      return dialect.datePart(
        expression.part,
        expression.operand.column.type,
        compileExpression(context, expression.operand),
      )
    case 'json-length':
      return compileLength(context, expression, 'nothing')
    case 'json-path':
      return dialect.jsonPath(
        compileExpression(context, expression.operand),
        expression.path,
        expression.as,
      )
    case 'count':
      return sql`(select ${dialect.countRows} ${linked(context, expression.link, [])})`
    case 'related':
      return sql`(select ${compileExpression(context, expression.operand)} ${linked(context, expression.link, [])}${oneRow(context, expression.link)})`
    case 'aggregate':
      return compileAggregate(context, expression)
  }
}

/** How many elements a list has, as far as it may be seen. */
export function compileLength(
  context: CompileContext,
  { operand }: Extract<Expression, { kind: 'json-length' }>,
  otherwise: NoList,
): Sql {
  const list = compileExpression(context, operand)
  return context.dialect.listLength(list, operand.column.type, otherwise)
}

/** A declared link may lead to several rows; a foreign key leads to one. */
export function oneRow({ dialect }: CompileContext, link: Link): Sql {
  return link.relationship.source === 'declared' && link.relationship.cardinality === 'many-to-one'
    ? dialect.page(null, 1, 0)
    : sql``
}

function compileAggregate(
  context: CompileContext,
  expression: Extract<Expression, { kind: 'aggregate' }>,
): Sql {
  if (expression.operand === null) return context.dialect.countRows
  return aggregateOver(context, expression, compileExpression(context, expression.operand))
}

/** An aggregate over an operand that is compiled already. */
export function aggregateOver(
  { dialect, codec }: CompileContext,
  expression: Extract<Expression, { kind: 'aggregate' }>,
  operand: Sql,
): Sql {
  const form = formOf(expression, codec)
  switch (expression.function) {
    case 'count':
      return countOf({ dialect, codec }, expression, operand)
    case 'min':
      return sql`min(${dialect.sortable(form, operand)})`
    case 'max':
      return sql`max(${dialect.sortable(form, operand)})`
    default:
      return dialect.aggregate(expression.function, form, expression.distinct, operand)
  }
}

/** Different texts are different, whatever the column's collation says. */
function countOf(
  { dialect, codec }: Pick<CompileContext, 'dialect' | 'codec'>,
  { operand: counted, distinct }: Extract<Expression, { kind: 'aggregate' }>,
  operand: Sql,
): Sql {
  if (counted === null) return dialect.countRows
  const form = formOf(counted, codec)
  if (!distinct) return dialect.count(form, false, operand)
  return dialect.count(
    form,
    true,
    dialect.exactText(form, operand) ?? dialect.sortable(form, operand),
  )
}

/** FROM and WHERE of the rows that a link leads to, as far as they exist for the actor. */
export function linked(context: CompileContext, link: Link, conditions: readonly Sql[]): Sql {
  const { target } = link
  const all = [linkCondition(context, link), ...guardConditions(context, link), ...conditions]
  return sql`from ${context.dialect.tableAs(tableRef(target.table), target.alias)} where ${logic('and', all)}`
}

/** The row rule of the table that a link leads to, if it has one. */
function guardConditions(context: CompileContext, link: Link): readonly Sql[] {
  const { rows } = guardOf(context, link.target)
  return rows.kind === 'constant' && rows.value ? [] : [context.compileCondition(rows)]
}

/** How the rows on both sides of a link belong together, as far as the actor may see that they do. */
export function linkCondition(context: CompileContext, link: Link): Sql {
  const { here, there } = linkMasks(context, link)
  const masks = [...here, ...there].map((mask) => context.compileCondition(mask))
  return logic('and', [matching(context, link), ...masks])
}

function matching({ dialect }: CompileContext, link: Link): Sql {
  const { parent, target, relationship } = link
  const { where } = relationship
  if (where === null) {
    const pairs = relationship.columns.map(
      ([here, there]) => sql`${columnRef(target.alias, there)} = ${columnRef(parent.alias, here)}`,
    )
    return logic('and', pairs)
  }
  const [[here, there] = ['', '']] = relationship.columns
  if (relationship.cardinality === 'one-to-many') {
    return sql`(${columnRef(target.alias, where.column)} = ${where.equals} and ${columnRef(target.alias, there)} = ${dialect.toText(columnRef(parent.alias, here))})`
  }
  const key = target.table.columns.find((column) => column.name === target.table.primaryKey[0])
  if (key === undefined || target.table.primaryKey.length !== 1) {
    return sql`1 = 0`
  }
  return sql`(${columnRef(parent.alias, where.column)} = ${where.equals} and ${columnRef(target.alias, key.name)} = ${dialect.keyFromText(key, columnRef(parent.alias, here))})`
}
