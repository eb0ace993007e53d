import { writeSingleton } from '@relvar/query-engine'
import type { Context } from 'hono'
import { RouteNotFoundError } from '../errors/rest-error.js'
import type { RestSettings } from '../options.js'
import { shapeOf } from '../parse/read-request.js'
import {
  readCreateForm,
  readDeleteTarget,
  readItem as readItemBody,
  readUpdateForm,
} from '../request/forms.js'
import { tableById } from '../request/target.js'
import { rawSegments } from '../request/url.js'
import { respondData, respondItem, respondNothing } from '../respond/respond.js'
import type { CollectionCall } from './call.js'
import { bodyOf, keyOf, openCollection, openItem, requestOf } from './call.js'
import { onlyElement } from './json-array.js'

/** `POST /items/:collection` */
export async function createItems(context: Context, settings: RestSettings): Promise<Response> {
  const shape = shapeOf(requestOf(context, settings).query)
  const call = await openCollection(context, settings)
  if (call.table.traits.singleton === true) throw notForSingletons(context, 1)
  const form = readCreateForm(await bodyOf(context, settings))
  const { session, table, options } = call
  const items = form.kind === 'many' ? form.items : [form.item]
  const data = await session.createJson(table.id, items, shape, options)
  return answer(context, data, form.kind)
}

/** `PATCH /items/:collection` */
export async function updateItems(context: Context, settings: RestSettings): Promise<Response> {
  const shape = shapeOf(requestOf(context, settings).query)
  const call = await asItIsNow(await openCollection(context, settings))
  const body = await bodyOf(context, settings)
  if (call.table.traits.singleton === true) {
    return answer(
      context,
      await writeSingleton(call.session, call.table, readItemBody(body ?? {}), shape, call.options),
      'one',
    )
  }
  const form = readUpdateForm(body)
  const { session, table, options } = call
  const data = await (form.kind === 'each'
    ? session.updateEachJson(table.id, form.items, shape, options)
    : session.updateJson(table.id, form.target, form.data, shape, options))
  return answer(context, data, 'many')
}

/** What one row of a singleton is told would be wrong for a list that it has become. */
async function asItIsNow(call: CollectionCall): Promise<CollectionCall> {
  const { session, table, options } = call
  if (table.traits.singleton !== true || !(await session.renew(options))) return call
  return { ...call, table: tableById(session, table.id) }
}

/** `PATCH /items/:collection/:key` */
export async function updateItem(context: Context, settings: RestSettings): Promise<Response> {
  const shape = shapeOf(requestOf(context, settings).query)
  const call = await openItem(context, settings)
  if (call.table.traits.singleton === true) throw notForSingletons(context, 2)
  const key = await keyOf(call)
  const item = readItemBody((await bodyOf(context, settings)) ?? {})
  const { session, table, options } = call
  const data = await session.updateJson(table.id, { keys: [key] }, item, shape, options)
  const text = data === null ? null : onlyElement(data)
  return text === null ? respondNothing(context) : respondItem(context, text)
}

/** `DELETE /items/:collection` */
export async function deleteItems(context: Context, settings: RestSettings): Promise<Response> {
  const { session, table, options } = await openCollection(context, settings)
  const target = readDeleteTarget(await bodyOf(context, settings))
  await session.delete(table.id, target, options)
  return respondNothing(context)
}

/** `DELETE /items/:collection/:key` */
export async function deleteItem(context: Context, settings: RestSettings): Promise<Response> {
  const call = await openItem(context, settings)
  const { session, table, options } = call
  await session.delete(table.id, { keys: [await keyOf(call)] }, options)
  return respondNothing(context)
}

/** A list as it is, one item without the list around it; nothing where none of it may be read. */
function answer(context: Context, data: string | null, kind: 'one' | 'many'): Response {
  const text = data === null || kind === 'many' ? data : onlyElement(data)
  return text === null ? respondNothing(context) : respondData(context, text)
}

/** A singleton is read and patched as a whole; the wire's path here lacks `/items`. */
function notForSingletons(context: Context, segments: number): RouteNotFoundError {
  return new RouteNotFoundError(`/${rawSegments(context.req.url, segments).join('/')}`)
}
