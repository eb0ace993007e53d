import type { Column, Relationship } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'
import { conditionsIn } from '../query/conditions-in.js'
import { parseCall, parseJsonPath } from '../query/field-path.js'
import type { Operator } from '../query/operators.js'
import { allowsOnNumber, allowsOperator, isOperator, OPERATORS } from '../query/operators.js'
import { isPlainObject } from '../query/plain.js'
import { Placeholder } from '../query/template.js'
import { resolveCall } from './functions.js'
import { compareWith } from './comparison.js'
import type { Condition, Expression, Source } from './resolved.js'
import { allOf, NEVER, TRUE } from './resolved.js'
import type { Resolution } from './resolution.js'
import { columnOf, followBack, relationshipOf, unknownField } from './resolution.js'
import { scoped, toKeyOf } from './scoped.js'

/**
 * Resolves a filter whose values are placeholders (or, in rules, constants) over the rows of a source.
 *
 * @throws InvalidQueryError for operators and shapes that make no sense
 * @throws ForbiddenError for names that are unknown or closed
 */
export function resolveFilter(
  resolution: Resolution,
  source: Source,
  filter: unknown,
  depth = 0,
): Condition {
  if (filter === undefined || filter === null) return TRUE
  if (Array.isArray(filter) && filter.length === 0) return TRUE
  if (!isPlainObject(filter)) throw new InvalidQueryError('A filter has to be an object.')
  return allOf(
    Object.entries(filter).map(([name, value]) =>
      resolveEntry(resolution, source, name, value, depth),
    ),
  )
}

function resolveEntry(
  resolution: Resolution,
  source: Source,
  name: string,
  value: unknown,
  depth: number,
): Condition {
  if (name === '_and' || name === '_or') {
    return resolveLogic(name, value, (branch) => resolveFilter(resolution, source, branch, depth))
  }
  if (isOperator(name))
    throw new InvalidQueryError(`Operator "${name}" has to stand below a field.`)
  resolution.countCondition()
  const [field, scope] = splitScope(source, name)
  const call = columnOf(source.table, field) === undefined ? parseCall(field) : null
  if (call !== null && call.name !== '$FOLLOW') {
    if (call.name === 'json') {
      throw new InvalidQueryError('"json" cannot be used in a filter; use "_json".')
    }
    return resolveOnFunction(resolveCall(resolution, source, call), name, value)
  }
  return resolveField(resolution, source, field, scope, value, depth)
}

function resolveLogic(
  name: '_and' | '_or',
  value: unknown,
  resolve: (branch: unknown) => Condition,
): Condition {
  if (!Array.isArray(value)) throw new InvalidQueryError(`"${name}" has to be a list.`)
  const conditions = value.map(resolve)
  if (name === '_and') return allOf(conditions)
  // An empty branch of an _or is true, and so is the whole; an empty list sets no condition.
  if (conditions.length === 0 || conditions.includes(TRUE)) return TRUE
  return { kind: 'or', conditions }
}

/** `item:headings` is field `item`, scope `headings`; a column may hold a colon in its name. */
function splitScope(source: Source, name: string): [string, string | null] {
  const colon = name.indexOf(':')
  if (colon < 0 || columnOf(source.table, name) !== undefined) return [name, null]
  return [name.slice(0, colon), name.slice(colon + 1)]
}

function resolveOnFunction(left: Expression, name: string, value: unknown): Condition {
  return resolveOperators(value, (operatorName, operator, operand) => {
    if (!allowsOnNumber(operatorName)) throw refused(operatorName, name)
    return compareWith(left, 'integer', operator, operatorName, operand)
  })
}

function resolveField(
  resolution: Resolution,
  source: Source,
  field: string,
  scope: string | null,
  value: unknown,
  depth: number,
): Condition {
  const column = columnOf(source.table, field)
  const relationship = field.startsWith('$FOLLOW')
    ? followBack(resolution, source.table, field)
    : relationshipOf(source.table, field)
  if ((column === undefined || !column.actions.includes('read')) && relationship === undefined) {
    throw unknownField(source.table, field)
  }
  if (scope !== null && relationship?.cardinality !== 'many-to-any') {
    throw unknownField(source.table, `${field}:${scope}`)
  }
  if (value === null)
    throw new InvalidQueryError(`"${field}" is compared with nothing; use "_null".`)
  if (!isPlainObject(value))
    return resolveField(resolution, source, field, scope, { _eq: value }, depth)
  const conditions = Object.entries(value).map(([name, inner]) => {
    if (name === '_and' || name === '_or') {
      return resolveLogic(name, inner, (branch) =>
        resolveField(resolution, source, field, scope, branch, depth),
      )
    }
    if (column !== undefined && isOperator(name) && name !== '_some' && name !== '_none') {
      return resolveOperators({ [name]: inner }, resolveOnColumn(resolution, source, column))
    }
    return null
  })
  const rest = Object.fromEntries(
    Object.entries(value).filter((_, index) => conditions[index] === null),
  )
  const own = conditions.filter((condition) => condition !== null)
  if (Object.keys(rest).length === 0) return allOf(own)
  if (relationship === undefined) throw notAnOperator(Object.keys(rest)[0] ?? '', field)
  return allOf([...own, resolveRelated(resolution, source, relationship, scope, rest, depth + 1)])
}

type OperatorResolver = (name: string, operator: Operator, operand: unknown) => Condition

function resolveOperators(value: unknown, resolve: OperatorResolver): Condition {
  if (value === null) throw new InvalidQueryError('A field is compared with nothing; use "_null".')
  const entries = isPlainObject(value) ? Object.entries(value) : [['_eq', value] as const]
  return allOf(
    entries.map(([name, operand]) => {
      if (name === '_and' || name === '_or') {
        return resolveLogic(name, operand, (branch) => resolveOperators(branch, resolve))
      }
      const operator = OPERATORS.get(name)
      if (operator === undefined) throw new InvalidQueryError(`"${name}" is no operator.`)
      return resolve(name, operator, operand)
    }),
  )
}

function resolveOnColumn(resolution: Resolution, source: Source, column: Column): OperatorResolver {
  const left: Expression = { kind: 'column', source, column }
  return (name, operator, operand) => {
    if (!allowsOperator(column, name)) throw refused(name, column.name)
    if (operator.family === 'json') return resolveJson(resolution, source, column, operand)
    return compareWith(left, column.type, operator, name, operand)
  }
}

const JSON_FORBIDDEN = new Set(['json', 'spatial', 'payload', 'quantifier'])

/** `{ path: { op: value } }` over a JSON column, with `_and` and `_or` inside. */
function resolveJson(
  resolution: Resolution,
  source: Source,
  column: Column,
  value: unknown,
): Condition {
  if (!isPlainObject(value)) throw new InvalidQueryError('"_json" has to be an object of paths.')
  return allOf(
    Object.entries(value).map(([text, operators]) => {
      if (text === '_and' || text === '_or') {
        return resolveLogic(text, operators, (branch) =>
          resolveJson(resolution, source, column, branch),
        )
      }
      resolution.countCondition()
      const path = parseJsonPath(text, resolution.limits.maxJsonDepth)
      const left: Expression = {
        kind: 'json-path',
        operand: { kind: 'column', source, column },
        path,
        as: 'text',
      }
      return resolveOperators(operators, (name, operator, operand) => {
        if (JSON_FORBIDDEN.has(operator.family)) throw refused(name, text)
        const numeric = isNumeric(operand)
        const typed: Expression = numeric ? { ...left, as: 'number' } : left
        return compareWith(typed, numeric ? 'float' : 'string', operator, name, operand)
      })
    }),
  )
}

/** Numbers are compared with numbers, anything else as text. */
function isNumeric(operand: unknown): boolean {
  if (Array.isArray(operand)) return operand.length > 0 && operand.every(isNumeric)
  return operand instanceof Placeholder ? operand.numeric : typeof operand === 'number'
}

function resolveRelated(
  resolution: Resolution,
  source: Source,
  relationship: Relationship,
  scope: string | null,
  value: Readonly<Record<string, unknown>>,
  depth: number,
): Condition {
  resolution.assertDepth(depth)
  const own: Condition[] = []
  const inner: (readonly [string, unknown])[] = []
  for (const [name, operand] of Object.entries(value)) {
    if (name === '_some' || name === '_none') {
      assertToMany(relationship, name)
      own.push(related(resolution, source, relationship, scope, operand, name === '_none', depth))
    } else if (name === '_null' || name === '_nnull') {
      const missing = (name === '_null') === truth(operand, name)
      own.push(related(resolution, source, relationship, scope, {}, missing, depth))
    } else {
      inner.push([name, operand])
    }
  }
  if (inner.length > 0) {
    const filter = Object.fromEntries(inner)
    own.push(related(resolution, source, relationship, scope, filter, false, depth))
  }
  return allOf(own)
}

/** One row has no "some" or "none"; what would be meant by them there is said without them. */
function assertToMany({ name, cardinality }: Relationship, operator: string): void {
  if (cardinality === 'one-to-many') return
  throw new InvalidQueryError(
    `Operator "${operator}" needs a relationship to many rows; "${name}" leads to one.`,
  )
}

function related(
  resolution: Resolution,
  parent: Source,
  relationship: Relationship,
  scope: string | null,
  value: unknown,
  negated: boolean,
  depth: number,
): Condition {
  const followed = scoped(relationship, scope)
  const table = resolution.target(followed)
  if (table === null) throw unknownField(parent.table, relationship.name)
  const filter = onKey(table.primaryKey, value)
  if (table.traits.elsewhere && resolution.across !== undefined) {
    const link = toKeyOf(table, followed)
    if (link === null) return negated ? TRUE : NEVER
    // What is asked of another database counts here, too: each turn from one to the other is a query.
    resolution.leave()
    for (let left = conditionsIn(filter); left > 0; left--) resolution.countCondition()
    return resolution.across.condition(parent, { relationship: link, table, filter }, negated)
  }
  const target = resolution.use(table)
  const link = { parent, relationship: followed, target }
  const condition = resolveFilter(resolution, target, filter, depth)
  return { kind: 'exists', negated, link, condition }
}

/** Operators that stand right below a to-many relationship compare the key of its rows. */
function onKey(primaryKey: readonly string[], value: unknown): unknown {
  if (!isPlainObject(value)) return value
  const operators = Object.keys(value).filter(
    (name) => isOperator(name) && name !== '_and' && name !== '_or',
  )
  if (operators.length === 0) return value
  const [key, ...more] = primaryKey
  if (key === undefined || more.length > 0) {
    throw new InvalidQueryError(
      `"${operators[0]}" needs a field, as the related collection has no single key.`,
    )
  }
  const others = Object.entries(value).filter(([name]) => !operators.includes(name))
  const compared = Object.fromEntries(operators.map((name) => [name, value[name]]))
  return { _and: [Object.fromEntries(others), { [key]: compared }] }
}

function truth(value: unknown, name: string): boolean {
  if (value === true || value === null || value === '' || value === 'true') return true
  if (value === false || value === 'false') return false
  throw new InvalidQueryError(`"${name}" takes true or false.`)
}

/** `_some` and `_none` are operators, but not of a plain column. */
function notAnOperator(name: string, field: string): InvalidQueryError {
  return isOperator(name)
    ? refused(name, field)
    : new InvalidQueryError(`"${name}" is no operator.`)
}

function refused(operator: string, field: string): InvalidQueryError {
  return new InvalidQueryError(`Operator "${operator}" cannot be used on field "${field}".`)
}
