import type { Session, Upserted, UpsertOptions } from '@relvar/query-engine'
import { formatKey } from '@relvar/query-engine'
import type { KeyValue, ReadQuery, Row } from '@relvar/query-engine/query'
import type { Table } from '@relvar/schema-introspect/model'
import type { Context } from 'hono'
import type { RestSettings } from '../options.js'
import { readList } from '../parse/list.js'
import { shapeOf } from '../parse/read-request.js'
import { readCreateForm } from '../request/forms.js'
import { respondData, respondNothing } from '../respond/respond.js'
import { bodyOf, openCollection, requestOf } from './call.js'
import { onlyElement } from './json-array.js'
import { createItems } from './write.js'

/** Which items were made and which were there, by their keys as the wire writes them. */
export interface UpsertMeta {
  readonly inserted: readonly KeyValue[]
  readonly updated: readonly KeyValue[]
}

interface Answer {
  readonly data: string
  readonly meta: UpsertMeta
}

/** `POST /items/:collection`, with `?upsert=` or without. */
export function postItems(context: Context, settings: RestSettings): Response | Promise<Response> {
  const { upsert, query } = requestOf(context, settings)
  return upsert === undefined
    ? createItems(context, settings)
    : upsertItems(context, settings, upsert, shapeOf(query))
}

async function upsertItems(
  context: Context,
  settings: RestSettings,
  by: string,
  shape: ReadQuery,
): Promise<Response> {
  const { session, table, options } = await openCollection(context, settings)
  // A singleton is refused as any creation is.
  if (table.traits.singleton === true) return createItems(context, settings)
  const form = readCreateForm(await bodyOf(context, settings))
  const items = form.kind === 'many' ? form.items : [form.item]
  const answer = await session.transaction(
    (inner) => writeItems(inner, table, items, by, shape, form.kind),
    options,
  )
  return answer === null ? respondNothing(context) : respondData(context, answer.data, answer.meta)
}

async function writeItems(
  session: Session,
  table: Table,
  items: readonly Row[],
  by: string,
  shape: ReadQuery,
  kind: 'one' | 'many',
): Promise<Answer | null> {
  const upserted = await session.upsert(table.id, items, identityOf(table, by))
  const keys = upserted.map(({ key }) => key)
  const rows = await session.readBack(table.id, keys, shape)
  const data = rows === null || kind === 'many' ? rows : onlyElement(rows)
  return data === null ? null : { data, meta: await metaOf(session, table, upserted) }
}

/** `key`, the name of a unique constraint, or columns. */
function identityOf(table: Table, by: string): UpsertOptions {
  if (by === 'key') return {}
  if (table.uniques.some(({ name }) => name === by)) return { by }
  return { by: readList('upsert', by) ?? [] }
}

/** A key may belong to a row that its writer may not see, or be a field that is kept from them. */
async function metaOf(
  session: Session,
  table: Table,
  upserted: readonly Upserted[],
): Promise<UpsertMeta> {
  const all = upserted.map(({ key }) => key)
  const seen = await session.readBack(table.id, all, { fields: table.primaryKey })
  const rows = JSON.parse(seen ?? '[]') as readonly Row[]
  const visible = new Set(rows.map((row) => formatKey(table, row)))
  const keysOf = (inserted: boolean) =>
    upserted
      .filter((each) => each.inserted === inserted && visible.has(formatKey(table, each.key)))
      .map(({ key }) => wireKey(table, key))
  return { inserted: keysOf(true), updated: keysOf(false) }
}

/** A single column's value as it is, several as one text. */
function wireKey(table: Table, key: Upserted['key']): KeyValue {
  const [name = ''] = table.primaryKey
  return table.primaryKey.length === 1 ? (key[name] ?? '') : formatKey(table, key)
}
