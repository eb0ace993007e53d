/**
 * The server as it stands before requests, with everybody allowed everything and no books kept: what
 * the engine and the HTTP layer take, to be compared with hand-written handlers, which know no rights
 * either. Everything but the product is the server's own.
 */
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { allowAll, createEngine } from '@relvar/query-engine'
import { watchSchema } from '@relvar/schema-introspect'
import { createLogger, readConfig } from 'relvar'
import { engineLimits } from '../apps/server/dist/config/engine-limits.js'
import { serveDatabase } from '../apps/server/dist/database/served-database.js'
import { createApp } from '../apps/server/dist/http/app.js'
import { listen } from '../apps/server/dist/http/listen.js'
import { limitHeapGrowth } from '../apps/server/dist/memory/heap-growth.js'
import { limitYoungGeneration } from '../apps/server/dist/memory/young-generation.js'

limitYoungGeneration()
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
