import { sql } from 'kysely'
import type { Dialect, Sql, TextParameter, ValueForm } from '../dialect/dialect.js'
import { InvalidQueryError } from '../errors.js'
import type { Slot } from '../plan/slot.js'
import { ValueError } from '../query/value.js'
import type { Condition, Expression } from '../resolve/resolved.js'
import { requireColumn } from '../resolve/resolution.js'
import { compileMask } from './bounds.js'
import { columnRef, logic, tableRef } from './build.js'
import { inList, rowsIn } from './in-list.js'
import { columnAsType } from './column-as-type.js'
import { compileExpression, linked } from './compile-expression.js'
import type { CompileContext } from './context.js'
import { columnForm, formOf, guardOf } from './context.js'
import { discriminated, pick } from './link-masks.js'

/** The SQL of a condition. What is hidden in a row counts as null there. */
export function compileCondition(context: CompileContext, condition: Condition): Sql {
  const { dialect } = context
  switch (condition.kind) {
    case 'constant':
      return condition.value ? sql`1 = 1` : sql`1 = 0`
    case 'and':
    case 'or':
      return logic(
        condition.kind,
        condition.conditions.map((inner) => compileCondition(context, inner)),
      )
    case 'not':
      return sql`not (${compileCondition(context, condition.condition)})`
    case 'compare': {
      const { operator, left: expression } = condition
      const right = operand(context, expression, condition.right)
      const indexed = compareIndexed(context, expression, operator, right)
      if (indexed !== null) return compared(context, expression, () => indexed)
      const test = (left: Sql): Sql => sql`${left} ${sql.raw(operator)} ${right}`
      if (operator !== '=' && operator !== '<>') return compared(context, expression, test)
      return compared(context, expression, exactly(context, expression, operator === '<>', test))
    }
    case 'in': {
      const values = condition.values.map((value) => operand(context, condition.left, value))
      const test = (left: Sql): Sql => inList(dialect, left, values, condition.negated)
      return compared(
        context,
        condition.left,
        exactly(context, condition.left, condition.negated, test),
      )
    }
    case 'between': {
      const low = operand(context, condition.left, condition.low)
      const high = operand(context, condition.left, condition.high)
      const operator = condition.negated ? sql`not between` : sql`between`
      const from = condition.negated ? null : compareIndexed(context, condition.left, '>=', low)
      const to = condition.negated ? null : compareIndexed(context, condition.left, '<=', high)
      if (from !== null && to !== null)
        return compared(context, condition.left, () => sql`(${from} and ${to})`)
      return compared(
        context,
        condition.left,
        (left) => sql`(${left} ${operator} ${low} and ${high})`,
      )
    }
    case 'null': {
      const value = presence(context, condition.operand)
      return condition.negated ? sql`${value} is not null` : sql`${value} is null`
    }
    case 'empty': {
      const value = compileExpression(context, condition.operand)
      const form = formOf(condition.operand, context.codec)
      // The text of binary is not the bytes that are in it, but that of none is empty on the wire.
      const text = form.type === 'binary' ? dialect.encode(form, value) : dialect.toText(value)
      return dialect.isEmpty(text, condition.negated)
    }
    case 'match':
      return compileMatch(context, condition)
    case 'spatial':
      return compileSpatial(context, condition)
    case 'exists': {
      const inner = condition.condition
      const conditions =
        inner.kind === 'constant' && inner.value ? [] : [compileCondition(context, inner)]
      const exists = sql`exists (select 1 ${linked(context, condition.link, conditions)})`
      return condition.negated ? sql`not ${exists}` : exists
    }
    case 'linked':
      return compileLinked(context, condition)
    case 'keys': {
      const { masks } = guardOf(context, condition.source)
      const hidden = condition.columns.flatMap((name) => masks.get(name) ?? [])
      const conditions = [...new Set(hidden)].map((mask) => compileCondition(context, mask))
      return logic('and', [compileKeys(context, condition), ...conditions])
    }
  }
}

/** What tells whether there is a value: of a row type, `is null` asks for the values within. */
function presence(context: CompileContext, operand: Expression): Sql {
  const value = compileExpression(context, operand)
  const form = formOf(operand, context.codec)
  return form.type === 'unknown' ? context.dialect.comparable(form, value) : value
}

/**
 * Compares a column. Where it is masked, `(rule) and column = value` finds the same rows as
 * comparing the masked value, and can use an index.
 */
function compared(context: CompileContext, left: Expression, compare: (left: Sql) => Sql): Sql {
  const { dialect, codec } = context
  const form = formOf(left, codec)
  const test = (value: Sql): Sql => compareAs(dialect, form, value, compare)
  if (left.kind === 'column') {
    const mask = guardOf(context, left.source).masks.get(left.column.name)
    const reference = columnRef(left.source.alias, left.column.name)
    const bare = test(dialect.comparable(form, columnAsType(dialect, left.column, reference)))
    return mask === undefined ? bare : sql`(${compileMask(context, mask, left)} and ${bare})`
  }
  return test(dialect.comparable(form, compileExpression(context, left)))
}

function compareAs(
  dialect: Dialect,
  { type }: ValueForm,
  left: Sql,
  compare: (left: Sql) => Sql,
): Sql {
  return type === 'unknown' ? dialect.compareUntyped(left, compare) : compare(left)
}

/** The comparison of a column that an index leads with, where the dialect words it for that index. */
function compareIndexed(
  { dialect, codec }: CompileContext,
  left: Expression,
  operator: string,
  right: Sql,
): Sql | null {
  if (left.kind !== 'column') return null
  const { table, alias } = left.source
  const { name } = left.column
  if (left.column.traits.codec === 'boolean') return null
  if (!table.indexes.some(({ columns: [first] }) => first === name)) return null
  const form = formOf(left, codec)
  const reference = columnRef(alias, name)
  return dialect.compareIndexed({
    form,
    table: tableRef(table),
    column: name,
    left: reference,
    operator,
    right,
  })
}

/**
 * A test for equality that tells all texts apart. Where the collation does not, its own answer,
 * which an index gives, is looked at again; a negated one has to be exact from the start.
 */
function exactly(
  { dialect, codec }: CompileContext,
  expression: Expression,
  negated: boolean,
  test: (left: Sql) => Sql,
): (left: Sql) => Sql {
  return (left) => {
    const exact = dialect.exactText(formOf(expression, codec), left)
    if (exact === null) return test(left)
    return negated ? test(exact) : sql`(${test(left)} and ${test(exact)})`
  }
}

/** The slot of a value that is compared with an expression, in the form that the driver wants. */
function operand(context: CompileContext, left: Expression, slot: Slot): Sql {
  return context.dialect.parameter(formOf(left, context.codec), sql`${encoded(context, slot)}`)
}

/** @throws InvalidQueryError at each run with a value that the database has no room for */
function encoded({ dialect, slots }: CompileContext, slot: Slot): Slot {
  const known = slots.get(slot)
  if (known !== undefined) return known
  const result = slot.encodedBy((value) => {
    try {
      return dialect.toParameter(slot.type, value)
    } catch (error) {
      if (error instanceof ValueError) throw new InvalidQueryError(`${error.message}.`)
      throw error
    }
  })
  slots.set(slot, result)
  return result
}

function compileMatch(
  context: CompileContext,
  condition: Extract<Condition, { kind: 'match' }>,
): Sql {
  const { dialect } = context
  const left = compileExpression(context, condition.left)
  const text = isTextual(condition.left) ? left : dialect.toText(left)
  const parameter: TextParameter = (encode) =>
    sql`${condition.right.encodedBy((value) => encode(String(value)))}`
  const matches = dialect.match(text, condition.where, condition.insensitive, parameter)
  return condition.negated ? sql`not (${matches})` : matches
}

function isTextual(expression: Expression): boolean {
  if (expression.kind !== 'column') return false
  const { type, nativeType, enum: values } = expression.column
  const shown = type === 'string' || type === 'text' || type === 'csv'
  return shown && values === null && TEXT_TYPE.test(nativeType)
}

/** Intervals and domains over them are shown as text, and are none. */
const TEXT_TYPE = /char|text|clob|string|name/i

function compileSpatial(
  context: CompileContext,
  condition: Extract<Condition, { kind: 'spatial' }>,
): Sql {
  const { dialect } = context
  const left = compileExpression(context, condition.left)
  const form = formOf(condition.left, context.codec)
  const right = sql`${encoded(context, condition.right)}`
  const tested = dialect.spatial(form, left, right, condition.test)
  return condition.negated ? sql`not (${tested})` : tested
}

/** As `exists` is: true or false, whatever is NULL. */
function compileLinked(
  context: CompileContext,
  condition: Extract<Condition, { kind: 'linked' }>,
): Sql {
  const { source, columns, where, maskedBy, keys, negated } = condition
  if (keys.length === 0) return compileCondition(context, { kind: 'constant', value: negated })
  const { masks, columns: all = source.table.columns } = guardOf(context, source)
  const whole = { ...source, table: { ...source.table, columns: all } }
  const found = compileKeys(context, { source: whole, columns, keys })
  const visible = pick(masks, maskedBy).map((mask) => compileCondition(context, mask))
  const links = logic('and', [...visible, ...discriminated(source, where), found])
  return negated ? sql`case when ${links} then 1 else 0 end = 0` : links
}

/** Single keys as a list, composite ones as a list of rows. */
export function compileKeys(
  context: CompileContext,
  condition: Omit<Extract<Condition, { kind: 'keys' }>, 'kind'>,
): Sql {
  const { dialect } = context
  const { source, columns, keys } = condition
  const forms = columns.map((name) => columnForm(requireColumn(source.table, name)))
  const references = columns.map((name, index) =>
    dialect.comparable(forms[index] as ValueForm, columnRef(source.alias, name)),
  )
  const values = keys.map((slots) =>
    slots.map((slot, index) => keyValue(context, forms[index] as ValueForm, slot)),
  )
  if (columns.length === 1) {
    const list = values.flat()
    return compareAs(dialect, forms[0] as ValueForm, references[0] as Sql, (left) =>
      list.length === 1 ? sql`${left} = ${list[0]}` : inList(dialect, left, list, false),
    )
  }
  return rowsIn(dialect, references, values)
}

function keyValue(context: CompileContext, form: ValueForm, slot: Slot): Sql {
  return context.dialect.parameter(form, sql`${encoded(context, slot)}`)
}
