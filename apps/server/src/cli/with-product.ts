import { randomBytes } from 'node:crypto'
import { readConfig } from '../config/config.js'
import { serveDatabase } from '../database/served-database.js'
import { createLogger } from '../log/logger.js'
import { createProduct, type Product } from '../product/product.js'
import { explainDatabaseError } from './database-errors.js'
import { sampleUrl } from './sample-url.js'

/**
 * Does something with users and rights of the database that the settings name, whether or not servers
 * run beside it; makes our tables where there are none yet. It answers no requests and does no jobs.
 *
 * @throws ConfigError for a database that cannot be reached: nobody is there to wait for it
 */
export async function withProduct<T>(work: (product: Product) => Promise<T>): Promise<T> {
  const config = readConfig()
  const logger = createLogger({ level: 'error', style: 'pretty', secrets: config.secrets })
  // Nothing is signed or sealed with it.
  const secret = { text: randomBytes(32).toString('hex'), origin: 'setting' } as const
  const product = await createProduct({ config, secret, setupToken: '', logger, works: false })
  const failed = new Error('The database could not be opened.')
  let failure: { readonly error: unknown } | undefined
  const open: Product['open'] = async (databases) => {
    try {
      return await product.open(databases)
    } catch (error) {
      failure = { error }
      // A cause that tells of a database that is away would be waited for.
      throw failed
    }
  }
  const url = config.databaseUrl ?? sampleUrl
  const database = await serveDatabase(url, { open }, config, logger)
  try {
    await database.reached
    return await work(product)
  } catch (error) {
    throw failure === undefined ? error : explainDatabaseError(failure.error)
  } finally {
    await database.close()
  }
}
