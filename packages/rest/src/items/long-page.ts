import type { PageMeta } from '@relvar/query-engine/query'
import type { Context } from 'hono'
import type { FileFormat } from '../export/file-format.js'
import { toFileStream } from '../export/file-stream.js'
import type { RestSettings } from '../options.js'
import type { SearchForm } from '../request/forms.js'
import { requestIdOf } from '../request/request-id.js'
import { successHeaders } from '../respond/headers.js'
import { envelopeEnd, respondData, withRequestId } from '../respond/respond.js'
import type { CollectionCall } from './call.js'

/** Rows from which a page may be too long to be held whole. */
const LONG = 1_000

/** Characters that are held, so that the answer can have a tag; what is longer is sent as it comes. */
const HELD = 1024 * 1024

/** The envelope around rows that are JSON text already. */
function envelope(meta: PageMeta): FileFormat<string> {
  return {
    mediaType: 'application/json',
    extension: 'json',
    start: '{"data":[',
    row: (text, isFirst) => (isFirst ? text : `,${text}`),
    end: () => `]${envelopeEnd(meta)}`,
  }
}

/**
 * Whether a read may answer more rows than should be held in memory at one time. Rows before a cursor
 * are read backwards, and cursors are made of the rows of a whole page, so that these come as a whole only.
 */
export function isLong({ query, meta }: SearchForm): boolean {
  const { limit = 0, before } = query
  return before === undefined && !meta.includes('cursors') && (limit === -1 || limit > LONG)
}

/**
 * Answers a page that may be long. One that turns out short is answered as any other; of a long one
 * the rows are sent as they come from the database, in constant memory and without a tag. Where they
 * break off the connection breaks too, so that the answer never looks whole.
 */
export async function respondLongPage(
  context: Context,
  call: CollectionCall,
  request: SearchForm,
  settings: RestSettings,
): Promise<Response> {
  const meta = await readMeta(call, request)
  const stream = call.session.streamJson(call.table.id, request.query, call.options)
  const rows = stream[Symbol.asyncIterator]()
  const held = await hold(rows)
  if (held.whole) return respondData(context, `[${held.texts.join(',')}]`, meta)
  const format = envelope(meta)
  const headers = withRequestId(context, {
    ...successHeaders,
    'Content-Type': `${format.mediaType}; charset=utf-8`,
  })
  if (context.req.method === 'HEAD') {
    await rows.return?.()
    return context.body(null, 200, headers)
  }
  const requestId = requestIdOf(context)
  const all = joined(held.texts, rows)
  const body = toFileStream(format, await all.next(), all, (error) =>
    settings.onError?.(error, requestId),
  )
  return context.body(body, 200, headers)
}

/** Before the rows, so that counts which fail are an error and no answer. */
async function readMeta(
  { session, table, options }: CollectionCall,
  { query, meta }: SearchForm,
): Promise<PageMeta> {
  if (meta.length === 0) return {}
  return (await session.readJson(table.id, { ...query, limit: 0 }, { meta, ...options })).meta
}

/** The first rows; the database has answered by then, so that a query which fails is an error and no answer. */
async function hold(
  rows: AsyncIterator<string, void>,
): Promise<{ readonly texts: readonly string[]; readonly whole: boolean }> {
  const texts: string[] = []
  let length = 0
  while (length < HELD) {
    const next = await rows.next()
    if (next.done === true) return { texts, whole: true }
    texts.push(next.value)
    length += next.value.length
  }
  return { texts, whole: false }
}

async function* joined(
  held: readonly string[],
  rows: AsyncIterator<string, void>,
): AsyncGenerator<string, void, undefined> {
  try {
    yield* held
    for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
      yield next.value
    }
  } finally {
    await rows.return?.()
  }
}
