import { existsSync, globSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commonHeaders } from '@relvar/rest'
import type { Context } from 'hono'
import { publicPathOf } from '../config/public-url.js'
import type { Bindings, Routes } from './routes.js'

export type PageContext = Context<{ Bindings: Bindings }>

/** A page with its files as it was built, read once: the page, and the names of its files. */
export interface BuiltPage {
  readonly folder: string
  readonly page: string
  /** Relative to the folder. */
  readonly files: ReadonlySet<string>
}

/** Where the build puts a page, seen from `src` and from `dist` alike. */
export function builtFolder(name: string): string {
  return fileURLToPath(new URL(`../../dist/${name}/`, import.meta.url))
}

/**
 * @param path where it stands, as the build took it to be
 * @param publicUrl as clients know the server, where that is another address than its own
 * @returns null where it is not built
 */
export function readBuiltPage(
  folder: string,
  path: string,
  publicUrl: string | null,
): BuiltPage | null {
  const page = join(folder, 'index.html')
  if (!existsSync(page)) return null
  return {
    folder,
    page: readFileSync(page, 'utf8').replace(
      `<base href="${path}/"`,
      `<base href="${publicPathOf(publicUrl)}${path}/"`,
    ),
    files: new Set(globSync('assets/*', { cwd: folder })),
  }
}

/** Answers OPTIONS as the routes of the API do. */
export function listPageMethods(app: Routes, path: string): void {
  app.options(path, (context) =>
    context.text('GET,HEAD', 200, { ...pageHeaders(context), Allow: 'GET,HEAD' }),
  )
}

/** Compressed as the client takes it, where the build has made both forms. */
export async function sendBuiltFile(
  context: PageContext,
  { folder, files }: BuiltPage,
): Promise<Response> {
  const name = `assets/${context.req.param('file')}`
  if (!files.has(name)) return context.notFound()
  const accepted = context.req.header('Accept-Encoding') ?? ''
  const encoding = ENCODINGS.find(
    ([word, ending]) => accepted.includes(word) && files.has(name + ending),
  )
  const [word, ending] = encoding ?? [null, '']
  return context.body(await readFile(join(folder, name + ending)), 200, {
    ...pageHeaders(context),
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
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
}

/** The headers of all that belongs to a page. */
export function pageHeaders(context: PageContext): Readonly<Record<string, string>> {
  return { ...commonHeaders, 'X-Request-Id': context.env.requestId }
}

/** What stands where a page would, and what to do about it. */
export function notBuilt(title: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title} is not built</title>
<h1>${title} is not built</h1>
<p>The server runs and its API answers, but the pages that belong here are missing.
In a clone, <code>pnpm build</code> makes them; <code>npm start</code> does so by itself. Then start the server again.</p>
<p><a href="../server/specs/reference">The reference of the API</a> works without them.</p>
</html>
`
}
