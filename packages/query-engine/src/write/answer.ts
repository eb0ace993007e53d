import type { Table, TableId } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { columnRef, logic, tableRef } from '../compile/build.js'
import { rowConditions } from '../compile/compile-body.js'
import { compileLevel } from '../compile/compile-level.js'
import { createContext } from '../compile/create-context.js'
import { finishOf } from '../compile/finish.js'
import type { ReturnedJson, Sql } from '../dialect/dialect.js'
import { ForbiddenError } from '../errors.js'
import { shapeFor } from '../execute/read-rows.js'
import { MARK, type MarkPlace, markColumn } from '../freshness.js'
import { guard, type GuardedQuery, OPEN } from '../guard/guard.js'
import type { WriteEventName } from '../hooks/hooks.js'
import { codecOf } from '../plan/codec.js'
import { planRead } from '../plan/read-plan.js'
import type { ReadQuery } from '../query/query.js'
import {
  constantQuery,
  isConstantQuery,
  type KeyedTemplate,
  keyedTemplateOf,
} from '../query/template.js'
import { hasReadableKey } from '../resolve/resolution.js'
import { Across } from '../resolve/across.js'
import { resolve } from '../resolve/resolve.js'
import { wireColumns } from './values.js'
import type { Writing } from './writing.js'

/** What a query says of the form of rows: which they are is settled by the write. */
export function shapeOf(query: ReadQuery): ReadQuery {
  const known = shapes.get(query)
  if (known !== undefined) return known
  const { fields, deep, alias, backlink, select, codec } = query
  const parts = Object.entries({ fields, deep, alias, backlink, select, codec })
  const shape = Object.fromEntries(parts.filter(([, value]) => value !== undefined))
  if (isConstantQuery(query)) shapes.set(query, constantQuery(shape))
  return shape
}

/** The shapes of queries that never change. */
const shapes = new WeakMap<ReadQuery, ReadQuery>()

/** The form of the rows that are answered, as hooks want it, apart from its values. */
function answerOf({ core, actor }: Writing, table: Table, query: ReadQuery): KeyedTemplate {
  return keyedTemplateOf(core.hooks.narrowed(shapeOf(query), { collection: table.id, actor }))
}

/** What a statement that writes rows is to answer of them. */
export interface Asked {
  /** The form of their JSON text. */
  readonly answer: KeyedTemplate
  /** Columns in wire form beside it, for what is done in the transaction afterwards. */
  readonly wanted: readonly string[]
  /** Tables that are written before the answer is given, so that it cannot be of them. */
  readonly written: readonly TableId[]
  /** Where the mark lies, to be told beside each row; null where it is not asked for. */
  readonly mark: MarkPlace | null
}

/** As the caller asks for it, of a write with which nothing else happens. */
export function askedAlone(writing: Writing, table: Table, query: ReadQuery): Asked {
  return { answer: answerOf(writing, table, query), wanted: [], written: [], mark: null }
}

/** As the caller asks for it, with what hooks within the transaction are told. */
export function askedWithin(
  writing: Writing,
  table: Table,
  query: ReadQuery,
  event: WriteEventName,
): Asked {
  const { core, actor } = writing
  const names = table.columns.map((column) => column.name)
  const wanted = core.hooks.wantsRows(event, table, actor) ? names : table.primaryKey
  const written = core.hooks.writtenWithin(event, table, actor) ?? []
  const mark = core.dialect.returnedJson?.readsAside === true ? placeOfMark(writing) : null
  return { answer: answerOf(writing, table, query), wanted, written, mark }
}

/** Where the mark lies, while the writer is to be compared with it. */
export function placeOfMark({ core, mark }: Writing): MarkPlace | null {
  return mark === null ? null : core.markPlace
}

/** Tells what is asked for from what else may be. */
export function shapeOfAsked({ answer, wanted, written, mark }: Asked): string {
  const beside = wanted.length === 0 ? '' : JSON.stringify([wanted, written, mark !== null])
  return `${beside}${answer.shape}`
}

export type RawRow = Readonly<Record<string, unknown>>

/**
 * Runs a write in a transaction, of who is still the same: by the mark that its rows bring along where
 * that was asked for, else as `runWrite` has it.
 *
 * @throws StaleActorError
 */
export async function compared(
  writing: Writing,
  { mark: told }: Pick<Asked, 'mark'>,
  run: (writing: Writing) => Promise<readonly RawRow[]>,
): Promise<readonly RawRow[]> {
  const { mark, executor, signal } = writing
  if (mark === null || told === null) return run(writing)
  const rows = await run({ ...writing, mark: null })
  const [first] = rows
  if (first === undefined) await mark.ask(executor, signal)
  else mark.make(first[MARK])
  return rows
}

/**
 * A written row for the statement that writes it: as its writer may read it, as column `j`, JSON text or
 * null where the row is hidden; the columns that are wanted, as `wireColumns` has them; and the mark. null where
 * the statement cannot answer it, and where what is asked for may not be read.
 *
 * @throws InvalidQueryError for a query that makes no sense
 */
export function returnedRow(
  writing: Writing,
  table: Table,
  { answer, wanted, written, mark }: Asked,
): Sql | null {
  const { dialect, schema } = writing.core
  const row = returnedText(writing, table, answer.query, written)
  if (row === null || wanted.length === 0) return row && sql`${row} as j`
  const { reference } = answeredTable(writing, table)
  const told = sql`${row} as j, ${wireColumns(writing, table, wanted, reference)}`
  return mark === null ? told : sql`${told}, ${markColumn(mark, schema, dialect)}`
}

/** A table, and its columns, by the name that `returnedRow` has for it. */
export function answeredTable(
  { core: { dialect } }: Writing,
  table: Table,
): { readonly named: Sql; readonly reference: (column: string) => Sql } {
  const alias = dialect.returnedJson?.alias ?? ''
  const named = alias === '' ? tableRef(table) : dialect.tableAs(tableRef(table), alias)
  return { named, reference: (column) => columnRef(alias, column) }
}

function returnedText(
  writing: Writing,
  table: Table,
  shape: ReadQuery,
  written: readonly TableId[],
): Sql | null {
  const { dialect, secrets } = writing.core
  const { returnedJson } = dialect
  if (returnedJson === null) return null
  const guarded = unlessForbidden(() => guardedAnswer(writing, table, shape, returnedJson.alias))
  if (guarded === null || !isAtHand(guarded, returnedJson, written)) return null
  const codec = codecOf(shape)
  const { query, guards } = planRead(guarded, dialect.capabilities, codec, 'json').guarded
  const { from } = returnedJson
  const parts = { dialect, codec, guards, secrets }
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
  const schema = core.visibleTo(actor)
  const visible = schema.tables[table.id]
  // A written row is named by its key, as one that is read back: without the key there is no answer.
  if (visible === undefined || !hasReadableKey(visible)) throw new ForbiddenError()
  const across = new Across(core.schema, null, 'query')
  const query = resolve(table.id, shapeFor(shape, actor), schema, limits, { alias, across })
  across.assertAnswered()
  return guard(query, core.schema, core.policyFor(actor), actor, limits)
}

/**
 * Whether what is asked for can be seen from within the statement. It sees other rows as they were
 * before it, so none of the written tables may be among them, nor anything that is made of their rows.
 */
function isAtHand(
  { query, guards }: GuardedQuery,
  { from }: ReturnedJson,
  written: readonly TableId[],
): boolean {
  const { source, groupBy, seek } = query.read
  const { masks } = guards.get(source) ?? OPEN
  // A read by the key finds no row whose key is hidden; whether it is, the read has to say.
  if (source.table.primaryKey.some((part) => masks.has(part))) return false
  const others = [...guards.keys()].filter(({ alias }) => alias !== source.alias)
  if (groupBy !== null || seek !== null || (from === null && others.length > 0)) return false
  const hidden = new Set([source.table.id, ...written])
  return others.every(({ table }) => table.kind === 'table' && !hidden.has(table.id))
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
