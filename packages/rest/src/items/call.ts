import type { CallOptions, Session } from '@relvar/query-engine'
import type { Key } from '@relvar/query-engine/query'
import type { Table } from '@relvar/schema-introspect/model'
import type { Context } from 'hono'
import type { RestSettings } from '../options.js'
import type { ReadRequest } from '../parse/read-request.js'
import { readBody } from '../request/body.js'
import { findKey, tableById, findTable } from '../request/target.js'
import { rawSearch, rawSegments } from '../request/url.js'
import { markOf } from '../respond/server-timing.js'

/** A request to a collection, as far as all of them are alike. */
export interface CollectionCall {
  readonly session: Session
  readonly table: Table
  /** Ends the statement when the client goes away, and takes its time where that is wanted. */
  readonly options: CallOptions
}

/** A request to one item. */
export interface ItemCall extends CollectionCall {
  /** The key as the path has it, still percent-encoded. */
  readonly segment: string
}

export async function openCollection(
  context: Context,
  settings: RestSettings,
): Promise<CollectionCall> {
  return open(context, settings, rawSegments(context.req.url, 1))
}

export async function openItem(context: Context, settings: RestSettings): Promise<ItemCall> {
  const segments = rawSegments(context.req.url, 2)
  return { ...(await open(context, settings, segments)), segment: segments[1] ?? '' }
}

/** The key that the path names, of the table as the actor sees it now. */
export async function keyOf({ session, table, options, segment }: ItemCall): Promise<Key> {
  try {
    return findKey(table, segment)
  } catch (error) {
    if (!(await session.renew(options))) throw error
    return findKey(tableById(session, table.id), segment)
  }
}

async function open(
  context: Context,
  settings: RestSettings,
  [segment = '']: readonly string[],
): Promise<CollectionCall> {
  const onStage = markOf(context)
  const opening = settings.sessionForStatement(context)
  const session = opening instanceof Promise ? await opening : opening
  onStage?.('auth')
  const options: CallOptions = { signal: settings.signal(context), ...(onStage && { onStage }) }
  const find = (): Table => tableOf(session, settings, segment)
  try {
    return { session, table: find(), options }
  } catch (error) {
    // Rights to it may have been given a moment ago.
    if (!(await session.renew(options))) throw error
    return { session, table: find(), options }
  }
}

function tableOf(
  session: Session,
  { collection, systemPrefix }: RestSettings,
  segment: string,
): Table {
  return collection === undefined
    ? findTable(session, segment, systemPrefix)
    : tableById(session, collection)
}

/** What the query string asks for. Clients repeat themselves, so short ones are read once. */
export function requestOf(context: Context, settings: RestSettings): ReadRequest {
  const request = settings.readRequests.get(rawSearch(context.req.url))
  markOf(context)?.('parse')
  return request
}

export async function bodyOf(
  context: Context,
  settings: RestSettings,
): Promise<object | undefined> {
  const { limits, body } = settings
  const read = await readBody(context.req.raw, limits.maxPayloadSize, body?.(context))
  markOf(context)?.('parse')
  return read
}
