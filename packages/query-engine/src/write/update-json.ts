import { ForbiddenError } from '../errors.js'
import { preparedRead, readOutcome } from '../execute/read-rows.js'
import type { ReadQuery, Row, WriteTarget } from '../query/query.js'
import {
  type Asked,
  askedAlone,
  askedWithin,
  compared,
  type RawRow,
  returnedRow,
  shapeOf,
  shapeOfAsked,
  unlessForbidden,
} from './answer.js'
import { fillAutomatic } from './automatic.js'
import { type CompiledWrite, rememberedWrite } from './compiled-write.js'
import { writesSecrets } from './keep-secrets.js'
import { keyOfRow, requireKey } from './keys.js'
import {
  isFlatPayload,
  mayAnswerItself,
  mayStandAlone,
  type OneStatement,
  visibleTexts,
} from './one-statement.js'
import { takeApart } from './payload.js'
import { type Look, look, lookAfter, lookBefore } from './looks.js'
import { readBack } from './read-back.js'
import { type Right, rightTo } from './rights.js'
import { rowChanges, statesOf } from './row-states.js'
import { targetKeys } from './target.js'
import { updateEachItem, updateItems } from './update.js'
import {
  FORMER_COLUMN,
  type KeyedUpdate,
  runUpdate,
  shapeOfUpdate,
  updateStatement,
} from './update-statement.js'
import { wireRows } from './values.js'
import { validate } from './validate.js'
import type { Writing } from './writing.js'
import { countRows, ownPlace, runWithin } from './writing.js'

/**
 * Gives rows the same new values and answers them, in the transaction: one row by the statement that
 * updates it where that can, so that hooks are told what it answers as well; else they are read back.
 */
export async function updateAndRead(
  writing: Writing,
  id: string,
  target: WriteTarget,
  data: Row,
  query: ReadQuery,
): Promise<string | null> {
  const right = rightTo(writing, id, 'update')
  const answered = await updateAnswered(writing, right, target, data, query)
  if (answered !== null) return answered.text
  await writing.mark?.ask(writing.executor, writing.signal)
  const keys = await updateItems(writing, id, await targetKeys(writing, right, target), data)
  return readBack(writing.session, id, keys, query)
}

/** Gives each row its own new values and reads them back, in the transaction. */
export async function updateEachAndRead(
  writing: Writing,
  id: string,
  items: readonly Row[],
  query: ReadQuery,
): Promise<string | null> {
  const keys = await updateEachItem(writing, id, items)
  return readBack(writing.session, id, keys, query)
}

/**
 * Updates the row with a key, and answers it, without a transaction: in one statement, or in two where
 * UPDATE answers no rows. Rules stand in its condition, so that they are looked at together with
 * the row as it is when it is locked.
 */
export async function updateAlone(
  writing: Writing,
  id: string,
  target: WriteTarget,
  data: Row,
  query: ReadQuery,
): Promise<OneStatement> {
  const right = rightTo(writing, id, 'update')
  if (!mayStandAlone(writing, right, 'items.update')) return null
  const write = keyedUpdate(writing, right, target, data, false)
  if (write === null) return null
  countRows(writing, 1)
  if (writing.core.dialect.returnedJson?.update !== true)
    return updateAndReread(writing, write, query)
  const asked = askedAlone(writing, right.table, query)
  const compiled = rememberedUpdate(writing, write, asked)
  if (compiled === null) return null
  const { rows } = await runUpdate(writing, write, compiled, asked.answer.values)
  assertFound(compiled, rows.length)
  return { text: visibleTexts(writing, rows) }
}

/**
 * Updates the row with a key, tells hooks, and answers it as the statement did, or as it is found after it
 * where UPDATE answers no rows; null where that takes more.
 */
async function updateAnswered(
  outer: Writing,
  right: Right,
  target: WriteTarget,
  data: Row,
  query: ReadQuery,
): Promise<OneStatement> {
  const { returnedJson } = outer.core.dialect
  if (returnedJson === null || !mayAnswerItself(outer, right, 'items.update')) return null
  const writing = ownPlace(outer)
  const { table } = right
  const { hooks } = writing.core
  const wantsRows = hooks.wantsRows('items.update', table, writing.actor)
  const write = keyedUpdate(writing, right, target, data, wantsRows && returnedJson.former)
  if (write === null) return null
  const asked = askedWithin(writing, table, query, 'items.update')
  const statements = statementsOf(writing, write, asked, wantsRows && !write.tellsFormer)
  if (statements === null) return null
  countRows(writing, 1)
  const looked = statements.before === null ? [] : await look(writing, write, statements.before)
  const rows = await updatedRows(writing, write, asked, statements)
  const statesIn = (raw: readonly RawRow[], prefix?: string): readonly Row[] =>
    wireRows(writing, table, asked.wanted, raw, prefix)
  const former = write.tellsFormer ? statesIn(rows, FORMER_COLUMN) : statesIn(looked)
  const before = statesOf(table, former)
  const after = statesIn(rows)
  const keys = after.map((row) => keyOfRow(table, row))
  const changes = rowChanges(table, keys, before, statesOf(table, after), () => data)
  if (keys.length > 0)
    await runWithin(writing, 'items.update', table, [{ payload: data, keys }], changes)
  return { text: visibleTexts(writing, rows) }
}

/** The statements of an update that is answered. */
interface Statements {
  /** null where hooks need not know the row before, or the update tells of it. */
  readonly before: Look | null
  readonly update: CompiledWrite
  /** null where the update answers the row. */
  readonly after: Look | null
}

function statementsOf(
  writing: Writing,
  write: KeyedUpdate,
  asked: Asked,
  looksBefore: boolean,
): Statements | null {
  const answers = writing.core.dialect.returnedJson?.update === true
  const before = looksBefore ? lookBefore(writing, write) : null
  const update = answers ? rememberedUpdate(writing, write, asked) : plainUpdate(writing, write)
  const after = answers ? null : lookAfter(writing, write, asked)
  const isMissing = (looksBefore && before === null) || (!answers && after === null)
  return update === null || isMissing ? null : { before, update, after }
}

/** Updates the row and answers it as it is then; nothing where it is not there. */
async function updatedRows(
  writing: Writing,
  write: KeyedUpdate,
  asked: Asked,
  { update, after }: Statements,
): Promise<readonly RawRow[]> {
  if (after === null) {
    const rows = await compared(
      writing,
      asked,
      async (own) => (await runUpdate(own, write, update, asked.answer.values)).rows,
    )
    assertFound(update, rows.length)
    return rows
  }
  const { numAffectedRows } = await runUpdate(writing, write, update, [])
  assertFound(update, Number(numAffectedRows))
  return numAffectedRows === 0n ? [] : look(writing, write, after)
}

/** null for more than new values of one row's own columns. */
function keyedUpdate(
  writing: Writing,
  right: Right,
  target: WriteTarget,
  data: Row,
  tellsFormer: boolean,
): KeyedUpdate | null {
  if (!('keys' in target) || target.keys.length !== 1) return null
  const { table } = right
  const key = requireKey(table, target.keys[0] ?? '')
  const payload = takeApart(writing, right, data)
  validate(writing, right, payload)
  if (!isFlatPayload(payload) || writesSecrets(table, payload.values)) return null
  fillAutomatic(writing, table, 'onUpdate', payload.values)
  return { right, key, payload, tellsFormer }
}

function rememberedUpdate(
  writing: Writing,
  write: KeyedUpdate,
  asked: Asked,
): CompiledWrite | null {
  return rememberedWrite(writing, shapeOfUpdate(writing, write, shapeOfAsked(asked)), () => {
    const row = returnedRow(writing, write.right.table, asked)
    return row === null ? null : updateStatement(writing, write, asked.answer.values.length, row)
  })
}

function plainUpdate(writing: Writing, write: KeyedUpdate): CompiledWrite | null {
  return rememberedWrite(writing, shapeOfUpdate(writing, write, ''), () =>
    updateStatement(writing, write, 0, null),
  )
}

/**
 * Where UPDATE answers no rows. What is read is prepared before anything is written; the row may be
 * changed once more in between, and is answered as it is then.
 */
async function updateAndReread(
  writing: Writing,
  write: KeyedUpdate,
  query: ReadQuery,
): Promise<OneStatement> {
  const { core, actor, executor, signal } = writing
  if (core.dialect.capabilities.updateReturning) return null
  const { right, key } = write
  const { table } = right
  const asked = core.hooks.narrowed(shapeOf(query), { collection: table.id, actor })
  const read = unlessForbidden(() =>
    preparedRead(core, actor, table.id, asked, { keys: [key] }, 'json'),
  )
  const compiled = plainUpdate(writing, write)
  if (read === null || read.compiled.leadsElsewhere || compiled === null) return null
  const { numAffectedRows } = await runUpdate(writing, write, compiled, [])
  assertFound(compiled, Number(numAffectedRows))
  if (numAffectedRows === 0n) return { text: '[]' }
  const { texts, rows } = await readOutcome(executor, read, signal)
  const text = texts === null ? JSON.stringify(rows) : `[${texts.join(',')}]`
  return { text: text === '[]' ? null : text }
}

/** Who may touch some rows only must not learn which others exist. */
function assertFound({ ruled }: CompiledWrite, rows: number): void {
  if (ruled && rows === 0) throw new ForbiddenError()
}
