/** Relvar side by side with handlers written by hand and with PostGraphile: `pnpm bench`. */
import { startServers } from '@relvar/test-databases/servers'
import { shopCases, type Contender } from './cases.js'
import { type Options, readOptions, type Vendor } from './options.js'
import type { Server } from './processes.js'

const options = readOptions(process.argv.slice(2))
await using stack = new AsyncDisposableStack()
stack.use(await startServers())
// Only now: the databases that can be used are made from the servers that run.
const { createShop } = await import('./shop.js')
const { compare } = await import('./compare.js')
const { compareChinook } = await import('./chinook.js')
const { measureSize } = await import('./size.js')
const { measureMemory } = await import('./memory.js')
const { startHandwritten, startPostgraphile, startRelvar } = await import('./servers.js')

if (options.parts.includes('cases'))
  for (const vendor of options.vendors) await compareShop(vendor, options)
if (options.parts.includes('chinook') && options.vendors.includes('postgres'))
  await compareChinook(options)
if (options.parts.includes('size')) await measureSize(options)
if (options.parts.includes('memory')) await measureMemory(options)

async function compareShop(vendor: Vendor, { scale }: Options): Promise<void> {
  await using shop = await createShop(vendor, scale)
  await using running = new AsyncDisposableStack()
  const servers = new Map<Contender, Server>()
  servers.set('relvar', running.use(await startRelvar(shop.url)))
  servers.set('handwritten', running.use(await startHandwritten(vendor, shop.url)))
  if (vendor === 'postgres')
    servers.set('postgraphile', running.use(await startPostgraphile(shop.url)))
  await compare(`The shop at scale ${scale} on ${vendor}`, shopCases, servers, options)
}
