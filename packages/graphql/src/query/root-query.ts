import type { AggregateFunction, Key, ReadQuery, SelectedField } from '@relvar/query-engine/query'
import type { TableId } from '@relvar/schema-introspect/model'
import type { FieldNode, GraphQLField } from 'graphql'
import { getArgumentValues, getNamedType, isObjectType } from 'graphql'
import type { RootKind } from '../schema/root-field.js'
import type { Types } from '../schema/types.js'
import { selectionSets } from './collect-fields.js'
import { createKeptQueries } from './constant.js'
import type { Arguments } from './list-query.js'
import { isGiven, listQuery, texts } from './list-query.js'
import type { Operation } from './operation.js'
import { selectFields } from './select.js'

/** A root field of a query as one read of the engine. */
export interface RootQuery {
  readonly table: TableId
  readonly query: ReadQuery
  /** Of the only row that is asked for. */
  readonly key: Key | string | null
}

/** Compiles a root field: whatever stands below it becomes part of the one read. */
export function rootQuery(
  operation: Operation,
  kind: Extract<RootKind, 'list' | 'one' | 'singleton' | 'aggregate'>,
  table: TableId,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): RootQuery {
  const { types } = operation
  if (kind === 'one') {
    const query = shapeOf(operation, field, nodes)
    return { table, query, key: toKey(types, table, argumentsOf(operation, field, nodes)['id']) }
  }
  const query = keepList(operation, nodes, nodes, () => {
    const given = argumentsOf(operation, field, nodes)
    const select = selectionOf(operation, field, nodes)
    const groups = kind === 'aggregate' ? groupsOf(select, given) : {}
    const page = kind === 'singleton' ? { limit: 1 } : listQuery(types, table, given)
    return { codec: 'graphql', select, ...page, ...groups }
  })
  return { table, query, key: null }
}

const keepList = createKeptQueries()
const keepShape = createKeptQueries()

/** A query for what is asked of rows that are named otherwise than by arguments of lists. */
export function shapeOf(
  operation: Operation,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): ReadQuery {
  return keepShape(operation, nodes, selectionSets(nodes), () => ({
    codec: 'graphql',
    select: selectionOf(operation, field, nodes),
  }))
}

/** What is asked of the rows of a root field. */
export function selectionOf(
  operation: Operation,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): readonly SelectedField[] {
  const type = getNamedType(field.type)
  if (!isObjectType(type)) throw new Error(`Root field "${field.name}" gives no rows.`)
  return selectFields(operation, type, selectionSets(nodes))
}

export function argumentsOf(
  operation: Operation,
  field: GraphQLField<unknown, unknown>,
  [node]: readonly FieldNode[],
): Arguments {
  if (node === undefined) throw new Error(`Nobody asked for "${field.name}".`)
  return getArgumentValues(field, node, operation.variables)
}

/** The key of a row: an `ID`, or the columns of a composite key by their names in the model. */
export function toKey(types: Types, table: TableId, given: unknown): Key | string {
  if (typeof given !== 'object' || given === null) return String(given)
  const { fields } = types.subject(table)
  const entries = Object.entries(given).map(([name, value]) => [
    fields.find((field) => field.name === name)?.field ?? name,
    value as unknown,
  ])
  return Object.fromEntries(entries) as Key
}

/** What rows are grouped by, and the aggregates that are asked for. */
function groupsOf(select: readonly SelectedField[], { groupBy }: Arguments): Partial<ReadQuery> {
  const aggregate = new Map<AggregateFunction, Set<string>>()
  for (const each of select) {
    if (each.kind !== 'aggregate') continue
    const fields = aggregate.get(each.function) ?? new Set()
    const members = each.members ?? []
    for (const member of members) if (member.kind === 'field') fields.add(member.field)
    // An object without a value still counts something.
    if (each.members === null || fields.size > 0) aggregate.set(each.function, fields)
  }
  if (aggregate.size === 0 && !isGiven(groupBy)) aggregate.set('countAll', new Set())
  const entries = [...aggregate].map(([name, fields]) => [name, [...fields]] as const)
  return {
    ...(entries.length > 0 && { aggregate: Object.fromEntries(entries) }),
    ...(isGiven(groupBy) && { groupBy: texts(groupBy) }),
  }
}
