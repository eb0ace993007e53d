/** How each contender is started. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Vendor } from './options.js'
import { type Server, startServer } from './processes.js'
import { progress } from './report.js'

const relvarProgram = join(import.meta.dirname, 'open-relvar.mjs')

export function startRelvar(
  url: string,
  options: { readonly probe?: string; readonly nodeArgs?: readonly string[] } = {},
): Promise<Server> {
  return startServer({
    name: 'relvar',
    args: [...(options.nodeArgs ?? []), relvarProgram],
    env: { DATABASE_URL: url, LOG_LEVEL: 'warn' },
    // Where there is no file .env.
    folder: tmpdir(),
    probe: options.probe ?? '/items/customers/1',
  })
}

export function startHandwritten(vendor: Vendor, url: string): Promise<Server> {
  return startServer({
    name: 'handwritten',
    args: [join(import.meta.dirname, `handwritten/${vendor}.mjs`)],
    env: { DATABASE_URL: url },
    folder: import.meta.dirname,
    probe: '/customer?id=1',
  })
}

const versions = { postgraphile: '5.1.5', graphql: '16.11.0' }

/** PostGraphile brings 300 MB along, so it is installed when it is first measured, and kept. */
export function startPostgraphile(url: string): Promise<Server> {
  const folder = join(tmpdir(), `relvar-bench-postgraphile-${versions.postgraphile}`)
  if (!existsSync(join(folder, 'node_modules/postgraphile'))) {
    progress(`installing postgraphile ${versions.postgraphile} in ${folder}`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: versions }))
    execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' })
  }
  return startServer({
    name: 'postgraphile',
    args: [join(import.meta.dirname, 'postgraphile.mjs')],
    env: { DATABASE_URL: url, GRAPHILE_ENV: 'production', NODE_ENV: 'production' },
    folder,
    probe: `/graphql?query=${encodeURIComponent('{ __typename }')}`,
  })
}
