import type { Table } from '@relvar/schema-introspect/model'
import type { Sql } from '../dialect/dialect.js'
import { bind, type Executor, type Statement } from '../execute/executor.js'
import { WrittenSlot } from '../plan/slot.js'
import { Placeholder } from '../query/template.js'
import { unlessLookups } from '../execute/with-lookups.js'
import { naming } from './missing-link.js'
import { columnNamed, toDriver, type Values } from './values.js'
import type { Writing } from './writing.js'

/** A statement that writes, made once for all writes of its shape: values are slots. */
export interface CompiledWrite extends Statement {
  /** The rows that it writes are held to a rule. */
  readonly ruled: boolean
}

/**
 * The compiled write of a shape, made where there is none yet; null where the shape takes more than one
 * statement, as where another database is asked first.
 */
export function rememberedWrite(
  { core }: Writing,
  shape: string,
  make: () => { readonly statement: Sql; readonly ruled: boolean } | null,
): CompiledWrite | null {
  const known = core.writes.get(shape)
  if (known !== undefined) return known
  const made = unlessLookups(make)
  const compiled = made === null ? null : compileWrite(core.executor, made)
  core.writes.set(shape, compiled)
  return compiled
}

/** The compiled statement of a shape that takes one in any case. */
export function rememberedStatement(
  { core }: Writing,
  shape: string,
  make: () => Sql,
): CompiledWrite {
  const known = core.writes.get(shape)
  if (known !== undefined && known !== null) return known
  const made = { ...core.executor.compiled(make()), ruled: false }
  core.writes.set(shape, made)
  return made
}

function compileWrite(
  { db, dialect }: Executor,
  { statement, ruled }: { readonly statement: Sql; readonly ruled: boolean },
): CompiledWrite | null {
  const { query: node, sql, parameters } = statement.compile(db.withoutPlugins())
  if (parameters.length > dialect.capabilities.maxParameters) return null
  return { node, sql, parameters, ruled }
}

/** The places of written values: those of a column, by their number among the values of a request. */
export function writtenSlot(
  writing: Writing,
  table: Table,
  name: string,
  index: number,
): WrittenSlot {
  const column = columnNamed(table, name)
  const { dialect } = writing.core
  return new WrittenSlot(new Placeholder(index, false), column.type, (value) =>
    toDriver(dialect, column, value),
  )
}

/** The place of a text that holds all rows. */
export function textSlot(index: number): WrittenSlot {
  return new WrittenSlot(new Placeholder(index, false), 'text', (text) => text)
}

/**
 * Runs a compiled write, of who is compared before.
 *
 * @param written what a broken constraint is named by
 * @throws StaleActorError
 */
export async function runWrite(
  writing: Writing,
  table: Table,
  compiled: CompiledWrite,
  values: readonly unknown[],
  written: readonly Values[],
): ReturnType<Executor['run']> {
  const { executor, signal, actor, now, mark } = writing
  const parameters = bind(compiled.parameters, { values, actor, now })
  await mark?.ask(executor, signal)
  return naming(writing, table, written, (errors) =>
    executor.run(compiled, parameters, signal, errors),
  )
}
