/** Memory of the server's processes and the time it takes to start. */
import { shopCases } from './cases.js'
import { applyLoad } from './load.js'
import type { Options, Vendor } from './options.js'
import { figure, median, printTable, progress } from './report.js'
import { startRelvar } from './servers.js'
import { createDatabase, type Shop } from './shop.js'
import { createTable } from './tables.js'

type Row = readonly [what: string, value: number, unit: string, goal: number]

/** Prints start and memory of Relvar on one vendor's shop, beside the goals. */
export async function measureMemory(vendor: Vendor, shop: Shop, options: Options): Promise<void> {
  const rows: Row[] = [
    [
      'start to first answer',
      await startTime(shop.url, '/items/customers/1', options),
      'ms',
      1_500,
    ],
  ]
  await using relvar = await startRelvar(shop.url)
  rows.push(['memory, idle', relvar.memory(), 'MB', 150])
  for (const { name, requests } of shopCases) {
    progress(`${vendor}: memory after ${name}`)
    await applyLoad(relvar.url, requests.relvar ?? [], options)
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

async function startTime(url: string, probe: string, { rounds }: Options): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    await using server = await startRelvar(url, { probe })
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
