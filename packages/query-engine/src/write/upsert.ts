import type { Table } from '@relvar/schema-introspect/model'
import { ForbiddenError, InvalidPayloadError, UniqueViolationError } from '../errors.js'
import type { Key, Row } from '../query/query.js'
import type { Upserted } from '../session.js'
import { createRows } from './create.js'
import { identityColumns, identityOf, isSameSet } from './identity.js'
import { changesOf, keyOfRow, keyText } from './keys.js'
import { rightTo } from './rights.js'
import { selectRows } from './select-rows.js'
import { updateEach } from './update.js'
import type { Writing } from './writing.js'

/** An item, and the key of the row that it names, if there is one. */
interface Place {
  readonly item: Row
  readonly key: Key | null
}

/**
 * Updates the rows that items name and creates the others. The rows are looked for and locked
 * first, since hooks, rights and presets of a creation are not those of an update: each row goes
 * the way of its kind. Whoever makes one of the missing rows in the meantime wins; the transaction is
 * run again then, and finds it.
 */
export async function upsertItems(
  writing: Writing,
  id: string,
  items: readonly Row[],
  by: string | readonly string[] | undefined,
): Promise<readonly Upserted[]> {
  const right = rightTo(writing, id, 'create')
  rightTo(writing, id, 'update')
  const { table } = right
  const columns = identityColumns(writing, right, by)
  const places = await placesOf(writing, table, columns, items)
  const fresh = places.filter(({ key }) => key === null)
  const created = await noticingRaces(writing, columns, () =>
    createRows(
      writing,
      right,
      fresh.map(({ item }) => item),
      [],
    ),
  )
  const updated = await updateKnown(writing, table, columns, places)
  const createdKeys = created.map((row) => keyOfRow(table, row)).values()
  const updatedKeys = updated.values()
  return places.map(({ key }) => ({
    key: next(key === null ? createdKeys : updatedKeys),
    inserted: key === null,
  }))
}

async function updateKnown(
  writing: Writing,
  table: Table,
  columns: readonly string[],
  places: readonly Place[],
): Promise<readonly Key[]> {
  const parts = places.flatMap(({ item, key }) =>
    key === null ? [] : [{ key, changes: changesOf({ ...table, primaryKey: columns }, item) }],
  )
  const updated = await updateEach(writing, table.id, parts)
  if (updated.length < parts.length) throw new ForbiddenError()
  return updated
}

function next(keys: Iterator<Key>): Key {
  const { value, done } = keys.next()
  if (done === true) throw new Error('A row that was written has no key.')
  return value
}

/** @throws InvalidPayloadError where two items name the same row */
async function placesOf(
  writing: Writing,
  table: Table,
  columns: readonly string[],
  items: readonly Row[],
): Promise<readonly Place[]> {
  const identities = items.map((item) => identityOf(table, columns, item))
  const named = identities.filter((each) => each !== null)
  const identity: Table = { ...table, primaryKey: columns }
  assertDistinct(named.map((each) => keyText(identity, each)))
  const rows = await findRows(writing, table, identity, named)
  const places = items.map((item, index) => {
    const own = identities[index] ?? null
    const row = own === null ? undefined : rows.get(keyText(identity, own))
    return { item, key: row === undefined ? null : keyOfRow(table, row) }
  })
  assertDistinct(places.flatMap(({ key }) => (key === null ? [] : keyText(table, key))))
  return places
}

function assertDistinct(texts: readonly string[]): void {
  if (new Set(texts).size === texts.length) return
  throw new InvalidPayloadError('Two items of an upsert are the same row.')
}

/** The rows with these identities, locked, by the text of the identity. */
async function findRows(
  writing: Writing,
  table: Table,
  identity: Table,
  named: readonly Key[],
): Promise<ReadonlyMap<string, Row>> {
  const wanted = [...new Set([...table.primaryKey, ...identity.primaryKey])]
  const find = (keys: readonly Key[]) => selectRows(writing, identity, keys, wanted, { lock: true })
  const rows = await find(named)
  const known = new Map(rows.map((row) => [keyText(identity, row), row]))
  const missing = named.filter((each) => !known.has(keyText(identity, each)))
  if (named.length - missing.length === rows.length) return known
  // A collation, or digits after the point, let a row answer to another spelling: which row is whose?
  for (const each of missing) {
    const [row] = await find([each])
    if (row !== undefined) known.set(keyText(identity, each), row)
  }
  return known
}

/** A row that was not there and now is has been made by somebody else at the same time. */
async function noticingRaces<T>(
  { progress }: Writing,
  columns: readonly string[],
  create: () => Promise<T>,
): Promise<T> {
  try {
    return await create()
  } catch (error) {
    if (error instanceof UniqueViolationError && isSameSet(error.columns, columns)) {
      progress.lostRace = true
    }
    throw error
  }
}
