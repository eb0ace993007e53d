import type { Session } from '@relvar/query-engine'
import type { Key, ReadQuery, Row } from '@relvar/query-engine/query'
import type { Table } from '@relvar/schema-introspect/model'
import type { Context } from 'hono'
import { RouteNotFoundError } from '../errors/rest-error.js'
import type { RestSettings } from '../options.js'
import { shapeOf } from '../parse/read-request.js'
import type { CreateForm, UpdateForm } from '../request/forms.js'
import {
  readCreateForm,
  readDeleteTarget,
  readItem as readItemBody,
  readUpdateForm,
} from '../request/forms.js'
import { findKey } from '../request/target.js'
import { rawSegments } from '../request/url.js'
import { respondData, respondNothing } from '../respond/respond.js'
import type { CollectionCall } from './call.js'
import { bodyOf, openCollection, openItem, requestOf } from './call.js'
import type { ReadBack } from './read-back.js'
import { readBackMany, readBackOne } from './read-back.js'
import { writeSingleton } from './singleton.js'

/** `POST /items/:collection` */
export async function createItems(context: Context, settings: RestSettings): Promise<Response> {
  const shape = shapeOf(requestOf(context, settings).query)
  const call = await openCollection(context, settings)
  if (call.table.traits.singleton === true) throw notForSingletons(context, 1)
  const form = readCreateForm(await bodyOf(context, settings))
  return write(context, call, (session) => create(session, call.table, form, shape))
}

/** `PATCH /items/:collection` */
export async function updateItems(context: Context, settings: RestSettings): Promise<Response> {
  const shape = shapeOf(requestOf(context, settings).query)
  const call = await openCollection(context, settings)
  const body = await bodyOf(context, settings)
  if (call.table.traits.singleton === true) {
    const data = readItemBody(body ?? {})
    return write(context, call, (session) => updateSingleton(session, call.table, data, shape))
  }
  const form = readUpdateForm(body)
  return write(context, call, async (session) => {
    const keys = await update(session, call.table, form)
    return readBackMany(session, call.table, keys, shape)
  })
}

/** `PATCH /items/:collection/:key` */
export async function updateItem(context: Context, settings: RestSettings): Promise<Response> {
  const shape = shapeOf(requestOf(context, settings).query)
  const call = await openItem(context, settings)
  if (call.table.traits.singleton === true) throw notForSingletons(context, 2)
  const key = findKey(call.table, call.segment)
  const data = readItemBody((await bodyOf(context, settings)) ?? {})
  return write(context, call, async (session) => {
    const [written] = await session.update(call.table.id, { keys: [key] }, data)
    return written === undefined ? null : readBackOne(session, call.table, written, shape)
  })
}

/** `DELETE /items/:collection` */
export async function deleteItems(context: Context, settings: RestSettings): Promise<Response> {
  const { session, table, signal } = await openCollection(context, settings)
  const target = readDeleteTarget(await bodyOf(context, settings))
  await session.delete(table.id, target, { signal })
  return respondNothing(context)
}

/** `DELETE /items/:collection/:key` */
export async function deleteItem(context: Context, settings: RestSettings): Promise<Response> {
  const { session, table, signal, segment } = await openItem(context, settings)
  await session.delete(table.id, { keys: [findKey(table, segment)] }, { signal })
  return respondNothing(context)
}

/** Writes and reads back in one transaction. */
async function write(
  context: Context,
  call: CollectionCall,
  work: (session: Session) => Promise<ReadBack>,
): Promise<Response> {
  const data = await call.session.transaction(work, { signal: call.signal })
  return data === null ? respondNothing(context) : respondData(context, data)
}

async function create(
  session: Session,
  table: Table,
  form: CreateForm,
  shape: ReadQuery,
): Promise<ReadBack> {
  if (form.kind === 'many') {
    return readBackMany(session, table, await session.create(table.id, form.items), shape)
  }
  const [key] = await session.create(table.id, [form.item])
  return key === undefined ? null : readBackOne(session, table, key, shape)
}

function update(session: Session, table: Table, form: UpdateForm): Promise<readonly Key[]> {
  return form.kind === 'each'
    ? session.updateEach(table.id, form.items)
    : session.update(table.id, form.target, form.data)
}

async function updateSingleton(
  session: Session,
  table: Table,
  data: Row,
  shape: ReadQuery,
): Promise<ReadBack> {
  const key = await writeSingleton(session, table, data)
  return key === null ? null : readBackOne(session, table, key, shape)
}

/** A singleton is read and patched as a whole; the wire's path here lacks `/items`. */
function notForSingletons(context: Context, segments: number): RouteNotFoundError {
  return new RouteNotFoundError(`/${rawSegments(context.req.url, segments).join('/')}`)
}
