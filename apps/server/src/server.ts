import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { Logger } from 'pino'
import type { Config } from './config/config.js'
import { SECRET_PATH, secretOf } from './config/secret.js'
import { serveDatabase } from './database/served-database.js'
import { createApp } from './http/app.js'
import { answerClientErrors, answerMalformed } from './http/client-errors.js'
import { lastAnswersOf } from './http/last-answers.js'
import { listen } from './http/listen.js'
import { createPressureGauge } from './http/pressure.js'
import { endStalledAnswers } from './http/stalled.js'
import { createStopper } from './http/stop.js'
import { createProduct, type OpenProduct } from './product/product.js'

export interface ServerOptions {
  readonly config: Config
  /** The database to serve; `config.databaseUrl`, or that of the sample shop. */
  readonly databaseUrl: string
  readonly logger: Logger
}

/** A server that listens. */
export interface RunningServer {
  /** Where: `http://localhost:8055`, or the path of a Unix socket. */
  readonly address: string
  /** Every path that something answers: `/items/:collection`. */
  readonly paths: readonly string[]
  /** Settles when the database has been reached; until then items answer with 503. Fails where trying again is no use. */
  readonly reached: Promise<OpenProduct>
  /** Takes no new requests, lets running ones finish for a while and lets go of the database. */
  stop(): Promise<void>
}

/**
 * Starts the server: database, engine, API, listener. It listens before the database is there, so
 * that a database that comes up later is no reason to fail.
 *
 * @example
 * const server = await startServer({ config: readConfig(), databaseUrl: 'sqlite:shop.db', logger })
 * await server.reached
 * await server.stop()
 */
export async function startServer({
  config,
  databaseUrl,
  logger,
}: ServerOptions): Promise<RunningServer> {
  const secret = secretOf(config.SECRET)
  if (secret.origin === 'made') logger.info(`A secret was made and is kept in ${SECRET_PATH}.`)
  const setupToken = randomBytes(24).toString('base64url')
  const product = await createProduct({ config, secret, setupToken, logger })
  const database = await serveDatabase(databaseUrl, product, config, logger)
  const gauge = config.PRESSURE_LIMITER_ENABLED ? createPressureGauge(pressureLimits(config)) : null
  const app = createApp({ config, database, product, logger, gauge })
  const listener = getRequestListener(
    (request, bindings) => app.fetch(request, bindings as HttpBindings),
    {
      errorHandler: (error) => answerMalformed(error) ?? answerUnforeseen(error),
    },
  )
  const server = createServer(serverOptions(config), (request, answer) => {
    void listener(request, answer)
  })
  const answers = lastAnswersOf(server)
  answerClientErrors(server, answers, config.MAX_HEADER_SIZE)
  endStalledAnswers(server, answers, config.REQUEST_TIMEOUT)
  const stopServer = createStopper(server)

  /** The application answers all errors itself; what gets here is a bug in that. */
  function answerUnforeseen(error: unknown): Response {
    logger.error({ err: error }, 'A request failed.')
    return new Response(null, { status: 500 })
  }

  async function release(): Promise<void> {
    gauge?.stop()
    await database.close()
  }

  try {
    const address = await listen(server, config)
    return { address, paths: app.paths, reached: database.reached, stop }
  } catch (error) {
    await release()
    throw error
  }

  async function stop(): Promise<void> {
    const ended = await stopServer(config.SERVER_SHUTDOWN_TIMEOUT)
    if (ended > 0)
      logger.warn(
        { requests: ended },
        'Requests that did not finish within SERVER_SHUTDOWN_TIMEOUT were ended.',
      )
    await release()
  }
}

function pressureLimits(config: Config): Parameters<typeof createPressureGauge>[0] {
  return {
    utilization: config.PRESSURE_LIMITER_MAX_EVENT_LOOP_UTILIZATION,
    delay: config.PRESSURE_LIMITER_MAX_EVENT_LOOP_DELAY,
  }
}

function serverOptions(config: Config): object {
  return {
    maxHeaderSize: config.MAX_HEADER_SIZE,
    headersTimeout: config.REQUEST_TIMEOUT,
    requestTimeout: config.REQUEST_TIMEOUT,
    // How often Node looks for requests that take too long.
    connectionsCheckingInterval: Math.min(config.REQUEST_TIMEOUT, 1000),
  }
}
