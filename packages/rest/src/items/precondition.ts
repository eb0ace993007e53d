import type { Session } from '@relvar/query-engine'
import { InvalidQueryError } from '@relvar/query-engine'
import type { Key, ReadQuery } from '@relvar/query-engine/query'
import type { Table } from '@relvar/schema-introspect/model'
import type { Context } from 'hono'
import { PreconditionFailedError } from '../errors/rest-error.js'
import type { RestSettings } from '../options.js'
import { shapeOf } from '../parse/read-request.js'
import { readItem as readItemBody } from '../request/forms.js'
import { matchesStrongTag } from '../respond/etag.js'
import { itemTag, respondItem, respondNothing } from '../respond/respond.js'
import type { Handler } from '../route.js'
import { bodyOf, keyOf, openItem, requestOf } from './call.js'
import { onlyElement } from './json-array.js'
import { deleteItem, updateItem } from './write.js'

function hasPrecondition(context: Context): boolean {
  return context.req.header('If-Match') !== undefined
}

/**
 * A write of several items, which have no tag together.
 *
 * @throws InvalidQueryError where `If-Match` asks for what would not be looked after
 */
export function unconditional(handler: Handler): Handler {
  return (context, settings) => {
    if (!hasPrecondition(context)) return handler(context, settings)
    throw new InvalidQueryError('"If-Match" is understood where one item is changed or deleted.')
  }
}

/** `PATCH /items/:collection/:key`, with `If-Match` or without. */
export function patchItem(context: Context, settings: RestSettings): Response | Promise<Response> {
  return hasPrecondition(context)
    ? updateMatching(context, settings)
    : updateItem(context, settings)
}

/** `DELETE /items/:collection/:key`, with `If-Match` or without. */
export function removeItem(context: Context, settings: RestSettings): Response | Promise<Response> {
  return hasPrecondition(context)
    ? deleteMatching(context, settings)
    : deleteItem(context, settings)
}

async function updateMatching(context: Context, settings: RestSettings): Promise<Response> {
  const shape = shapeOf(requestOf(context, settings).query)
  const call = await openItem(context, settings)
  const { session, table, options } = call
  // A singleton is refused as without the header.
  if (table.traits.singleton === true) return updateItem(context, settings)
  const key = await keyOf(call)
  const data = readItemBody((await bodyOf(context, settings)) ?? {})
  const item = await session.transaction(async (inner) => {
    await assertMatch(context, inner, table, key, shape, 'update')
    const written = await inner.updateJson(table.id, { keys: [key] }, data, shape)
    return written === null ? null : onlyElement(written)
  }, options)
  return item === null ? respondNothing(context) : respondItem(context, item)
}

async function deleteMatching(context: Context, settings: RestSettings): Promise<Response> {
  const shape = shapeOf(requestOf(context, settings).query)
  const call = await openItem(context, settings)
  const { session, table, options } = call
  const key = await keyOf(call)
  await session.transaction(async (inner) => {
    await assertMatch(context, inner, table, key, shape, 'delete')
    await inner.delete(table.id, { keys: [key] })
  }, options)
  return respondNothing(context)
}

/**
 * Looks at the item as a GET with the same query string would answer it, and keeps others from
 * changing its row until the write is done.
 *
 * @throws PreconditionFailedError
 */
async function assertMatch(
  context: Context,
  session: Session,
  table: Table,
  key: Key,
  shape: ReadQuery,
  action: 'update' | 'delete',
): Promise<void> {
  await session.lock(table.id, [key], action)
  const { data } = await session.readJson(table.id, shape, { keys: [key] })
  const item = onlyElement(data)
  const tag = item === null ? null : itemTag(item)
  if (!matchesStrongTag(context.req.header('If-Match') ?? '', tag)) {
    throw new PreconditionFailedError()
  }
}
