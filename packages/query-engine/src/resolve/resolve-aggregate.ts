import { type ColumnType, isSecret } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'
import { normalise, parseCall, splitPath } from '../query/field-path.js'
import { keyOfCall } from './functions.js'
import type { Level } from './level.js'
import { resolveExpression } from './resolve-expression.js'
import type { Expression, Selection, Source, SqlAggregate } from './resolved.js'
import type { Resolution } from './resolution.js'
import { requireColumn } from './resolution.js'

interface AggregateRule {
  readonly function: SqlAggregate
  readonly distinct: boolean
  /** null: every type. */
  readonly types: readonly ColumnType[] | null
}

const NUMBERS: readonly ColumnType[] = ['integer', 'bigInteger', 'decimal', 'float']
const ORDERED: readonly ColumnType[] = [
  ...NUMBERS,
  'date',
  'dateTime',
  'timestamp',
  'time',
  'string',
  'text',
]

const RULES: Readonly<Record<string, AggregateRule>> = {
  count: { function: 'count', distinct: false, types: null },
  countDistinct: { function: 'count', distinct: true, types: null },
  countAll: { function: 'count', distinct: false, types: null },
  sum: { function: 'sum', distinct: false, types: NUMBERS },
  sumDistinct: { function: 'sum', distinct: true, types: NUMBERS },
  avg: { function: 'avg', distinct: false, types: NUMBERS },
  avgDistinct: { function: 'avg', distinct: true, types: NUMBERS },
  min: { function: 'min', distinct: false, types: ORDERED },
  max: { function: 'max', distinct: false, types: ORDERED },
}

/** `{ count: ['*'] }` is one value, `{ sum: ['price'] }` an object of one value for each field. */
export function resolveAggregates(
  resolution: Resolution,
  source: Source,
  aggregate: Readonly<Record<string, readonly string[]>>,
): Selection[] {
  return Object.entries(aggregate).map(([name, fields]) => {
    const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined
    if (rule === undefined) throw new InvalidQueryError(`There is no aggregate function "${name}".`)
    if (name === 'countAll' || (name === 'count' && fields.length === 1 && fields[0] === '*')) {
      return { kind: 'value', key: name, expression: countAll }
    }
    if (fields.length === 0) throw new InvalidQueryError(`Aggregate "${name}" needs a field.`)
    const members = fields.map((field) => resolveMember(resolution, source, name, rule, field))
    return { kind: 'object', key: name, members }
  })
}

const countAll: Expression = {
  kind: 'aggregate',
  function: 'count',
  distinct: false,
  operand: null,
}

function resolveMember(
  resolution: Resolution,
  source: Source,
  name: string,
  rule: AggregateRule,
  field: string,
): Selection {
  resolution.countCondition()
  if (field === '*' && name === 'count') return { kind: 'value', key: '*', expression: countAll }
  const column = requireColumn(source.table, field)
  if (isSecret(column) && name !== 'count') {
    throw new InvalidQueryError(`Field "${field}" can be counted only.`)
  }
  if (rule.types !== null && !rule.types.includes(column.type)) {
    throw new InvalidQueryError(`Aggregate "${name}" cannot be applied to field "${field}".`)
  }
  const operand: Expression = { kind: 'column', source, column }
  return {
    kind: 'value',
    key: field,
    expression: { kind: 'aggregate', function: rule.function, distinct: rule.distinct, operand },
  }
}

/** What rows are grouped by: columns, or functions of them. */
export function resolveGroups(
  resolution: Resolution,
  source: Source,
  level: Level,
): { key: string; name: string; expression: Expression }[] {
  return (level.groupBy ?? []).map((name) => {
    const field = Object.hasOwn(level.alias, name) ? (level.alias[name] as string) : name
    const expression = resolveExpression(resolution, source, field, {})
    if (expression.kind === 'related')
      throw new InvalidQueryError(`"groupBy" takes fields of the collection itself, not "${name}".`)
    if (!isGroupable(expression)) {
      throw new InvalidQueryError(`Field "${name}" cannot be grouped by.`)
    }
    return { key: field === name ? keyOf(source, name) : name, name, expression }
  })
}

/** JSON has no equality of its own on most databases. */
function isGroupable(expression: Expression): boolean {
  if (expression.kind !== 'column') return expression.kind !== 'json-path'
  return expression.column.type !== 'json' && expression.column.type !== 'geometry'
}

function keyOf(source: Source, name: string): string {
  if (source.table.columns.some((column) => column.name === name)) return name
  const call = parseCall(normalise(splitPath(name)).at(-1) ?? '')
  return call === null ? name : keyOfCall(call)
}
