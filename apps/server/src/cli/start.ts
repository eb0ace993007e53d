import { readConfig } from '../config/config.js'
import { createLogger } from '../log/logger.js'
import { createSampleShop } from '../sample/sample-shop.js'
import { startServer, type RunningServer } from '../server.js'
import { explainDatabaseError } from './database-errors.js'
import { stopOnSignals } from './signals.js'
import { welcome } from './welcome.js'

/** Where the sample shop lies, below the working directory. */
const samplePath = 'data/relvar-sample.sqlite'

/** `relvar start`: serves until it is told to stop. */
export async function startCommand(): Promise<void> {
  const config = readConfig()
  const style = config.LOG_STYLE ?? (process.stdout.isTTY ? 'pretty' : 'raw')
  const logger = createLogger({ level: config.LOG_LEVEL, style, secrets: config.secrets })
  if (config.unknown.length > 0)
    logger.warn(
      { names: config.unknown },
      'The configuration file sets names that Relvar does not know.',
    )

  const databaseUrl = config.databaseUrl ?? sampleUrl()
  const server = await start({ config, databaseUrl, logger })
  const signals = stopOnSignals(server, logger)
  try {
    const schema = await server.reached
    logger.info(welcome({ schema, address: server.address, config, databaseUrl }))
    await signals.stopped
  } catch (error) {
    if (signals.received) return signals.stopped
    await server.stop()
    throw explainDatabaseError(error)
  }
}

async function start(options: Parameters<typeof startServer>[0]): Promise<RunningServer> {
  try {
    return await startServer(options)
  } catch (error) {
    throw explainDatabaseError(error)
  }
}

function sampleUrl(): string {
  createSampleShop(samplePath)
  return `sqlite:${samplePath}`
}
