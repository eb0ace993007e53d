import type { ColumnType } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'
import type { FunctionCall } from '../query/field-path.js'
import { parseJsonPath } from '../query/field-path.js'
import type { Expression, DatePart, Source } from './resolved.js'
import type { Resolution } from './resolution.js'
import { relationshipOf, requireColumn, unknownField } from './resolution.js'

const CALENDAR: readonly ColumnType[] = ['date', 'dateTime', 'timestamp']
const CLOCK: readonly ColumnType[] = ['time', 'dateTime', 'timestamp']

const DATE_PARTS: Readonly<Record<DatePart, readonly ColumnType[]>> = {
  year: CALENDAR,
  month: CALENDAR,
  week: CALENDAR,
  day: CALENDAR,
  weekday: CALENDAR,
  hour: CLOCK,
  minute: CLOCK,
  second: CLOCK,
}

/** The expression of a function applied to a field of the source, e.g. `year(sold_on)` or `count(lines)`. */
export function resolveCall(
  resolution: Resolution,
  source: Source,
  call: FunctionCall,
): Expression {
  const name = call.path[0] ?? ''
  if (call.path.length !== 1) throw new InvalidQueryError(`"${call.name}" takes one field.`)
  if (call.name === 'count') return resolveCount(resolution, source, name)
  const operand = () => ({
    kind: 'column' as const,
    source,
    column: requireColumn(source.table, name),
  })
  if (call.name === 'json') {
    const column = operand()
    if (column.column.type !== 'json') throw wrongType(call.name, source, name)
    if (call.argument === null) throw new InvalidQueryError('"json" takes a field and a path.')
    return {
      kind: 'json-path',
      operand: column,
      path: parseJsonPath(call.argument, resolution.limits.maxJsonDepth),
      as: 'json',
    }
  }
  if (!isDatePart(call.name)) throw new InvalidQueryError(`There is no function "${call.name}".`)
  const column = operand()
  if (!DATE_PARTS[call.name].includes(column.column.type)) throw wrongType(call.name, source, name)
  return { kind: 'date-part', part: call.name, operand: column }
}

/** The key that a function's value gets in a row: `year(date)` is `date_year`, `json(a, b[0])` is `a_b_0_json`. */
export function keyOfCall(call: FunctionCall): string {
  const name = call.path.at(-1) ?? ''
  if (call.name !== 'json') return `${name}_${call.name}`
  const path = (call.argument ?? '').split(/[.[\]]+/).filter((part) => part !== '')
  return [name, ...path, 'json'].join('_')
}

function resolveCount(resolution: Resolution, source: Source, name: string): Expression {
  const relationship = relationshipOf(source.table, name)
  if (relationship?.cardinality === 'one-to-many') {
    const target = resolution.target(relationship)
    if (target === null) throw unknownField(source.table, name)
    return { kind: 'count', link: { parent: source, relationship, target: resolution.use(target) } }
  }
  const column = requireColumn(source.table, name)
  if (column.type !== 'json' && column.type !== 'array') throw wrongType('count', source, name)
  return { kind: 'json-length', operand: { kind: 'column', source, column } }
}

function isDatePart(name: string): name is DatePart {
  return Object.hasOwn(DATE_PARTS, name)
}

function wrongType(name: string, source: Source, field: string): InvalidQueryError {
  return new InvalidQueryError(
    `Function "${name}" cannot be applied to field "${field}" in collection "${source.table.id}".`,
  )
}
