import type { Logger } from 'pino'
import { readConfig, type Config } from '../config/config.js'
import { createLogger } from '../log/logger.js'
import { createSampleShop } from '../sample/sample-shop.js'
import { limitHeapGrowth } from '../memory/heap-growth.js'
import type { OpenProduct } from '../product/product.js'
import { startServer, type RunningServer } from '../server.js'
import { explainDatabaseError } from './database-errors.js'
import { samplePath, sampleUrl } from './sample-url.js'
import { stopOnSignals } from './signals.js'
import { formatWelcome, welcome } from './welcome.js'

/** A database that takes longer than this to answer is waited for visibly. */
const patience = 500

/** `relvar start`: serves until it is told to stop. Returns when the database has been reached. */
export async function startCommand(): Promise<void> {
  limitHeapGrowth()
  const config = readConfig()
  const style = config.LOG_STYLE ?? (process.stdout.isTTY ? 'pretty' : 'raw')
  const logger = createLogger({ level: config.LOG_LEVEL, style, secrets: config.secrets })
  warnOfUnknown(config, logger)

  const databaseUrl = config.databaseUrl ?? makeSample()
  const server = await start({ config, databaseUrl, logger })
  const signals = stopOnSignals(server, logger)
  try {
    const open = await reachVisibly(server, logger)
    const { title, facts } = welcome({ open, address: server.address, config, databaseUrl })
    if (style === 'raw') logger.info(facts, title)
    else logger.info(formatWelcome(title, facts))
  } catch (error) {
    // The signal's own way ends the process.
    if (signals.received) return
    await server.stop()
    throw explainDatabaseError(error)
  }
}

function warnOfUnknown({ unknown, misspelt }: Config, logger: Logger): void {
  for (const { name, meant } of misspelt)
    logger.warn(`Nobody reads the setting ${name}: did you mean ${meant}?`)
  const text = 'The configuration file sets names that Relvar does not know.'
  if (unknown.length > 0) logger.warn({ names: unknown }, text)
}

async function reachVisibly(
  { address, reached }: RunningServer,
  logger: Logger,
): Promise<OpenProduct> {
  const text =
    'Listening, and waiting for the database. Until it answers, items are answered with 503.'
  const timer = setTimeout(() => logger.info({ address }, text), patience)
  try {
    return await reached
  } finally {
    clearTimeout(timer)
  }
}

async function start(options: Parameters<typeof startServer>[0]): Promise<RunningServer> {
  try {
    return await startServer(options)
  } catch (error) {
    throw explainDatabaseError(error)
  }
}

function makeSample(): string {
  createSampleShop(samplePath)
  return sampleUrl
}
