import { randomBytes } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commonHeaders } from '@relvar/rest'
import type { Context } from 'hono'
import type { Bindings, Routes } from './routes.js'

/** Where people work. */
export const studioPath = '/admin'

/** The build puts the Studio here; seen from `src` and from `dist` alike. */
const builtStudio = fileURLToPath(new URL('../../dist/studio/', import.meta.url))

type StudioContext = Context<{ Bindings: Bindings }>

/** The Studio as it was built, read once: the page, and the names of its files. */
interface Studio {
  readonly folder: string
  readonly page: string
  /** Relative to the folder. */
  readonly files: ReadonlySet<string>
}

/**
 * Serves the Studio under `/admin`: its files, which may be kept for ever since their names change with
 * what is in them, and for every other path its page, which finds out itself what to show.
 *
 * @param publicUrl as clients know the server, where that is another address than its own
 * @param folder where the Studio was built
 */
export function addStudio(
  app: Routes,
  publicUrl: string | null,
  folder: string = builtStudio,
): void {
  for (const path of [`${studioPath}/*`, `${studioPath}/assets/:file`]) listMethods(app, path)
  const studio = readStudio(folder, publicUrl)
  if (studio === null) {
    app.get(`${studioPath}/*`, (context) => context.html(NOT_BUILT, 503, headersOf(context)))
    return
  }
  app.get(`${studioPath}/assets/:file`, (context) => sendFile(context, studio))
  app.get(`${studioPath}/*`, (context) => sendPage(context, studio))
}

/** Answers OPTIONS as the routes of the API do. */
function listMethods(app: Routes, path: string): void {
  app.options(path, (context) =>
    context.text('GET,HEAD', 200, { ...headersOf(context), Allow: 'GET,HEAD' }),
  )
}

function readStudio(folder: string, publicUrl: string | null): Studio | null {
  const page = join(folder, 'index.html')
  if (!existsSync(page)) return null
  const base = `${publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/$/, '')}${studioPath}/`
  return {
    folder,
    page: readFileSync(page, 'utf8').replace('<base href="/admin/"', `<base href="${base}"`),
    files: new Set(globSync('assets/*', { cwd: folder })),
  }
}

/** Stands in the built page wherever a nonce belongs. */
const NONCE = /relvar-nonce/g

/** Nothing but its own files runs, and styles that it makes itself bear the nonce of this one answer. */
function sendPage(context: StudioContext, { page }: Studio): Response {
  const nonce = randomBytes(16).toString('base64')
  return context.html(page.replace(NONCE, nonce), 200, {
    ...headersOf(context),
    'Cache-Control': 'no-store',
    'Content-Security-Policy': [
      "default-src 'none'; script-src 'self'; font-src 'self'; connect-src 'self'",
      `style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:`,
      "form-action 'self'; base-uri 'self'; frame-ancestors 'none'",
    ].join('; '),
    'Referrer-Policy': 'same-origin',
  })
}

/** Compressed as the client takes it; the build has made both forms. */
async function sendFile(context: StudioContext, { folder, files }: Studio): Promise<Response> {
  const name = `assets/${context.req.param('file')}`
  if (!files.has(name)) return context.notFound()
  const accepted = context.req.header('Accept-Encoding') ?? ''
  const encoding = ENCODINGS.find(
    ([word, ending]) => accepted.includes(word) && files.has(name + ending),
  )
  const [word, ending] = encoding ?? [null, '']
  return context.body(await readFile(join(folder, name + ending)), 200, {
    ...headersOf(context),
    'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
    ...(word !== null && { 'Content-Encoding': word }),
  })
}

const ENCODINGS: readonly (readonly [word: string, ending: string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
]

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

function headersOf(context: StudioContext): Readonly<Record<string, string>> {
  return { ...commonHeaders, 'X-Request-Id': context.env.requestId }
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The Studio is not built</title>
<h1>The Studio is not built</h1>
<p>The server runs and its API answers, but the pages that belong here are missing.
In a clone, <code>pnpm build</code> makes them; <code>npm start</code> does so by itself. Then start the server again.</p>
<p><a href="../server/specs/reference">The reference of the API</a> works without them.</p>
</html>
`
