import { ForbiddenError, formatKey } from '@relvar/query-engine'
import type { Session } from '@relvar/query-engine'
import type { Key, ReadQuery, Row } from '@relvar/query-engine/query'
import type { Table } from '@relvar/schema-introspect/model'
import { onlyElement } from './json-array.js'

/** The JSON text of what was written, or null where its writer may not read it. */
export type ReadBack = string | null

/** Reads one written row back. */
export async function readBackOne(
  session: Session,
  table: Table,
  key: Key,
  shape: ReadQuery,
): Promise<ReadBack> {
  return unlessForbidden(async () => {
    const { data } = await session.readJson(table.id, shape, { keys: [key] })
    return onlyElement(data)
  })
}

/**
 * Reads written rows back in the order in which they were written. A read answers in the order of
 * its sort, so each row brings its key along, under names that are taken off again.
 */
export async function readBackMany(
  session: Session,
  table: Table,
  keys: readonly Key[],
  shape: ReadQuery,
): Promise<ReadBack> {
  if (keys.length === 0) return '[]'
  return unlessForbidden(async () => {
    const rows: Row[] = []
    for (const part of partsOf(table, keys)) {
      rows.push(...(await session.read(table.id, withKey(table, shape), { keys: part })))
    }
    return rows.length === 0 ? null : JSON.stringify(inOrder(table, rows, keys))
  })
}

/** Values in one read: few enough for any limit of a query, so many that most requests need one. */
const maxValues = 1000

function* partsOf(table: Table, keys: readonly Key[]): Generator<readonly Key[]> {
  const size = Math.floor(maxValues / table.primaryKey.length)
  for (let start = 0; start < keys.length; start += size) yield keys.slice(start, start + size)
}

const keyPrefix = 'written_key_'

function withKey(table: Table, shape: ReadQuery): ReadQuery {
  const alias = Object.fromEntries(
    table.primaryKey.map((column, index) => [`${keyPrefix}${index}`, column]),
  )
  return {
    ...shape,
    fields: [...(shape.fields ?? ['*']), ...Object.keys(alias)],
    alias: { ...shape.alias, ...alias },
  }
}

function inOrder(table: Table, rows: readonly Row[], keys: readonly Key[]): readonly Row[] {
  const byKey = new Map(rows.map((row) => splitKey(table, row)))
  const ordered = keys.map((key) => byKey.get(formatKey(table, key)))
  return ordered.filter((row) => row !== undefined)
}

function splitKey(table: Table, row: Row): [string, Row] {
  const key = table.primaryKey.map(
    (column, index) => [column, row[`${keyPrefix}${index}`]] as const,
  )
  const rest = Object.entries(row).filter(([name]) => !name.startsWith(keyPrefix))
  return [formatKey(table, Object.fromEntries(key)), Object.fromEntries(rest)]
}

/** Writing without reading is a right of its own: what may not be read is just not answered. */
async function unlessForbidden(read: () => Promise<ReadBack>): Promise<ReadBack> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ForbiddenError) return null
    throw error
  }
}
