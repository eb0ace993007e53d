import { findColumn, type Table } from '@relvar/schema-introspect/model'
import { ForbiddenError } from '../errors.js'
import { formatKey } from '../query/key.js'
import type { Key, ReadQuery, Row } from '../query/query.js'
import { unknownTable } from '../resolve/resolution.js'
import type { CallOptions, Session } from '../session.js'
import { shapeOf } from './answer.js'

/**
 * Written rows as JSON text in the order in which they were written; null where their writer may
 * read none of them.
 */
export async function readBack(
  session: Session,
  id: string,
  keys: readonly Key[],
  query: ReadQuery,
  options: CallOptions = {},
): Promise<string | null> {
  if (keys.length === 0) return '[]'
  const shape = shapeOf(query)
  try {
    return keys.length === 1
      ? await readOne(session, id, shape, { ...options, keys })
      : await readMany(session, id, shape, { ...options, keys })
  } catch (error) {
    // Writing without reading is a right of its own: what may not be read is just not answered.
    if (error instanceof ForbiddenError && !mayRead(session, id)) return null
    throw error
  }
}

/**
 * Who may read rows by their key asks for a field that is not there by mistake, and has to hear of it
 * before anything is written.
 */
function mayRead({ schema: { tables } }: Session, id: string): boolean {
  const table = Object.hasOwn(tables, id) ? tables[id] : undefined
  if (table?.actions.includes('read') !== true) return false
  return table.primaryKey.every((name) => findColumn(table, name)?.actions.includes('read'))
}

interface KeyedOptions extends CallOptions {
  readonly keys: readonly Key[]
}

async function readOne(
  session: Session,
  id: string,
  shape: ReadQuery,
  options: KeyedOptions,
): Promise<string | null> {
  const { data } = await session.readJson(id, shape, options)
  return data === '[]' ? null : data
}

/**
 * A read answers in the order of its sort, so each row brings its key along, under names that are
 * taken off again.
 */
async function readMany(
  session: Session,
  id: string,
  shape: ReadQuery,
  options: KeyedOptions,
): Promise<string | null> {
  const { keys } = options
  const { tables } = session.schema
  const table = Object.hasOwn(tables, id) ? tables[id] : undefined
  if (table === undefined) throw unknownTable(id)
  const rows: Row[] = []
  for (const part of partsOf(table, keys)) {
    rows.push(...(await session.read(table.id, withKey(table, shape), { ...options, keys: part })))
  }
  return rows.length === 0 ? null : JSON.stringify(inOrder(table, rows, keys))
}

/** Values in one read: few enough for any limit of a query, so many that most requests need one. */
const MAX_VALUES = 1000

function* partsOf(table: Table, keys: readonly Key[]): Generator<readonly Key[]> {
  const size = Math.floor(MAX_VALUES / table.primaryKey.length)
  for (let start = 0; start < keys.length; start += size) yield keys.slice(start, start + size)
}

const KEY_PREFIX = 'written_key_'

function withKey(table: Table, shape: ReadQuery): ReadQuery {
  if (shape.select !== undefined) {
    const key = table.primaryKey.map(
      (field, index) => ({ kind: 'field', key: `${KEY_PREFIX}${index}`, field }) as const,
    )
    return { ...shape, select: [...shape.select, ...key] }
  }
  const alias = Object.fromEntries(
    table.primaryKey.map((column, index) => [`${KEY_PREFIX}${index}`, column]),
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
    (column, index) => [column, row[`${KEY_PREFIX}${index}`]] as const,
  )
  const rest = Object.entries(row).filter(([name]) => !name.startsWith(KEY_PREFIX))
  return [formatKey(table, Object.fromEntries(key)), Object.fromEntries(rest)]
}
