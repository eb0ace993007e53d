import type { Row } from '@relvar/query-engine'
import type { Context } from 'hono'
import { respondExport } from '../export/respond-export.js'
import type { RestSettings } from '../options.js'
import type { ReadRequest } from '../parse/read-request.js'
import { shapeOf } from '../parse/read-request.js'
import type { SearchForm } from '../request/forms.js'
import { readSearchForm } from '../request/forms.js'
import { missingItem, tableById } from '../request/target.js'
import { respondData, respondItem } from '../respond/respond.js'
import type { CollectionCall } from './call.js'
import { bodyOf, keyOf, openCollection, openItem } from './call.js'
import { onlyElement } from './json-array.js'
import { isLong, respondLongPage } from './long-page.js'
import { readSingleton } from './singleton.js'

/** `GET /items/:collection` */
export async function readItems(
  context: Context,
  settings: RestSettings,
  request: ReadRequest,
): Promise<Response> {
  return answerRead(context, await openCollection(context, settings), request, settings)
}

/** `SEARCH /items/:collection`: a read whose query is the body. */
export async function searchItems(context: Context, settings: RestSettings): Promise<Response> {
  const request = readSearchForm(await bodyOf(context, settings))
  return answerRead(context, await openCollection(context, settings), request, settings)
}

/** `GET /items/:collection/:key` */
export async function readItem(
  context: Context,
  settings: RestSettings,
  request: ReadRequest,
): Promise<Response> {
  const call = await openItem(context, settings)
  const keys = [await keyOf(call)]
  const query = shapeOf(request.query)
  if (request.export !== null) {
    const file = { ...request, query, keys, isItem: true } as const
    return respondExport(context, call, file, request.export, settings)
  }
  const { data } = await call.session.readJson(call.table.id, query, { keys, ...call.options })
  const item = onlyElement(data)
  if (item === null) throw missingItem()
  return respondItem(context, item)
}

/** As an object or as a list, which is looked at again where the statement found that more is known by now. */
async function answerRead(
  context: Context,
  call: CollectionCall,
  request: SearchForm,
  settings: RestSettings,
): Promise<Response> {
  const { session, table } = call
  const { actor } = session
  const response = await answerOnce(context, call, request, settings)
  if (session.actor === actor) return response
  const now = tableById(session, table.id)
  if (now.traits.singleton === table.traits.singleton) return response
  return answerOnce(context, { ...call, table: now }, request, settings)
}

async function answerOnce(
  context: Context,
  call: CollectionCall,
  request: SearchForm,
  settings: RestSettings,
): Promise<Response> {
  if (request.export !== null)
    return respondExport(context, call, request, request.export, settings)
  if (call.table.traits.singleton === true)
    return respondData(context, await readSingleton(call, request.query))
  const { keys, meta, query } = request
  const implicit = implicitRows(call, query, settings)
  if (keys === undefined && implicit.length === 0 && isLong(request))
    return respondLongPage(context, call, request, settings)
  const page = await call.session.readJson(call.table.id, query, {
    ...(keys !== undefined && { keys }),
    ...(meta.length > 0 && { meta }),
    ...call.options,
  })
  return respondData(context, withRows(page.data, implicit), page.meta)
}

/** Groups have no rows of their own to stand beside. */
function implicitRows(
  { session }: CollectionCall,
  { aggregate, groupBy }: SearchForm['query'],
  { implicit }: RestSettings,
): readonly Row[] {
  return aggregate === undefined && groupBy === undefined ? (implicit?.(session.actor) ?? []) : []
}

/** @param text the JSON of an array */
function withRows(text: string, rows: readonly Row[]): string {
  if (rows.length === 0) return text
  const more = JSON.stringify(rows)
  return text === '[]' ? more : `${text.slice(0, -1)},${more.slice(1)}`
}
