import type { Relationship } from '@relvar/schema-introspect/model'
import type { Filter } from '@relvar/query-engine'
import { type Data, related, relationshipNamed, typeOf } from './data.js'
import { isVariable, standsFor } from './actor.js'
import { applyFunction, jsonAt, parseFunction } from './evaluator-functions.js'
import { order, type ScalarType } from './values.js'
import type { WireRow, WorldTable } from './world.js'

type Operators = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Operators =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function matches(data: Data, table: WorldTable, row: WireRow, filter: Filter): boolean {
  return Object.entries(filter).every(([name, value]) => {
    if (name === '_and') return (value as Filter[]).every((each) => matches(data, table, row, each))
    if (name === '_or') return anyOf(value as Filter[], (each) => matches(data, table, row, each))
    return matchesField(data, table, row, name, value)
  })
}

/** An empty list of alternatives sets no condition. */
function anyOf<T>(branches: readonly T[], holds: (branch: T) => boolean): boolean {
  return branches.length === 0 || branches.some(holds)
}

function matchesField(
  data: Data,
  table: WorldTable,
  row: WireRow,
  name: string,
  value: unknown,
): boolean {
  const operators = isObject(value) ? value : { _eq: value }
  if (Array.isArray(operators['_and']) || Array.isArray(operators['_or'])) {
    return matches(data, table, row, hoisted(name, operators))
  }
  const call = parseFunction(name)
  if (call !== null) {
    const result = applyFunction(data, table, row, call)
    return Object.entries(operators).every(([operator, operand]) =>
      compares(data, 'integer', operator, result, operand),
    )
  }
  const isColumn = table.columns.some((column) => column.name === name)
  const link = relationshipNamed(data, table, name)
  const isOwn = (key: string): boolean => isColumn && key.startsWith('_') && !isQuantifier(key)
  const own = Object.entries(operators).filter(([key]) => isOwn(key))
  const rest = Object.entries(operators).filter(([key]) => !isOwn(key))
  const holds = own.every(([operator, operand]) =>
    compares(data, typeOf(table, name), operator, row[name], operand),
  )
  if (!holds || rest.length === 0 || link === undefined) return holds
  return matchesRelated(data, link, row, Object.fromEntries(rest))
}

const isQuantifier = (name: string): boolean => name === '_some' || name === '_none'

/** `{ a: { _or: [x, y] } }` is `{ _or: [{ a: x }, { a: y }] }`. */
function hoisted(name: string, operators: Operators): Filter {
  const { _and: and, _or: or, ...rest } = operators
  const below = (branches: unknown): Filter[] =>
    (branches as unknown[]).map((each) => ({ [name]: each }))
  const parts: Filter[] = Object.keys(rest).length > 0 ? [{ [name]: rest }] : []
  if (and !== undefined) parts.push({ _and: below(and) })
  if (or !== undefined) parts.push({ _or: below(or) })
  return { _and: parts }
}

function matchesRelated(
  data: Data,
  link: Relationship,
  row: WireRow,
  operators: Operators,
): boolean {
  const { table, rows } = related(data, link, row)
  const some = (filter: Filter): boolean => rows.some((each) => matches(data, table, each, filter))
  const { _some, _none, _null: isNull, _nnull: isNotNull, ...inner } = operators
  if (_some !== undefined && !some(_some as Filter)) return false
  if (_none !== undefined && some(_none as Filter)) return false
  if (isNull !== undefined && (rows.length === 0) !== isNull) return false
  if (isNotNull !== undefined && rows.length > 0 !== isNotNull) return false
  if (Object.keys(inner).length === 0) return true
  // Operators right below a list compare the key of its rows.
  const onKey = Object.entries(inner).filter(([name]) => name.startsWith('_'))
  const others = Object.entries(inner).filter(([name]) => !name.startsWith('_'))
  const keyed = onKey.length === 0 ? {} : { [table.key[0] as string]: Object.fromEntries(onKey) }
  return some({ _and: [Object.fromEntries(others), keyed] })
}

/** One operator on one value. NULL matches what asks for it and nothing else. */
function compares(
  data: Data,
  type: ScalarType,
  operator: string,
  value: unknown,
  operand: unknown,
): boolean {
  if (isVariable(operand)) {
    const meant = standsFor(operand, data.actor)
    return meant !== null && value !== null && compares(data, type, operator, value, meant)
  }
  switch (operator) {
    case '_null':
      return (value === null) === operand
    case '_nnull':
      return (value !== null) === operand
    case '_empty':
      return (value === null || value === '') === operand
    case '_nempty':
      return (value !== null && value !== '') === operand
    case '_eq':
      return operand === null ? value === null : value !== null && order(type, value, operand) === 0
    case '_neq':
      return value !== null && (operand === null || order(type, value, operand) !== 0)
    case '_json':
      return matchesJson(data, value, operand as Operators)
    default:
      return value !== null && comparesValue(data, type, operator, value, operand)
  }
}

function comparesValue(
  data: Data,
  type: ScalarType,
  operator: string,
  value: unknown,
  operand: unknown,
): boolean {
  const list = (Array.isArray(operand) ? operand : [operand]).flatMap((each) =>
    standsFor(each, data.actor),
  )
  const equals = (other: unknown): boolean => order(type, value, other) === 0
  const isWithin = (): boolean =>
    order(type, value, list[0]) >= 0 && order(type, value, list[1]) <= 0
  switch (operator) {
    case '_lt':
      return order(type, value, operand) < 0
    case '_lte':
      return order(type, value, operand) <= 0
    case '_gt':
      return order(type, value, operand) > 0
    case '_gte':
      return order(type, value, operand) >= 0
    case '_in':
      return list.some(equals)
    case '_nin':
      return list.length > 0 && !list.some(equals)
    case '_between':
      return isWithin()
    case '_nbetween':
      return !isWithin()
    default:
      return comparesText(operator, String(value), String(operand))
  }
}

/** `_contains`, `_starts_with`, `_ends_with`, each with `n` and `i` before it. */
function comparesText(operator: string, value: string, operand: string): boolean {
  const [, not, any, place] = /^_(n?)(i?)(contains|starts_with|ends_with)$/.exec(operator) ?? []
  if (place === undefined) throw new Error(`The evaluator does not know "${operator}".`)
  const [text, part] = any === 'i' ? [value.toLowerCase(), operand.toLowerCase()] : [value, operand]
  const found = {
    contains: text.includes(part),
    starts_with: text.startsWith(part),
    ends_with: text.endsWith(part),
  }[place]
  return found === (not === '')
}

/** Numbers compare as numbers, all else as text; a path that leads nowhere is NULL. */
function matchesJson(data: Data, json: unknown, paths: Operators): boolean {
  return Object.entries(paths).every(([path, operators]) =>
    Object.entries(operators as Operators).every(([operator, operand]) => {
      const value = json === null ? null : jsonAt(json, path)
      const sample = Array.isArray(operand) ? (operand[0] as unknown) : operand
      if (typeof sample === 'number')
        return compares(data, 'float', operator, typeof value === 'number' ? value : null, operand)
      return compares(data, 'text', operator, value === null ? null : String(value), operand)
    }),
  )
}
