import { randomBytes } from 'node:crypto'
import {
  builtFolder,
  type BuiltPage,
  listPageMethods,
  notBuilt,
  type PageContext,
  pageHeaders,
  readBuiltPage,
  sendBuiltFile,
} from './built-page.js'
import type { Routes } from './routes.js'

/** Where people work. */
export const studioPath = '/admin'

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
  folder: string = builtFolder('studio'),
): void {
  for (const path of [`${studioPath}/*`, `${studioPath}/assets/:file`]) listPageMethods(app, path)
  const studio: BuiltPage = { folder, path: studioPath, publicUrl }
  app.get(`${studioPath}/assets/:file`, (context) => sendBuiltFile(context, studio))
  app.get(`${studioPath}/*`, (context) => sendPage(context, studio))
}

/** Stands in the built page wherever a nonce belongs. */
const NONCE = /relvar-nonce/g

/** Nothing but its own files runs, and styles that it makes itself bear the nonce of this one answer. */
async function sendPage(context: PageContext, studio: BuiltPage): Promise<Response> {
  const page = await readBuiltPage(studio)
  if (page === null) return context.html(notBuilt('The Studio'), 503, pageHeaders(context))
  const nonce = randomBytes(16).toString('base64')
  return context.html(page.replace(NONCE, nonce), 200, {
    ...pageHeaders(context),
    'Cache-Control': 'no-store',
    'Content-Security-Policy': [
      "default-src 'none'; script-src 'self'; font-src 'self'; connect-src 'self'",
      `style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:`,
      "form-action 'self'; base-uri 'self'; frame-ancestors 'none'",
    ].join('; '),
    'Referrer-Policy': 'same-origin',
  })
}
