import type { ColumnType } from '@relvar/schema-introspect/model'
import type { MatchPlace, SpatialTest } from '../dialect/dialect.js'
import { InvalidQueryError } from '../errors.js'
import { Slot } from '../plan/slot.js'
import { toGeometry } from '../query/geojson.js'
import type { Operator } from '../query/operators.js'
import { toValue, ValueError } from '../query/value.js'
import type { Condition, Expression } from './resolved.js'

/** The condition of one operator on an expression of the given type. */
export function compareWith(
  left: Expression,
  type: ColumnType,
  operator: Operator,
  name: string,
  operand: unknown,
): Condition {
  const { negated } = operator
  switch (operator.family) {
    case 'compare':
      return compare(left, type, operator, name, operand)
    case 'in':
      if (operand === null) return { kind: 'constant', value: false }
      return {
        kind: 'in',
        negated,
        left,
        values: list(operand, name).map((value) => slot(value, type, name)),
      }
    case 'between': {
      const [low, high, ...more] = list(operand, name)
      if (high === undefined || more.length > 0)
        throw new InvalidQueryError(`"${name}" takes two values.`)
      return {
        kind: 'between',
        negated,
        left,
        low: slot(low, type, name),
        high: slot(high, type, name),
      }
    }
    case 'null':
      return { kind: 'null', negated: negated === isTrue(operand, name), operand: left }
    case 'empty':
      return { kind: 'empty', negated: negated === isTrue(operand, name), operand: left }
    case 'match':
      return {
        kind: 'match',
        where: operator.detail as MatchPlace,
        negated,
        insensitive: operator.insensitive,
        left,
        right: slot(required(operand, name), 'string', name),
      }
    case 'spatial':
      return {
        kind: 'spatial',
        test: operator.detail as SpatialTest,
        negated,
        left,
        right: geometrySlot(required(operand, name), name),
      }
    default:
      throw new InvalidQueryError(`Operator "${name}" cannot be used in a query.`)
  }
}

function compare(
  left: Expression,
  type: ColumnType,
  operator: Operator,
  name: string,
  operand: unknown,
): Condition {
  const { detail } = operator
  if (operand === null || operand === undefined) {
    if (detail === '=' || detail === '<>')
      return { kind: 'null', negated: detail === '<>', operand: left }
    throw new InvalidQueryError(`"${name}" cannot compare with null.`)
  }
  if (type === 'geometry') {
    const right = geometrySlot(operand, name)
    return { kind: 'spatial', test: 'equals', negated: detail === '<>', left, right }
  }
  return { kind: 'compare', operator: detail, left, right: slot(operand, type, name) }
}

function list(operand: unknown, name: string): readonly unknown[] {
  const values = Array.isArray(operand) ? operand : [operand]
  if (values.length === 0 || operand === undefined)
    throw new InvalidQueryError(`"${name}" needs a list that is not empty.`)
  return values
}

function required(operand: unknown, name: string): unknown {
  if (operand === null || operand === undefined)
    throw new InvalidQueryError(`"${name}" cannot compare with null.`)
  return operand
}

/** true, null and '' switch an operator on, false turns it round. */
function isTrue(operand: unknown, name: string): boolean {
  if (operand === true || operand === null || operand === '' || operand === 'true') return true
  if (operand === false || operand === 'false') return false
  throw new InvalidQueryError(`"${name}" takes true or false.`)
}

/** The slot of a filter's value: checked against the type at each run. */
export function slot(value: unknown, type: ColumnType, name: string): Slot {
  return new Slot(value, type, (given) => checkValue(given, type, name))
}

function checkValue(value: unknown, type: ColumnType, name: string): unknown {
  if (typeof value === 'object' && !(value instanceof Date)) {
    throw new InvalidQueryError(`"${name}" compares with text, a number, true, false or null.`)
  }
  if (value === '')
    throw new InvalidQueryError(`"${name}" cannot compare with empty text; use "_empty".`)
  if (
    typeof value === 'number' &&
    (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)
  ) {
    throw new InvalidQueryError(
      `"${name}" needs a finite number of at most 2^53 - 1; send larger ones as text.`,
    )
  }
  if (typeof value === 'string' && value.includes('\0')) {
    throw new InvalidQueryError(`"${name}" cannot compare with text that holds a NUL character.`)
  }
  try {
    return toValue(type, value)
  } catch (error) {
    if (error instanceof ValueError) throw new InvalidQueryError(`"${name}": ${error.message}.`)
    throw error
  }
}

/** The slot of a geometry: read anew, so that nothing else of what was sent gets to the database. */
function geometrySlot(value: unknown, name: string): Slot {
  return new Slot(value, 'geometry', (given) => {
    try {
      return toGeometry(given)
    } catch (error) {
      if (!(error instanceof ValueError)) throw error
      throw new InvalidQueryError(`"${name}" takes a GeoJSON geometry: ${error.message}.`)
    }
  })
}
