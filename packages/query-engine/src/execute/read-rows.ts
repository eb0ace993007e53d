import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import type { Actor } from '../actor.js'
import type { CompiledRead, ReadTarget } from '../compile/compile-read.js'
import { compileRead } from '../compile/compile-read.js'
import { type SeveralRead, severalOf } from '../compile/compile-several.js'
import { tooLong, wholeText } from '../compile/whole-json.js'
import type { Dialect } from '../dialect/dialect.js'
import type { EngineCore } from '../engine.js'
import { InvalidQueryError } from '../errors.js'
import { MARK, markColumn } from '../freshness.js'
import { guard } from '../guard/guard.js'
import { codecOf } from '../plan/codec.js'
import type { Output, ReadPlan } from '../plan/read-plan.js'
import { planRead } from '../plan/read-plan.js'
import type { BindContext } from '../plan/slot.js'
import { assertOneEach, parseKey } from '../query/key.js'
import type { KeyInput, MetaCount, PageMeta, ReadQuery, Row } from '../query/query.js'
import { listSizes, withLists } from '../query/list-variables.js'
import {
  isConstantQuery,
  type KeyedTemplate,
  keyedTemplateOf,
  Placeholder,
} from '../query/template.js'
import { Across, type Answer, answerSlots, type LinkSlots, linkSlots } from '../resolve/across.js'
import { resolve } from '../resolve/resolve.js'
import type { LinkedOptions } from '../resolve/resolve-elsewhere.js'
import { unknownTable } from '../resolve/resolution.js'
import type { ReadOptions } from '../session.js'
import { cutPage } from './cut-page.js'
import { estimateRows } from './estimate-rows.js'
import type { Executor } from './executor.js'
import { bind } from './executor.js'
import type { LinkedKeys } from './read-elsewhere.js'
import type { Answers } from './with-lookups.js'
import type { Stage, StageTimer } from './stage-timer.js'

/** A statement that is kept for reads of its shape. */
export interface KnownRead extends CompiledRead {
  /** null where each has to be asked for alone. */
  readonly several: SeveralRead | null
}

/** A compiled statement and what its slots are filled from. */
export interface PreparedRead {
  readonly compiled: KnownRead
  readonly context: BindContext
  /** null where the statement was known. */
  readonly plan: ReadPlan | null
  /** The table and how many keys of it were asked for, where the database does not hold each to one row. */
  readonly unheld: { readonly table: Table; readonly keys: number } | null
}

/** A read, also one of rows that another database has links to. */
export interface LinkedReadOptions extends ReadOptions {
  readonly linked?: LinkedKeys
  /** What was asked of the other database, see `Across`. */
  readonly answers?: Answers
  /** Whom dynamic variables speak of, where that is not who reads. */
  readonly about?: Actor
}

/** What a read gave, in the form that was planned. */
export interface Outcome {
  readonly rows: readonly Row[]
  /** The JSON texts of the rows, each of one or several with commas between, where that is what was planned. */
  readonly texts: readonly string[] | null
  readonly meta: PageMeta
  /** A cursor for each row; null where no cursors were asked for. */
  readonly places: (() => readonly string[]) | null
  /** What the statement says of it, see `Freshness`; undefined where it said nothing. */
  readonly mark: unknown
}

/**
 * The stages from query to statement. Their result is kept by the schema's version, the actor's
 * rights and the query's shape; what is left to do for a query of a known shape is to take its values.
 *
 * @param timer takes the time of the stages; all of them are gone through then
 */
export function preparedRead(
  core: EngineCore,
  actor: Actor,
  tableId: string,
  query: ReadQuery,
  options: LinkedReadOptions,
  wanted: Output,
  timer: StageTimer | null = null,
): PreparedRead {
  const schema = core.visibleTo(actor)
  const template = keyedTemplateOf(query)
  const values = [...template.values]
  const keys =
    options.keys === undefined
      ? undefined
      : placeKeys(tableOf(schema.tables, tableId), options.keys, values)
  const unheld = unheldOf(schema, tableId, query, keys?.length)
  // Rows are counted, which those of a text are not.
  const output = unheld === null ? wanted : 'rows'
  if (values.length > core.limits.maxValues) {
    throw new InvalidQueryError(`A query has at most ${core.limits.maxValues} values (MAX_VALUES).`)
  }
  const { about = actor } = options
  const context = { values, actor: about, now: new Date() }
  const place = actor.mark === undefined ? null : core.markPlace
  const use: PlanUse | null =
    timer === null && isConstantQuery(query) && isPlainUse(options)
      ? { core, schema, tableId, output, keys: keys?.length, isMarked: place !== null }
      : null
  const last = use === null ? undefined : lastPlans.get(template)
  if (use !== null && last !== undefined && isSameUse(use, last.use))
    return { compiled: last.compiled, context, plan: null, unheld }
  const linked =
    options.linked === undefined
      ? undefined
      : placeLinks(core.schema, options.linked, tableId, values)
  const answers = placeAnswers(options.answers?.query, values)
  const found = placeAnswers(options.answers?.rules, values)
  const across = new Across(core.schema, answers, 'query')
  const shape = template.query
  const meta = options.meta ?? []
  const cacheKey = `${schema.version}|${place === null ? '' : MARK}|${output}|${tableId}|${keys?.length ?? ''}|${meta.join()}|${linkedShape(linked)}|${sizesOf(answers)}|${sizesOf(found)}|${options.about === undefined ? '' : listSizes(about)}|${template.shape}`
  const known = timer === null ? core.plans.get(cacheKey) : undefined
  if (known !== undefined) {
    if (use !== null) lastPlans.set(template, { use, compiled: known })
    return { compiled: known, context, plan: null, unheld }
  }
  const timed = <T>(stage: Stage, work: () => T) =>
    timer === null ? work() : timer.time(stage, work)
  const policy = core.policyFor(actor)
  const limits = core.limitsFor(actor)
  const resolved = timed('resolve', () =>
    resolve(tableId, shapeFor(shape, about), schema, limits, {
      ...(keys === undefined ? {} : { keys }),
      ...(linked === undefined ? {} : { linked }),
      across,
      meta,
    }),
  )
  across.assertAnswered()
  const guarded = timed('guard', () => guard(resolved, core.schema, policy, actor, limits, found))
  const plan = timed('plan', () =>
    planRead(guarded, core.dialect.capabilities, codecOf(shape), output),
  )
  const mark = place === null ? null : markColumn(place, core.schema, core.dialect)
  const target = targetOf(core)
  const compiled = timed('compile', () => {
    const alone = compileRead(plan, target, mark)
    return { ...alone, several: severalOf(plan, target, mark, alone) }
  })
  if (compiled.parameters.length > core.dialect.capabilities.maxParameters) {
    throw new InvalidQueryError(
      `A query has at most ${core.dialect.capabilities.maxParameters} values on this database.`,
    )
  }
  core.plans.set(cacheKey, compiled)
  return { compiled, context, plan, unheld }
}

/** What a plan of a template depends on beside it, where nothing but keys was asked for with it. */
interface PlanUse {
  readonly core: EngineCore
  readonly schema: SchemaModel
  readonly tableId: string
  readonly output: Output
  readonly keys: number | undefined
  readonly isMarked: boolean
}

/** How templates that are kept were used last: the same again needs no look at the text of their shape. */
const lastPlans = new WeakMap<
  KeyedTemplate,
  { readonly use: PlanUse; readonly compiled: KnownRead }
>()

function isPlainUse({ meta, linked, answers, about }: LinkedReadOptions): boolean {
  const isAlone = linked === undefined && about === undefined && (meta?.length ?? 0) === 0
  return isAlone && answers?.query === undefined && answers?.rules === undefined
}

function isSameUse(one: PlanUse, other: PlanUse): boolean {
  return (
    one.core === other.core &&
    one.schema === other.schema &&
    one.tableId === other.tableId &&
    one.output === other.output &&
    one.keys === other.keys &&
    one.isMarked === other.isMarked
  )
}

function unheldOf(
  { tables }: SchemaModel,
  id: string,
  { groupBy }: ReadQuery,
  keys: number | undefined,
): PreparedRead['unheld'] {
  if (keys === undefined || groupBy !== undefined) return null
  const table = tableOf(tables, id)
  return table.traits.unheldKey === true ? { table, keys } : null
}

function targetOf({ dialect, executor, secrets }: EngineCore): ReadTarget {
  return { dialect, db: executor.db, secrets }
}

/** The shape with room for the lists that variables stand for; the version of the actor's schema tells their sizes. */
export function shapeFor(shape: ReadQuery, actor: Actor): ReadQuery {
  const { filter, deep, select } = shape
  return {
    ...shape,
    ...(filter !== undefined && { filter: withLists(filter, actor) }),
    ...(deep !== undefined && { deep: withLists(deep, actor) }),
    ...(select !== undefined && { select: withLists(select, actor) }),
  }
}

function tableOf(tables: Readonly<Record<string, Table>>, id: string): Table {
  const table = Object.hasOwn(tables, id) ? tables[id] : undefined
  if (table === undefined) throw unknownTable(id)
  return table
}

/** Values of keys follow those of the query. A key that names no row is left out. */
function placeKeys(table: Table, inputs: readonly KeyInput[], values: unknown[]): Placeholder[][] {
  return inputs.flatMap((input) => {
    const key = parseKey(table, input)
    if (key === null && table.primaryKey.length > 0) return []
    return [
      table.primaryKey.map((name) => {
        values.push(key?.[name])
        return new Placeholder(values.length - 1, false)
      }),
    ]
  })
}

function placeLinks(
  { tables }: SchemaModel,
  { relationship, keys }: LinkedKeys,
  id: string,
  values: unknown[],
): LinkedOptions {
  const all = tableOf(tables, id).columns
  const columns = relationship.columns.flatMap(([, there]) =>
    all.filter((each) => each.name === there),
  )
  return {
    relationship,
    columns,
    keys: keys === null ? null : linkSlots(columns, keys, values),
  }
}

function placeAnswers(
  answers: readonly Answer[] | undefined,
  values: unknown[],
): readonly LinkSlots[] | null {
  return answers?.map((answer) => answerSlots(answer, values)) ?? null
}

function sizesOf(answers: readonly LinkSlots[] | null): string {
  return answers?.map((slots) => slots.length).join() ?? ''
}

function linkedShape(linked: LinkedOptions | undefined): string {
  if (linked === undefined) return ''
  const { relationship, columns, keys } = linked
  const { cardinality, where } = relationship
  return JSON.stringify([cardinality, where, columns.map(({ name }) => name), keys?.length])
}

export async function readOutcome(
  executor: Executor,
  { compiled, context, unheld }: PreparedRead,
  signal?: AbortSignal,
): Promise<Outcome> {
  const { rows: raw } = await executor.run(compiled, bind(compiled.parameters, context), signal)
  if (unheld !== null) assertOneEach(unheld.table, unheld.keys, raw.length)
  const mark = raw[0]?.[MARK] ?? undefined
  if (isBare(compiled))
    return { ...dataOf(compiled, raw, executor.dialect), meta: NO_META, places: null, mark }
  const present = compiled.counts.length === 0 ? raw : raw.filter((row) => row['o'] !== null)
  const { rows, cursors, places } = cutPage(compiled, present)
  const estimate =
    compiled.resolved.estimate !== null
      ? { estimate: await estimateRows(executor, compiled, context, signal) }
      : {}
  const counts = countsOf(compiled.counts, raw[0])
  const meta = { ...counts, ...estimate, ...(cursors === null ? {} : { cursors }) }
  return { ...dataOf(compiled, rows, executor.dialect), meta, places, mark }
}

/** Whether nothing but rows is asked for. */
function isBare({ counts, resolved: { page, estimate } }: CompiledRead): boolean {
  return counts.length === 0 && page === null && estimate === null
}

export const NO_META: PageMeta = Object.freeze({})

/** Rows of a driver, or some of them, in the form that was planned. */
export function dataOf(
  compiled: CompiledRead,
  raw: readonly Readonly<Record<string, unknown>>[],
  { capabilities }: Dialect,
): Pick<Outcome, 'rows' | 'texts'> {
  if (compiled.output === 'rows')
    return { rows: raw.map((row) => rowOf(compiled, row)), texts: null }
  // The text of no rows at all is NULL.
  const some = compiled.output === 'text' ? raw.filter((row) => row['j'] !== null) : raw
  return { rows: [], texts: some.map((row) => textOf(row['j'], capabilities.uncutLength)) }
}

/** A driver that parses JSON by itself gives a value instead of its text. */
export function textOf(value: unknown, uncutLength: number | null): string {
  if (typeof value === 'string') return wholeText(value, uncutLength)
  // An object is never NULL: what it should hold was cut, so that it was no JSON.
  if (value === null) throw tooLong()
  return JSON.stringify(value)
}

function countsOf(
  counts: readonly MetaCount[],
  row: Readonly<Record<string, unknown>> | undefined,
): PageMeta {
  return Object.fromEntries(counts.map((name) => [name, Number(row?.[name] ?? 0)]))
}

function rowOf(compiled: CompiledRead, raw: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(
    compiled.columns.map(({ key, decode }, index) => [key, decode(raw[`c${index}`])]),
  )
}
