import type { Table } from '@relvar/schema-introspect/model'
import { logic } from '../compile/build.js'
import { rowConditions } from '../compile/compile-body.js'
import { compileLevel } from '../compile/compile-level.js'
import { createContext } from '../compile/create-context.js'
import { finishOf } from '../compile/finish.js'
import type { ReturnedJson, Sql } from '../dialect/dialect.js'
import { ForbiddenError } from '../errors.js'
import { shapeFor } from '../execute/read-rows.js'
import { guard, type GuardedQuery } from '../guard/guard.js'
import { restCodec } from '../plan/codec.js'
import { planRead } from '../plan/read-plan.js'
import type { ReadQuery } from '../query/query.js'
import {
  constantQuery,
  isConstantQuery,
  type KeyedTemplate,
  keyedTemplateOf,
} from '../query/template.js'
import { resolve } from '../resolve/resolve.js'
import type { Writing } from './writing.js'

/** What a query says of the form of rows: which they are is settled by the write. */
export function shapeOf(query: ReadQuery): ReadQuery {
  const known = shapes.get(query)
  if (known !== undefined) return known
  const { fields, deep, alias, backlink } = query
  const parts = Object.entries({ fields, deep, alias, backlink })
  const shape = Object.fromEntries(parts.filter(([, value]) => value !== undefined))
  if (isConstantQuery(query)) shapes.set(query, constantQuery(shape))
  return shape
}

/** The shapes of queries that never change. */
const shapes = new WeakMap<ReadQuery, ReadQuery>()

/** The form of the rows that are answered, as hooks want it, apart from its values. */
export function answerOf({ core, actor }: Writing, table: Table, query: ReadQuery): KeyedTemplate {
  return keyedTemplateOf(core.hooks.narrowed(shapeOf(query), { collection: table.id, actor }))
}

/**
 * A written row as its writer may read it, for the statement that writes it: JSON text, or null where
 * the row is hidden. null where the statement cannot answer it, and where what is asked for may not
 * be read.
 *
 * @throws InvalidQueryError for a query that makes no sense
 */
export function returnedRow(writing: Writing, table: Table, shape: ReadQuery): Sql | null {
  const { dialect } = writing.core
  const { returnedJson } = dialect
  if (returnedJson === null) return null
  const guarded = unlessForbidden(() => guardedAnswer(writing, table, shape, returnedJson.alias))
  if (guarded === null || !isAtHand(guarded, returnedJson)) return null
  const { query, guards } = planRead(guarded, dialect.capabilities, restCodec, 'json').guarded
  const { from } = returnedJson
  const parts = { dialect, codec: restCodec, guards }
  const context = createContext(from === null ? parts : { ...parts, from })
  const { selections } = query.read
  const isText = selections.every((each) => finishOf(context, each) === null)
  if (!isText || selections.length === 0) return null
  const conditions = rowConditions(context, query.read)
  const condition = conditions.length === 0 ? null : logic('and', conditions)
  return returnedJson.row(compileLevel(context, query.read, null), condition)
}

function guardedAnswer(
  { core, actor }: Writing,
  table: Table,
  shape: ReadQuery,
  alias: string,
): GuardedQuery {
  const limits = core.limitsFor(actor)
  const query = resolve(table.id, shapeFor(shape, actor), core.visibleTo(actor), limits, {
    alias,
  })
  return guard(query, core.schema, core.policyFor(actor), actor, limits)
}

/**
 * Whether what is asked for can be seen from within the statement. It sees other rows as they were
 * before it, so none of the written table may be among them, nor anything that is made of its rows.
 */
function isAtHand({ query, guards }: GuardedQuery, { from }: ReturnedJson): boolean {
  const { source, groupBy, seek } = query.read
  const others = [...guards.keys()].filter(({ alias }) => alias !== source.alias)
  if (groupBy !== null || seek !== null || (from === null && others.length > 0)) return false
  return others.every(({ table }) => table.kind === 'table' && table.id !== source.table.id)
}

/** null for what may not be read: writing without reading is a right of its own. */
export function unlessForbidden<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof ForbiddenError) return null
    throw error
  }
}
