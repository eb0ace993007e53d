import type { Config } from '../config/config.js'
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

/** Where developers write queries; `/graphiql/system` is about our own tables. */
const graphiqlPath = '/graphiql'

/** Whether the page is served: in development, or where somebody says so. */
export function servesGraphiql({ GRAPHQL_ENABLED, GRAPHIQL_ENABLED, NODE_ENV }: Config): boolean {
  return GRAPHQL_ENABLED && (GRAPHIQL_ENABLED ?? NODE_ENV === 'development')
}

/**
 * Serves GraphiQL with all its files, from no other host.
 *
 * @param publicUrl as clients know the server, where that is another address than its own
 */
export function addGraphiql(app: Routes, publicUrl: string | null): void {
  const graphiql: BuiltPage = { folder: builtFolder('graphiql'), path: graphiqlPath, publicUrl }
  for (const path of [graphiqlPath, `${graphiqlPath}/system`]) {
    listPageMethods(app, path)
    app.get(path, (context) => sendPage(context, graphiql))
  }
  const files = `${graphiqlPath}/assets/:file`
  listPageMethods(app, files)
  app.get(files, (context) => sendBuiltFile(context, graphiql))
}

/** Its editor makes styles and workers of its own, and knows of no nonce. */
async function sendPage(context: PageContext, graphiql: BuiltPage): Promise<Response> {
  const page = await readBuiltPage(graphiql)
  if (page === null) return context.html(notBuilt('GraphiQL'), 503, pageHeaders(context))
  return context.html(page, 200, {
    ...pageHeaders(context),
    'Cache-Control': 'no-store',
    'Content-Security-Policy': [
      "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'",
      "style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:",
      "form-action 'none'; base-uri 'self'; frame-ancestors 'none'",
    ].join('; '),
    'Referrer-Policy': 'same-origin',
  })
}
