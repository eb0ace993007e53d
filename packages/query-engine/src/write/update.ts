import { InvalidPayloadError } from '../errors.js'
import { isPlainObject } from '../query/plain.js'
import type { Filter, Key, Row } from '../query/query.js'
import { fillAutomatic } from './automatic.js'
import { wantedColumns } from './create.js'
import { keepSecrets } from './keep-secrets.js'
import { heldKeys } from './held-keys.js'
import { changesOf, distinctKeys, inOrderOf, keyOfItem } from './keys.js'
import { type Payload, takeApart } from './payload.js'
import { assertCheck, permittedKeys, type Right, rightTo, rulesFor } from './rights.js'
import { formerKeys, rowChanges, type RowStates, rowStates } from './row-states.js'
import { selectRows } from './select-rows.js'
import { writeToMany } from './to-many.js'
import { writeToOne } from './to-one.js'
import { isFlat, updateFlat } from './update-flat.js'
import { updateRows } from './update-rows.js'
import { validate } from './validate.js'
import type { KeyedChanges, Writing } from './writing.js'
import { countRows, ownPlace, runBefore, runWithin } from './writing.js'

/** Gives rows the same new values; answers the keys of those that were there, as they are now. */
export async function updateItems(
  writing: Writing,
  id: string,
  keys: readonly Key[],
  data: Row,
): Promise<readonly Key[]> {
  const right = rightTo(writing, id, 'update')
  const distinct = distinctKeys(right.table, keys)
  countRows(writing, distinct.length)
  if (distinct.length === 0) return []
  const sent = await runBefore(writing, 'items.update', right.table, data, distinct)
  return updateSame(writing, right, distinct, sent)
}

/** Gives each row values of its own; every item holds its key. */
export function updateEachItem(
  writing: Writing,
  id: string,
  items: readonly Row[],
): Promise<readonly Key[]> {
  const { table } = rightTo(writing, id, 'update')
  const parts = items.map((item) => {
    const key = isPlainObject(item) ? keyOfItem(table, item) : null
    if (key !== null) return { key, changes: changesOf(table, item) }
    const names = table.primaryKey.join(', ')
    throw new InvalidPayloadError(`Each item has to hold its key (${names}).`)
  })
  return updateEach(writing, id, parts)
}

/** As `updateEachItem`, with keys and changes apart: a change may be of the key itself. */
export async function updateEach(
  writing: Writing,
  id: string,
  parts: readonly KeyedChanges[],
): Promise<readonly Key[]> {
  const right = rightTo(writing, id, 'update')
  countRows(writing, parts.length)
  const sent: KeyedChanges[] = []
  for (const { key, changes } of parts) {
    const payload = await runBefore(writing, 'items.update', right.table, changes, [key])
    sent.push({ key, changes: payload })
  }
  if (isFlat(right, sent)) return updateFlat(writing, right, sent)
  const done: Key[] = []
  for (const { key, changes } of sent) {
    done.push(...(await updateSame(writing, right, [key], changes)))
  }
  return done
}

async function updateSame(
  outer: Writing,
  right: Right,
  asked: readonly Key[],
  sent: Row,
): Promise<readonly Key[]> {
  const writing = ownPlace(outer)
  const keys = await heldKeys(writing, right.table, asked)
  const payload = takeApart(writing, right, sent)
  validate(writing, right, payload)
  const { table } = right
  const rules = rulesFor(right, payload.submitted)
  const before = await rowStates(writing, 'items.update', table, keys, rules)
  const now = await updateOwn(writing, { right, rules, before }, keys, payload)
  if (now.length === 0) return []
  await writeNested(writing, right, now, payload)
  await assertCheck(writing, right, now)
  const after = await rowStates(writing, 'items.update', table, now)
  const was = formerKeys(table, keys, now, payload.values)
  const changes = rowChanges(table, now, before, after, () => sent, was)
  await runWithin(writing, 'items.update', table, [{ payload: sent, keys: now }], changes)
  return now
}

/** What an update of rows is held to. */
interface Update {
  readonly right: Right
  readonly rules: readonly Filter[]
  /** Those rows that fulfil the rules, where hooks ask for them. */
  readonly before: RowStates
}

/**
 * Writes the rows themselves. Those that a rule or something nested depends on are looked at first;
 * of others the statement itself tells which were there.
 */
async function updateOwn(
  writing: Writing,
  { right: { table }, rules, before }: Update,
  keys: readonly Key[],
  payload: Payload,
): Promise<readonly Key[]> {
  const { values, toOne, toMany } = payload
  if (values.size + toOne.length + toMany.length > 0) {
    fillAutomatic(writing, table, 'onUpdate', values)
  }
  let present = keys
  if (rules.length > 0 || toOne.length > 0 || values.size === 0) {
    // Rows that were read for hooks were read by the same rules, and are locked.
    const known = before.size > 0 ? [...before.values()] : null
    const found = await permittedKeys(writing, table, keys, rules, known)
    present = inOrderOf(table, keys, found)
  }
  if (present.length === 0) return []
  await writeToOne(writing, table, [payload])
  if (values.size === 0) return present
  await keepSecrets(writing, table, [values])
  return updateRows(writing, table, present, values)
}

async function writeNested(
  writing: Writing,
  { table }: Right,
  keys: readonly Key[],
  payload: Payload,
): Promise<void> {
  if (payload.toMany.length === 0) return
  const rows = await selectRows(writing, table, keys, wantedColumns(table, [payload]))
  const parents = rows.map((row) => ({ row, payload }))
  await writeToMany(writing, table, parents, false)
}
