/**
 * The server as it stands before requests, with everybody allowed everything and no books kept: what
 * the engine and the HTTP layer take, to be compared with hand-written handlers, which know no rights
 * either. Everything but the product is the server's own.
 */
import { limitYoungGeneration } from '../apps/server/dist/memory/young-generation.js'

// As the product does it: before the other modules are loaded.
limitYoungGeneration()
const { createServer } = await import('node:http')
const { getRequestListener } = await import('@hono/node-server')
const { allowAll, createEngine } = await import('@relvar/query-engine')
const { watchSchema } = await import('@relvar/schema-introspect')
const { createLogger, readConfig } = await import('relvar')
const { engineLimits } = await import('../apps/server/dist/config/engine-limits.js')
const { serveDatabase } = await import('../apps/server/dist/database/served-database.js')
const { createApp } = await import('../apps/server/dist/http/app.js')
const { listen } = await import('../apps/server/dist/http/listen.js')
const { limitHeapGrowth } = await import('../apps/server/dist/memory/heap-growth.js')

limitHeapGrowth()
const config = readConfig()
const logger = createLogger({ level: config.LOG_LEVEL, style: 'raw', secrets: config.secrets })
const operator = Object.freeze({ id: null, admin: true, app: true })
let engine

const product = {
  modules: [],
  auth: {
    remembered: () => operator,
    authenticate: () => Promise.resolve(operator),
    errorHeaders: () => ({}),
  },
  door: { as: () => engine.as(operator) },
  async open({ user: db }) {
    const schema = await watchSchema(db, { interval: config.DB_SCHEMA_INTERVAL })
    engine = createEngine({ db, schema, policy: allowAll, limits: engineLimits(config) })
    return { refresh: () => schema.refresh(), close: () => schema.close() }
  },
}

const database = await serveDatabase(config.databaseUrl, product, config, logger)
await database.reached
const app = createApp({ config, database, product, logger, gauge: null })
const listener = getRequestListener((request, bindings) => app.fetch(request, bindings))
const server = createServer((request, answer) => void listener(request, answer))
await listen(server, config)

process.once('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  void database.close().then(() => process.exit(0))
})
