import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commonHeaders } from '@relvar/rest'
import type { Context } from 'hono'
import { publicPathOf } from '../config/public-url.js'
import type { Bindings, Routes } from './routes.js'

export type PageContext = Context<{ Bindings: Bindings }>

/** A page that the build makes, with its files. It is read when it is asked for, so it may be built anew meanwhile. */
export interface BuiltPage {
  readonly folder: string
  /** Where it stands, as the build took it to be. */
  readonly path: string
  /** As clients know the server, where that is another address than its own. */
  readonly publicUrl: string | null
}

/** Where the build puts a page, seen from `src` and from `dist` alike. */
export function builtFolder(name: string): string {
  return fileURLToPath(new URL(`../../dist/${name}/`, import.meta.url))
}

/** @returns the text of the page; null where it is not built */
export async function readBuiltPage({
  folder,
  path,
  publicUrl,
}: BuiltPage): Promise<string | null> {
  const page = await readIfThere(join(folder, 'index.html'))
  const base = `<base href="${publicPathOf(publicUrl)}${path}/"`
  return page === null
    ? null
    : new TextDecoder().decode(page).replace(`<base href="${path}/"`, base)
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
  { folder }: BuiltPage,
): Promise<Response> {
  const name = context.req.param('file') ?? ''
  if (!FILE_NAME.test(name)) return context.notFound()
  const accepted = context.req.header('Accept-Encoding') ?? ''
  for (const [word, ending] of FORMS) {
    if (word !== null && !accepted.includes(word)) continue
    const bytes = await readIfThere(join(folder, 'assets', name + ending))
    if (bytes === null) continue
    return context.body(bytes, 200, {
      ...pageHeaders(context),
      'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(word !== null && { 'Content-Encoding': word }),
    })
  }
  return context.notFound()
}

/** Leads nowhere but into the folder, and is no longer than a file's name may be with an ending. */
const FILE_NAME = /^(?=.{1,200}$)[\w-]+(\.[\w-]+)+$/

/** How a file may be sent, and the ending of what the build made for that; the file itself comes last. */
const FORMS: readonly (readonly [word: string | null, ending: string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
  [null, ''],
]

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

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
In a clone, <code>pnpm build</code> makes them; <code>npm start</code> does so by itself. Then load this page again.</p>
<p><a href="../server/specs/reference">The reference of the API</a> works without them.</p>
</html>
`
}
