/** Memory of the server's processes and the time it takes to start. */
import { shopCases } from './cases.js'
import { applyLoad } from './load.js'
import type { Options, Vendor } from './options.js'
import { startProduct } from './product.js'
import { figure, median, printTable, progress } from './report.js'
import { startRelvar } from './servers.js'
import { createDatabase, type Shop } from './shop.js'
import { createTable } from './tables.js'

type Row = readonly [what: string, value: number, unit: string, goal: number]

/**
 * Prints start and memory on one vendor's shop, beside the goals: of the product, and under load of the
 * server without rights and history, which takes more requests.
 */
export async function measureMemory(vendor: Vendor, shop: Shop, options: Options): Promise<void> {
  const rows: Row[] = [
    [
      'start to first answer',
      await startTime(shop.url, '/items/customers/1', options),
      'ms',
      1_500,
    ],
  ]
  rows.push(['memory, idle', await idleMemory(shop.url), 'MB', 150])
  await using relvar = await startRelvar(shop.url)
  for (const { name, requests } of shopCases) {
    progress(`${vendor}: memory after ${name}`)
    await applyLoad(relvar, requests.relvar ?? [], options)
  }
  rows.push(['memory after the load', relvar.memory(), 'MB', 250])
  if (vendor !== 'sqlite') rows.push(await startWithManyTables(vendor, options))
  printTable(
    `Start and memory, ${vendor}`,
    ['what', 'measured', 'goal', ''],
    rows.map(([what, value, unit, goal]) => [
      what,
      `${figure(value)} ${unit}`,
      `< ${figure(goal)} ${unit}`,
      value < goal ? 'ok' : 'MISSED',
    ]),
  )
}

async function idleMemory(url: string): Promise<number> {
  await using server = await startProduct(url)
  return server.memory()
}

async function startTime(url: string, probe: string, { rounds }: Options): Promise<number> {
  const times: number[] = []
  // Our tables are made once.
  await (await startProduct(url, { probe }))[Symbol.asyncDispose]()
  for (let round = 0; round < rounds; round++) {
    await using server = await startProduct(url, { probe })
    times.push(server.startTime)
  }
  return median(times)
}

async function startWithManyTables(
  vendor: Exclude<Vendor, 'sqlite'>,
  options: Options,
): Promise<Row> {
  progress(`${vendor}: start with 1,000 tables`)
  await using database = await createDatabase(vendor)
  await database.execute(Array.from({ length: 1_000 }, (_, index) => createTable(index)).join(';'))
  const time = await startTime(database.url, '/items/t999', options)
  return ['start to first answer, 1,000 tables', time, 'ms', 3_000]
}
