import type { ReadOptions } from '@relvar/query-engine'
import type { KeyInput, Row } from '@relvar/query-engine/query'
import type { Context } from 'hono'
import type { CollectionCall } from '../items/call.js'
import type { RestSettings } from '../options.js'
import type { ExportFormat } from '../parse/export-format.js'
import type { ReadRequest } from '../parse/read-request.js'
import { requestIdOf } from '../request/request-id.js'
import { missingItem } from '../request/target.js'
import { attachment } from '../respond/attachment.js'
import { successHeaders } from '../respond/headers.js'
import { withRequestId } from '../respond/respond.js'
import { columnsOf } from './columns.js'
import { fileFormat } from './file-format.js'
import { toFileStream } from './file-stream.js'

/** A read whose answer is a file. */
interface ExportRequest extends ReadRequest {
  readonly keys?: readonly KeyInput[]
  /** One item was named: a file without it would be no answer. */
  readonly isItem?: true
}

/** Answers a read as a file, row by row as they come from the database. */
export async function respondExport(
  context: Context,
  call: CollectionCall,
  request: ExportRequest,
  format: ExportFormat,
  settings: RestSettings,
): Promise<Response> {
  // Names of columns come from what is known of the actor, and not from the statement.
  await call.session.renew(call.options)
  const { read } = call.session.resolve(call.table.id, request.query, keysOf(request))
  const file = fileFormat(format, columnsOf(read.selections))
  const rows = rowsOf(call, request)
  // The first row is awaited before the answer starts, so that a query which fails is an error and no file.
  const first = await rows.next()
  if (request.isItem === true && first.done === true) throw missingItem()
  const requestId = requestIdOf(context)
  const headers = withRequestId(context, {
    ...successHeaders,
    'Content-Type': `${file.mediaType}; charset=utf-8`,
    'Content-Disposition': attachment(
      `${call.table.id} ${timestamp(new Date())}.${file.extension}`,
    ),
  })
  if (context.req.method === 'HEAD') {
    await rows.return?.()
    return context.body(null, 200, headers)
  }
  return context.body(
    toFileStream(file, first, rows, (error) => settings.onError?.(error, requestId)),
    200,
    headers,
  )
}

/** With keys the rows are as few as their keys, and are read at once. */
async function* rowsOf(
  { session, table, options }: CollectionCall,
  request: ExportRequest,
): AsyncGenerator<Row, void, undefined> {
  const { query, keys } = request
  if (keys === undefined) yield* session.stream(table.id, query, options)
  else yield* await session.read(table.id, query, { ...keysOf(request), ...options })
}

function keysOf({ keys }: ExportRequest): ReadOptions {
  return keys === undefined ? {} : { keys }
}

/** `YYYYMMDD-HHMMSS`, in UTC. */
function timestamp(moment: Date): string {
  const digits = moment.toISOString().replace(/\D/g, '')
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}`
}
