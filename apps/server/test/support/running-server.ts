import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runFolder } from '@relvar/test-databases'
import { readConfig } from '../../src/config/config.js'
import { createLogger } from '../../src/log/logger.js'
import { createSampleShop } from '../../src/sample/sample-shop.js'
import { fetchAsAdministrator, IDENTITY } from './administrator.js'
import { sampleShopOn } from './sample-shop-on.js'
import { startServer, type RunningServer } from '../../src/server.js'

/** A server in this process, on a database of its own. */
export interface TestServer extends AsyncDisposable, RunningServer {
  /** Everything logged so far. */
  readonly log: string
  /** The folder that the sample shop lies in. */
  readonly folder: string
  /** Asks as the administrator, unless there is an `Authorization` already; '' is nobody. */
  request(path: string, init?: RequestInit): Promise<Response>
  /** Reads JSON, and fails with the body where the status is not 200. */
  json(path: string, init?: RequestInit): Promise<unknown>
}

/**
 * Serves `DATABASE_URL` of the settings, or a fresh sample shop. Waits until the database is there, unless told not to.
 * The shop is a file of SQLite; `SAMPLE_SHOP=postgres pnpm test`, or mariadb, has it on a server.
 * `OWN_TABLES=apart pnpm test` serves them with our tables in a database of their own; tests whose servers share
 * one find it beside a file of SQLite, those that run the command line as well are for the other way.
 */
export async function serve(
  settings: Record<string, string> = {},
  { wait = true }: { readonly wait?: boolean } = {},
): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'relvar-server-'))
  writeFileSync(join(folder, '.env'), '')
  const config = readConfig({
    CONFIG_PATH: join(folder, '.env'),
    PORT: '0',
    ...IDENTITY,
    ...(process.env['OWN_TABLES'] === 'apart' && {
      METADATA_URL: apartFrom(settings['DATABASE_URL'], folder),
    }),
    ...settings,
  })
  const lines: string[] = []
  const logger = createLogger({
    level: config.LOG_LEVEL,
    style: 'raw',
    secrets: config.secrets,
    destination: { write: (line) => lines.push(line) },
  })
  const place = process.env['SAMPLE_SHOP'] ?? 'sqlite'
  const shop = config.databaseUrl === null && place !== 'sqlite' ? await sampleShopOn(place) : null
  const databaseUrl = config.databaseUrl ?? shop?.url ?? shopFile(folder)
  const server = await startServer({ config, databaseUrl, logger })
  if (wait) await server.reached

  const request = (path: string, init?: RequestInit): Promise<Response> =>
    fetchAsAdministrator(`${server.address}${path}`, init)
  return {
    ...server,
    folder,
    get log() {
      return lines.join('')
    },
    request,
    async json(path, init) {
      const response = await request(path, init)
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
      return response.json()
    },
    async [Symbol.asyncDispose]() {
      await server.stop()
      await shop?.[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true })
    },
  }
}

/** One that is made once in a run: that takes as long as all the rest of a server's start. */
function shopFile(folder: string): string {
  const kept = join(runFolder(), 'shop.sqlite')
  createSampleShop(kept)
  const path = join(folder, 'shop.sqlite')
  copyFileSync(kept, path)
  return `sqlite:${path}`
}

function apartFrom(databaseUrl: string | undefined, folder: string): string {
  const isFile = databaseUrl?.startsWith('sqlite:') === true
  return isFile ? `${databaseUrl}.own` : `sqlite:${join(folder, 'own.sqlite')}`
}
