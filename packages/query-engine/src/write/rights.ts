import type { Action, Table } from '@relvar/schema-introspect/model'
import { logic } from '../compile/build.js'
import { createContext } from '../compile/create-context.js'
import type { Sql } from '../dialect/dialect.js'
import { ForbiddenError } from '../errors.js'
import { type Answers, withLookups } from '../execute/with-lookups.js'
import { OPEN, resolveRule, rulesResolution } from '../guard/guard.js'
import { restCodec } from '../plan/codec.js'
import type { Guard } from '../policy.js'
import type { Filter, Key, Row } from '../query/query.js'
import { Across, constantSlots } from '../resolve/across.js'
import type { Source } from '../resolve/resolved.js'
import { unknownTable } from '../resolve/resolution.js'
import { keyOfRow } from './keys.js'
import { type SelectOptions, selectRows } from './select-rows.js'
import type { Writing } from './writing.js'

/** What the actor may do to a table, and the whole of that table: the guard says which of its fields. */
export interface Right {
  readonly table: Table
  readonly action: Action
  readonly guard: Guard
}

const DONE = { create: 'created', update: 'updated', delete: 'deleted', read: 'read' } as const

/**
 * Asks the policy for a write. A table that the actor may do nothing with does not exist.
 *
 * @throws ForbiddenError where the database or the policy does not allow the action, saying why
 */
export function rightTo({ core, actor }: Writing, id: string, action: Action): Right {
  const { tables } = core.schema
  const table = Object.hasOwn(tables, id) ? tables[id] : undefined
  if (table === undefined || !Object.hasOwn(core.visibleTo(actor).tables, id))
    throw unknownTable(id)
  if (!table.actions.includes(action)) throw refused(table, action, databaseReason(table))
  const guard = core.policyFor(actor).guardFor(table, action, actor)
  if (guard === null) throw refused(table, action, 'you have no permission')
  return { table, action, guard }
}

function refused(table: Table, action: Action, reason: string): ForbiddenError {
  return new ForbiddenError(`Items of "${table.id}" cannot be ${DONE[action]}: ${reason}.`)
}

/** What the database itself does not allow is no secret: it is the same for everybody. */
function databaseReason({ kind, primaryKey }: Table): string {
  const noun = kind.replace('-', ' ')
  return primaryKey.length === 0 ? `the ${noun} has no primary key` : `the ${noun} is not updatable`
}

/** The rules that the rows of a write have to fulfil: the guard's own, and those of the fields it changes. */
export function rulesFor({ guard }: Right, fields: Iterable<string> = []): readonly Filter[] {
  const rules = [guard.rows, ...[...fields].map((field) => ruleOfField(guard, field))]
  const distinct = new Map(rules.map((rule) => [JSON.stringify(rule), rule]))
  distinct.delete('{}')
  return [...distinct.values()]
}

function ruleOfField(guard: Guard, field: string): Filter {
  const rule = guard.fields.get(field) ?? guard.fields.get('*')
  if (rule === undefined) throw new Error(`Field "${field}" was never granted.`)
  return rule
}

/**
 * The keys of the rows that are there, locked until the transaction ends. Under a rule every one of
 * them has to be, and to fulfil it: who may touch some rows only must not learn which others exist.
 *
 * @param known the rows that fulfil the rules, where they were read and locked already
 * @throws ForbiddenError
 */
export async function permittedKeys(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  rules: readonly Filter[],
  known: readonly Row[] | null = null,
): Promise<readonly Key[]> {
  const found =
    known?.map((row) => keyOfRow(table, row)) ?? (await lockedKeys(writing, table, keys, rules))
  if (rules.length > 0 && found.length < keys.length) throw new ForbiddenError()
  return found
}

/** The keys of the rows that are there and fulfil the rules, locked until the transaction ends. */
export async function lockedKeys(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  rules: readonly Filter[],
): Promise<readonly Key[]> {
  const found = await selectRows(writing, table, keys, table.primaryKey, {
    lock: true,
    restrict: await restriction(writing, table, rules),
  })
  return found as readonly Key[]
}

/** @throws ForbiddenError where a row is now one that the actor may not leave behind */
export async function assertCheck(
  writing: Writing,
  { table, guard }: Right,
  keys: readonly Key[],
): Promise<void> {
  const { check } = guard
  if (check === undefined || Object.keys(check).length === 0) return
  const found = await selectRows(writing, table, keys, table.primaryKey, {
    restrict: await restriction(writing, table, [check]),
  })
  if (found.length < keys.length) throw new ForbiddenError()
}

/** What rows have to fulfil. What rules ask of another database is looked up first. */
export async function restriction(
  writing: Writing,
  table: Table,
  rules: readonly Filter[],
): Promise<NonNullable<SelectOptions['restrict']>> {
  const { actor, elsewhere, signal } = writing
  const compiled = (alias: string, found?: Answers['rules']): Sql | null =>
    compiledRules(writing, table, alias, rules, found)?.condition ?? null
  if (elsewhere === null) return compiled
  const asked = { elsewhere, actor, signal, values: () => [] }
  return withLookups(asked, ({ rules: found }) => {
    compiled(TRIED, found)
    return (alias) => compiled(alias, found)
  })
}

/** Stands for an alias where it only matters what rules ask for. */
const TRIED = 't'

export interface CompiledRules {
  readonly condition: Sql
  /** The other uses of tables that the rules make. */
  readonly sources: readonly Source[]
}

/**
 * Rules over the rows of a table under an alias; null for none. They see the whole schema and every row of it.
 *
 * @param found what they ask of another database, where that is known
 * @throws LookupsError where it is not
 */
export function compiledRules(
  { core }: Writing,
  table: Table,
  alias: string,
  rules: readonly Filter[],
  found?: Answers['rules'],
): CompiledRules | null {
  if (rules.length === 0) return null
  const source: Source = { table, alias }
  const across = new Across(core.schema, found?.map(constantSlots) ?? null, 'rules')
  const resolution = rulesResolution(core.schema, core.limits, across)
  const conditions = rules.map((rule) => resolveRule(resolution, source, rule))
  across.assertAnswered()
  const guards = new Map([source, ...resolution.sources].map((each) => [each, OPEN]))
  const { dialect, secrets } = core
  const context = createContext({ dialect, codec: restCodec, guards, secrets })
  const compiled = conditions.map((each) => context.compileCondition(each))
  return { condition: logic('and', compiled), sources: resolution.sources }
}
