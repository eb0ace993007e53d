import { ForbiddenError, keyShape, parseKey } from '@relvar/query-engine'
import type { Session } from '@relvar/query-engine'
import type { Key } from '@relvar/query-engine/query'
import type { Table } from '@relvar/schema-introspect/model'
import { decodePercent } from '../parse/percent.js'

/**
 * The table that a path names.
 *
 * @throws ForbiddenError for one that is missing, hidden or a system table, all with the same words
 */
export function findTable(session: Session, segment: string, systemPrefix: string): Table {
  const name = decodePercent(segment)
  const table = isSystemName(name, systemPrefix) ? undefined : tableNamed(session, name)
  if (table !== undefined) return table
  throw closedCollection(name)
}

/**
 * The table of an id, as a session sees it.
 *
 * @throws ForbiddenError where the actor may do nothing with it
 */
export function tableById(session: Session, id: string): Table {
  const table = tableNamed(session, id)
  if (table === undefined) throw closedCollection(id)
  return table
}

function tableNamed({ schema: { tables } }: Session, id: string): Table | undefined {
  return Object.hasOwn(tables, id) ? tables[id] : undefined
}

function closedCollection(name: string): ForbiddenError {
  return new ForbiddenError(
    `You don't have permission to access collection "${name}" or it does not exist.`,
  )
}

/** Whether a collection is one of Relvar's own, which have routes of their own. */
export function isSystemName(name: string, systemPrefix: string): boolean {
  return systemPrefix !== '' && name.startsWith(systemPrefix)
}

/**
 * The key that a path names: `7`, or `7,3` for a key of two columns.
 *
 * @throws ForbiddenError where no row can have it: one of the wrong number of parts is told how many there are
 */
export function findKey(table: Table, segment: string): Key {
  if (table.primaryKey.length === 0) {
    throw new ForbiddenError(
      `Collection "${table.id}" has no primary key, so its items cannot be addressed.`,
    )
  }
  const key = parseKey(table, table.primaryKey.length === 1 ? decodePercent(segment) : segment)
  if (key === null) throw new ForbiddenError(keyShape(table) ?? undefined)
  return key
}

/** The answer to a key without a row, to one of the wrong type, and to a row that the actor may not see: the engine's own. */
export function missingItem(): ForbiddenError {
  return new ForbiddenError()
}
