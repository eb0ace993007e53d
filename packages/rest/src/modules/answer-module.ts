import type { ModuleAnswer, ModuleFile, ModuleHandler, ModuleRequest } from '@relvar/query-engine'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { bodyOf, requestOf } from '../items/call.js'
import type { RestSettings } from '../options.js'
import { shapeOf } from '../parse/read-request.js'
import { readFile } from '../request/body.js'
import { attachment } from '../respond/attachment.js'
import { respondAnswer, respondNothing, respondText } from '../respond/respond.js'
import type { Handler, Method } from '../route.js'

/** Serves a module's handler: what it answers goes into the envelope of all answers. */
export function answerModule(handler: ModuleHandler): Handler {
  return async (context, settings) => {
    const answer = await handler(requestFor(context, settings))
    const response = envelope(context, answer)
    for (const [name, value] of answer.headers ?? []) response.headers.append(name, value)
    return response
  }
}

function envelope(context: Context, { data, file, more, status }: ModuleAnswer): Response {
  if (file !== undefined) return respondFile(context, file)
  if (data === undefined && more === undefined) return respondNothing(context, status)
  return respondAnswer(context, { data, ...more }, status)
}

function respondFile(context: Context, { name, mediaType, text }: ModuleFile): Response {
  const disposition = { 'Content-Disposition': attachment(name) }
  return respondText(context, text, `${mediaType}; charset=utf-8`, disposition)
}

function requestFor(context: Context, settings: RestSettings): ModuleRequest {
  const { req } = context
  return {
    session: async () => settings.session(context),
    method: (req.method === 'HEAD' ? 'GET' : req.method) as Method,
    url: new URL(req.url),
    headers: req.raw.headers,
    params: req.param() as Readonly<Record<string, string>>,
    get query() {
      return shapeOf(requestOf(context, settings).query)
    },
    body: () => bodyOf(context, settings),
    file: () => readFile(req.raw, settings.limits.maxPayloadSize, settings.body?.(context)),
    cookie: (name) => getCookie(context, name),
    ip: settings.address?.(context) ?? null,
    signal: settings.signal(context),
  }
}
