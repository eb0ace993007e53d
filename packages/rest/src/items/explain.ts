import { ForbiddenError, InvalidQueryError } from '@relvar/query-engine'
import type { ReadOptions } from '@relvar/query-engine'
import type { ReadQuery } from '@relvar/query-engine/query'
import type { Context } from 'hono'
import type { RestSettings } from '../options.js'
import type { ReadRequest } from '../parse/read-request.js'
import { shapeOf } from '../parse/read-request.js'
import type { SearchForm } from '../request/forms.js'
import { readSearchForm } from '../request/forms.js'
import { respondData } from '../respond/respond.js'
import type { Handler } from '../route.js'
import type { CollectionCall } from './call.js'
import { bodyOf, keyOf, openCollection, openItem, requestOf } from './call.js'

/** A read, as far as the engine is concerned. */
interface Read {
  readonly call: CollectionCall
  readonly query: ReadQuery
  readonly options: ReadOptions
}

type ReadOf = (context: Context, settings: RestSettings) => Promise<Read>

type ReadHandler = (
  context: Context,
  settings: RestSettings,
  request: ReadRequest,
) => Promise<Response>

/** A read that answers how it would be answered where `?explain` asks for that. */
export function explainable(handler: ReadHandler, readOf: ReadOf): Handler {
  return (context, settings) => {
    const request = requestOf(context, settings)
    return request.explain === true
      ? explain(context, settings, readOf)
      : handler(context, settings, request)
  }
}

/**
 * A write, of which nothing is explained.
 *
 * @throws InvalidQueryError where it is asked for: to write instead would be a surprise
 */
export function unexplained(handler: Handler): Handler {
  return (context, settings) => {
    if (requestOf(context, settings).explain !== true) return handler(context, settings)
    throw new InvalidQueryError('"explain" is understood of reads only.')
  }
}

export async function listRead(context: Context, settings: RestSettings): Promise<Read> {
  return readOfForm(await openCollection(context, settings), requestOf(context, settings))
}

export async function searchRead(context: Context, settings: RestSettings): Promise<Read> {
  const form = readSearchForm(await bodyOf(context, settings))
  return readOfForm(await openCollection(context, settings), form)
}

export async function itemRead(context: Context, settings: RestSettings): Promise<Read> {
  const { query } = requestOf(context, settings)
  const call = await openItem(context, settings)
  return { call, query: shapeOf(query), options: { keys: [await keyOf(call)] } }
}

function readOfForm(call: CollectionCall, { query, keys, meta }: SearchForm): Read {
  const isSingleton = call.table.traits.singleton === true
  const options = { ...(keys !== undefined && { keys }), ...(meta.length > 0 && { meta }) }
  return { call, query: isSingleton ? { ...query, limit: 1 } : query, options }
}

/** @throws ForbiddenError for callers who may not know how their rights and tables look in SQL */
async function explain(
  context: Context,
  settings: RestSettings,
  readOf: ReadOf,
): Promise<Response> {
  const { call, query, options } = await readOf(context, settings)
  const { session, table } = call
  // Nothing is asked of the database that would tell.
  await session.renew(call.options)
  if (!settings.mayExplain(session)) throw new ForbiddenError('You may not have queries explained.')
  const { plan, sql, parameters, timings } = session.explain(table.id, query, options)
  const answer = { query, plan, sql, parameters: parameters.map(wireValue), timings }
  return respondData(context, JSON.stringify(answer))
}

/** A value as the driver is handed it, as far as JSON has words for it. */
function wireValue(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
}
