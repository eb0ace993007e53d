import type { FieldSelector, Filter } from '@relvar/query-engine'
import type { Relationship } from '@relvar/schema-introspect/model'
import { type Data, type Level, relationshipNamed } from '../data.js'
import { deepLevel, isLeftOut, wantedOf, type WantedField } from '../evaluator.js'
import { type Call, parseFunction } from '../evaluator-functions.js'
import { splitHead } from '../paths.js'
import type { Question } from '../questions.js'
import type { WorldTable } from '../world.js'

/** Whether a question is to be refused for a name in it that is not there for whoever asks. */
export function isRefused(data: Data, { table: name, query }: Question): boolean {
  const table = data.world.tables.find((each) => each.name === name)
  return table === undefined || refusesLevel(data, table, query, query.fields ?? ['*'])
}

function refusesLevel(
  data: Data,
  table: WorldTable,
  level: Level,
  fields: readonly FieldSelector[],
): boolean {
  const { alias = {}, aggregate, groupBy, sort = [], filter = {}, deep = {} } = level
  const nameOf = (text: string): string => alias[text] ?? text
  const isUnknownLink = (key: string): boolean =>
    relationshipNamed(data, table, nameOf(key)) === undefined
  if (Object.keys(deep).some(isUnknownLink) || refusesFilter(data, table, filter)) return true
  if (aggregate !== undefined || groupBy !== undefined) {
    const named = Object.values(aggregate ?? {})
      .flat()
      .filter((field) => field !== '*')
    return [...named, ...(groupBy ?? []).map(nameOf)].some((text) =>
      refusesValue(data, table, text),
    )
  }
  if (sort.some((term) => refusesValue(data, table, nameOf(term.replace(/^-/, ''))))) return true
  return wantedOf(data, table, level, fields).some((each) => refusesField(data, table, level, each))
}

function refusesField(data: Data, table: WorldTable, level: Level, wanted: WantedField): boolean {
  const { key, name, inner } = wanted
  const call = parseFunction(name)
  if (call !== null) return refusesCall(data, table, call)
  const isColumn = isColumnOf(table, name)
  if (isColumn && inner.length === 0) return false
  const link = relationshipNamed(data, table, name)
  if (link === undefined) return true
  if (isLeftOut(data, table, level, wanted)) return false
  const target = targetOf(data, link)
  const deep = deepLevel(level.deep?.[key])
  return target !== undefined && refusesLevel(data, target, deep, inner)
}

/** A column, a function of one, or either at the end of a path. */
function refusesValue(data: Data, table: WorldTable, text: string): boolean {
  const [head, rest] = splitHead(text)
  if (rest !== null) {
    const target = targetOf(data, relationshipNamed(data, table, head))
    return target === undefined || refusesValue(data, target, rest)
  }
  const call = parseFunction(head)
  return call === null ? !isColumnOf(table, head) : refusesCall(data, table, call)
}

function refusesCall(data: Data, table: WorldTable, { name, field }: Call): boolean {
  const link = name === 'count' ? relationshipNamed(data, table, field) : undefined
  if (link !== undefined && !isColumnOf(table, field)) return targetOf(data, link) === undefined
  return !isColumnOf(table, field)
}

function refusesFilter(data: Data, table: WorldTable, filter: Filter): boolean {
  return Object.entries(filter).some(([name, value]) => {
    if (name === '_and' || name === '_or')
      return (value as Filter[]).some((each) => refusesFilter(data, table, each))
    const call = parseFunction(name)
    if (call !== null) return refusesCall(data, table, call)
    const conditions = Object.entries(value as Filter)
    return conditions.some(([key, inner]) => refusesCondition(data, table, name, key, inner))
  })
}

function refusesCondition(
  data: Data,
  table: WorldTable,
  name: string,
  key: string,
  inner: unknown,
): boolean {
  if (key === '_and' || key === '_or')
    return (inner as unknown[]).some((each) => refusesFilter(data, table, { [name]: each }))
  const isQuantified = key === '_some' || key === '_none'
  const isOperator = key.startsWith('_') && !isQuantified
  if (isOperator && isColumnOf(table, name)) return false
  const target = targetOf(data, relationshipNamed(data, table, name))
  if (target === undefined) return true
  if (isQuantified) return refusesFilter(data, target, inner as Filter)
  if (key === '_null' || key === '_nnull') return false
  if (isOperator) return !target.key.every((part) => isColumnOf(target, part))
  return refusesFilter(data, target, { [key]: inner })
}

const isColumnOf = ({ columns }: WorldTable, field: string): boolean =>
  columns.some(({ name }) => name === field)

const targetOf = ({ world }: Data, link: Relationship | undefined): WorldTable | undefined =>
  world.tables.find(({ name }) => name === link?.target)
