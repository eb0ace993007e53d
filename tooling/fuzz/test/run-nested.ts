import type { Key, Row, Session } from '@relvar/query-engine'
import { type NestedWrite, payloadOf } from './nested-writes.js'
import type { WireRow, WorldTable } from './world.js'

/** The keys of what was written, or its rows as they are answered. */
export type Written = { readonly keys: readonly Row[] } | { readonly text: string | null }

/** Writes an item with what is nested in it. */
export async function runNested(
  session: Session,
  table: WorldTable,
  write: NestedWrite,
  isAnswered: boolean,
): Promise<Written> {
  const { name } = table
  const payload = payloadOf(write)
  if (write.verb === 'create') {
    if (isAnswered) return { text: await session.createJson(name, [payload]) }
    return { keys: await session.create(name, [payload]) }
  }
  const target = { keys: [partOf(table, payload, true) as Key] }
  const changes = partOf(table, payload, false)
  if (isAnswered) return { text: await session.updateJson(name, target, changes) }
  return { keys: await session.update(name, target, changes) }
}

const partOf = ({ key }: WorldTable, payload: WireRow, isKey: boolean): WireRow =>
  Object.fromEntries(Object.entries(payload).filter(([name]) => key.includes(name) === isKey))
