import type { Session } from '@relvar/query-engine'
import type { Table } from '@relvar/schema-introspect/model'
import type { Context } from 'hono'
import type { RestSettings } from '../options.js'
import type { ReadRequest } from '../parse/read-request.js'
import { readBody } from '../request/body.js'
import { findSystemTable, findTable } from '../request/target.js'
import { rawSearch, rawSegments } from '../request/url.js'

/** A request to a collection, as far as all of them are alike. */
export interface CollectionCall {
  readonly session: Session
  readonly table: Table
  /** Ends the statement when the client goes away. */
  readonly signal: AbortSignal
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

async function open(
  context: Context,
  settings: RestSettings,
  [segment = '']: readonly string[],
): Promise<CollectionCall> {
  const session = await settings.session(context)
  const signal = settings.signal(context)
  const find = (): Table => tableOf(session, settings, segment)
  try {
    return { session, table: find(), signal }
  } catch (error) {
    // Rights to it may have been given a moment ago.
    if (!(await session.renew({ signal }))) throw error
    return { session, table: find(), signal }
  }
}

function tableOf(
  session: Session,
  { collection, systemPrefix }: RestSettings,
  segment: string,
): Table {
  return collection === undefined
    ? findTable(session, segment, systemPrefix)
    : findSystemTable(session, collection)
}

/** What the query string asks for. Clients repeat themselves, so short ones are read once. */
export function requestOf(context: Context, settings: RestSettings): ReadRequest {
  return settings.readRequests.get(rawSearch(context.req.url))
}

export function bodyOf(context: Context, settings: RestSettings): Promise<object | undefined> {
  const { limits, body } = settings
  return readBody(context.req.raw, limits.maxPayloadSize, body?.(context))
}
