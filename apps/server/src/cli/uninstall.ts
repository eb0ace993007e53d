import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { connect } from '@relvar/schema-introspect'
import { findSystem, removeSystem, type SystemOptions } from '@relvar/system'
import { readConfig, type Config } from '../config/config.js'
import { type OwnPlace, ownPlaceOf } from '../database/databases.js'
import { createLogger } from '../log/logger.js'
import { maskUrl } from '../log/mask.js'
import { createProduct } from '../product/product.js'
import { sampleUrl } from './sample-url.js'
import { UsageError } from './usage-error.js'

/**
 * `relvar uninstall`: takes Relvar's own tables away, and the file they lie in where they have one.
 * Without `--yes` it only says what would go.
 *
 * @throws UsageError without `--yes`
 */
export async function uninstallCommand(confirmed: boolean): Promise<void> {
  const config = readConfig()
  const place = ownPlaceOf(config, config.databaseUrl ?? sampleUrl)
  if (place.file !== null && !existsSync(place.file)) return say(nothingIn(place))
  const db = await connect(place.url, { ...place.connect, maxConnections: 2 })
  try {
    const options = { ...place.options, db, modules: await modulesOf(config) }
    const found = await findSystem(options)
    if (found === null) return say(nothingIn(place))
    const tables = `${found.tables.length} tables in "${found.namespace}" of ${maskUrl(place.url)}`
    say(`Relvar's own ${tables}: users, rights, settings, history and all else that it keeps.`)
    if (place.file !== null) say(`They lie in ${place.file}, which goes with them.`)
    if (!confirmed)
      throw new UsageError(
        'nothing was removed yet. Stop all servers that use these tables, then: relvar uninstall --yes',
      )
    await removeSystem(options)
  } finally {
    await db.destroy()
  }
  if (place.file !== null) removeFile(place.file)
  say('They are removed. Your own tables are as they were.')
}

/** What the product is made of; it is not opened, so nothing is signed with this secret. */
async function modulesOf(config: Config): Promise<SystemOptions['modules']> {
  const logger = createLogger({ level: 'warn', style: 'pretty', secrets: config.secrets })
  const secret = { text: randomBytes(32).toString('hex'), origin: 'setting' } as const
  return (await createProduct({ config, secret, setupToken: '', logger })).modules
}

function removeFile(path: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(path + suffix, { force: true })
}

function nothingIn({ url }: OwnPlace): string {
  return `There is nothing of Relvar's at ${maskUrl(url)}.`
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
