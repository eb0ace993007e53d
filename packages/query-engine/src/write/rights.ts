import type { Action, Table } from '@relvar/schema-introspect/model'
import { logic } from '../compile/build.js'
import { compileCondition } from '../compile/compile-condition.js'
import type { Sql } from '../dialect/dialect.js'
import { ForbiddenError } from '../errors.js'
import type { SourceGuard } from '../guard/guard.js'
import { guardForWrite } from '../guard/guard.js'
import { restCodec } from '../plan/codec.js'
import type { Guard } from '../policy.js'
import type { Filter, Key } from '../query/query.js'
import { resolveFilter } from '../resolve/resolve-filter.js'
import type { Source } from '../resolve/resolved.js'
import { TRUE } from '../resolve/resolved.js'
import { Resolution } from '../resolve/resolution.js'
import { selectRows } from './statements.js'
import { keyText } from './target.js'
import type { Writing } from './writing.js'

/** The answer of the policy for a write. */
export function guardOfWrite(writing: Writing, table: Table, action: Action): Guard {
  const { core, actor } = writing
  return guardForWrite({ table, alias: '' }, action, core.schema, core.policyFor(actor), actor)
}

/** The rules of a guard that the rows of a write have to fulfil: its own, and those of the fields it changes. */
export function rulesFor(guard: Guard, fields: readonly string[]): readonly Filter[] {
  const ofFields = fields.map((field) => guard.fields.get(field) ?? guard.fields.get('*') ?? {})
  return [guard.rows, ...ofFields].filter((rule) => Object.keys(rule).length > 0)
}

/**
 * The keys of the rows that are there. Under a rule every one of them has to be, and to fulfil it:
 * who may touch some rows only must not learn which others exist.
 *
 * @throws ForbiddenError
 */
export async function permittedKeys(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  rules: readonly Filter[],
): Promise<readonly Key[]> {
  const found = await selectRows(writing, table, keys, table.primaryKey, (alias) =>
    restriction(writing, table, alias, rules),
  )
  const texts = new Set(found.map((row) => keyText(table, row)))
  if (rules.length > 0 && new Set(keys.map((key) => keyText(table, key))).size > texts.size)
    throw new ForbiddenError()
  return found as readonly Key[]
}

/** @throws ForbiddenError where a row is now one that the actor may not leave behind */
export async function assertCheck(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  check: Filter | undefined,
): Promise<void> {
  if (check === undefined || Object.keys(check).length === 0) return
  await permittedKeys(writing, table, keys, [check])
}

function restriction(
  writing: Writing,
  table: Table,
  alias: string,
  rules: readonly Filter[],
): Sql | null {
  if (rules.length === 0) return null
  const { core } = writing
  const whole = core.schema.tables[table.id] ?? table
  const source: Source = { table: whole, alias }
  const resolution = new Resolution(core.schema, core.limits, { prefix: 'g' })
  const conditions = rules.map((rule) => resolveFilter(resolution, source, rule))
  const open: SourceGuard = { rows: TRUE, masks: new Map() }
  const guards = new Map([source, ...resolution.sources].map((each) => [each, open]))
  return logic(
    'and',
    conditions.map((each) =>
      compileCondition({ dialect: core.dialect, codec: restCodec, guards }, each),
    ),
  )
}
