/** Relvar side by side with handlers written by hand and with PostGraphile: `pnpm bench`. */
import { startServers } from '@relvar/test-databases/servers'
import { shopCases, type Contender } from './cases.js'
import { type Options, readOptions, type Vendor } from './options.js'
import type { Server } from './processes.js'
import type { Shop } from './shop.js'

const options = readOptions(process.argv.slice(2))
await using stack = new AsyncDisposableStack()
stack.use(await startServers())
// Only now: the databases that can be used are made from the servers that run.
const { createShop } = await import('./shop.js')
const { compare } = await import('./compare.js')
const { compareChinook } = await import('./chinook.js')
const { measureRights } = await import('./rights.js')
const { measureAccounts } = await import('./accounts.js')
const { measurePages } = await import('./pages.js')
const { measureSize } = await import('./size.js')
const { measureMemory } = await import('./memory.js')
const { compareGraphQL } = await import('./graphql.js')
const { measureGraphQLSize } = await import('./graphql-size.js')
const { measureExports } = await import('./exports.js')
const { startHandwritten, startPostgraphile, startRelvar } = await import('./servers.js')

for (const vendor of options.vendors) await measureVendor(vendor, options)
if (options.parts.includes('graphql') && options.vendors.includes('postgres'))
  await measureGraphQLSize(options)
if (options.parts.includes('chinook') && options.vendors.includes('postgres'))
  await compareChinook(options)

async function measureVendor(vendor: Vendor, { parts, scale }: Options): Promise<void> {
  if (!parts.some((part) => part !== 'chinook')) return
  await using shop = await createShop(vendor, scale)
  if (parts.includes('cases')) await compareShop(vendor, shop, options)
  if (parts.includes('rights')) await measureRights(vendor, shop, options)
  if (parts.includes('accounts') && vendor === 'postgres') await measureAccounts(shop)
  if (parts.includes('pages')) await measurePages(vendor, shop, options)
  if (parts.includes('size') && vendor === 'postgres') await measureSize(shop, options)
  if (parts.includes('memory')) await measureMemory(vendor, shop, options)
  if (parts.includes('graphql')) await compareGraphQL(vendor, shop, options)
  if (parts.includes('exports')) await measureExports(vendor, shop)
}

async function compareShop(vendor: Vendor, { url }: Shop, { scale }: Options): Promise<void> {
  await using running = new AsyncDisposableStack()
  const servers = new Map<Contender, Server>()
  servers.set('relvar', running.use(await startRelvar(url)))
  servers.set('handwritten', running.use(await startHandwritten(vendor, url)))
  if (vendor === 'postgres') servers.set('postgraphile', running.use(await startPostgraphile(url)))
  await compare(`The shop at scale ${scale} on ${vendor}`, shopCases, servers, options)
}
