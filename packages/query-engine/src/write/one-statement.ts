import type { Table } from '@relvar/schema-introspect/model'
import { textOf } from '../execute/read-rows.js'
import type { WriteEventName } from '../hooks/hooks.js'
import type { Payload } from './payload.js'
import type { Right } from './rights.js'
import type { Writing } from './writing.js'

/**
 * A write and its answer that were one statement, without a transaction around it: `text` is that of
 * a JSON array, null where the writer may not read the row. No answer at all, null, means that the
 * write takes more than that, and that nothing was written.
 */
export type OneStatement = { readonly text: string | null } | null

/** Whether nothing but the statement has to happen: no hook wants the transaction or the keys. */
export function mayStandAlone(writing: Writing, right: Right, event: WriteEventName): boolean {
  const { core, actor } = writing
  const { hooks } = core
  const { table } = right
  const hooked =
    hooks.withinHooks(event, table, actor).length > 0 || hooks.listeners(event, table.id).length > 0
  return !hooked && mayAnswerItself(writing, right, event)
}

/**
 * Whether the statement that writes can answer what it wrote: no hook and no trigger changes that
 * afterwards, no rule looks at the row as it is then, and its key meets no other.
 */
export function mayAnswerItself(
  { core, actor }: Writing,
  { table, guard }: Right,
  event: WriteEventName,
): boolean {
  const { hooks } = core
  const hooked =
    hooks.beforeHooks(event, table.id).length > 0 ||
    hooks.writtenWithin(event, table, actor) === null ||
    hooks.readHooks(table.id).length > 0
  const isChecked = guard.check !== undefined && Object.keys(guard.check).length > 0
  const isHeld = table.kind === 'table' && table.traits.unheldKey !== true
  return !hooked && !isChecked && isHeld && !table.hasTriggers
}

/** Whether a payload belongs to its own row and no other. */
export function isFlatPayload({ toOne, toMany, values }: Payload): boolean {
  return toOne.length === 0 && toMany.length === 0 && values.size > 0
}

/** Numbers that are given by hand may have to move a sequence on. */
export function givesNumber(table: Table, { values }: Payload): boolean {
  return table.columns.some(({ name, generated }) => generated === 'identity' && values.has(name))
}

/** The written rows that their writer may read: `[]` where none was written, null where all are hidden. */
export function visibleTexts(
  { core }: Writing,
  rows: readonly Readonly<Record<string, unknown>>[],
): string | null {
  if (rows.length === 0) return '[]'
  const { uncutLength } = core.dialect.capabilities
  const texts = rows.filter(({ j }) => j !== null).map(({ j }) => textOf(j, uncutLength))
  return texts.length === 0 ? null : `[${texts.join(',')}]`
}
