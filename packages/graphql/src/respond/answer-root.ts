import { ForbiddenError } from '@relvar/query-engine'
import type { FieldNode, GraphQLField } from 'graphql'
import { connectionQuery } from '../query/connection.js'
import { assertCost } from '../query/cost.js'
import type { Operation } from '../query/operation.js'
import { rootQuery } from '../query/root-query.js'
import type { RootField } from '../schema/root-field.js'
import type { Call } from './answer-operation.js'
import { defaultRow } from './default-row.js'
import { withImplicit } from './implicit-rows.js'
import { onlyElement } from './only-element.js'

/** A root field, and everybody who asks for it. */
export interface RootPlace {
  readonly operation: Operation
  readonly root: RootField
  readonly field: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
}

/** The JSON text of a root field of a query, by one statement. */
export async function answerRoot(
  { operation, root, field, nodes }: RootPlace,
  { session, options, cost }: Call,
): Promise<string> {
  const { kind } = root
  if (kind === 'empty') return 'null'
  if (kind === 'connection') {
    const { query, meta, write } = connectionQuery(operation, root.table, field, nodes)
    assertCost(operation.types, root.table, query, cost)
    return write(await session.readEdges(root.table, query, { ...options, meta }))
  }
  if (kind !== 'list' && kind !== 'one' && kind !== 'singleton' && kind !== 'aggregate')
    throw new Error(`A query does not ${kind}.`)
  const { table, query, key } = rootQuery(operation, kind, root.table, field, nodes)
  assertCost(operation.types, table, key === null ? query : { ...query, limit: 1 }, cost)
  const keys = key === null ? {} : { keys: [key] }
  const { data } = await session.readJson(table, query, { ...options, ...keys })
  if (kind === 'aggregate') return data
  if (kind === 'list')
    return withImplicit(data, root.implicit?.(session.actor) ?? [], query.select ?? [])
  const item = onlyElement(data)
  if (item !== null) return item
  if (kind === 'one') throw new ForbiddenError()
  return JSON.stringify(defaultRow(operation.types.table(table), query.select ?? []))
}
