/** The budgets of the Studio in a real browser: `pnpm bench:studio`. */
import { startServers } from '@relvar/test-databases/servers'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, openSession } from './browser.js'
import type { Endpoint } from './processes.js'
import { ADMINISTRATOR, startProduct } from './product.js'
import { figure, median, printTable, progress } from './report.js'

const COLLECTIONS = 500
const COLUMNS = 30

type Row = readonly [what: string, value: number, unit: string, budget: number]

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: { rounds: { type: 'string', default: '5' } },
})
const rounds = Number(values.rounds)
await using stack = new AsyncDisposableStack()
stack.use(await startServers())
// Only now: the databases that can be used are made from the servers that run.
const { createDatabase, createShop } = await import('./shop.js')
const browser = stack.adopt(await launchBrowser(), (opened) => opened.close())

const rows: readonly Row[] = [...(await measureShop()), await measureManyCollections()]
printTable(
  'The Studio',
  ['what', 'measured', 'budget', ''],
  rows.map(([what, value, unit, budget]) => [
    what,
    `${figure(value)} ${unit}`,
    `< ${figure(budget)} ${unit}`,
    value < budget ? 'ok' : 'MISSED',
  ]),
)

async function measureShop(): Promise<readonly Row[]> {
  await using shop = await createShop('postgres', 1)
  await using server = await startProduct(shop.url)
  progress('JavaScript until the first list')
  const sizes = await measureScripts(browser, server.url)
  progress('a list of 50 rows')
  const product = await firstProduct(server)
  const list = await timesOf(() => timeOfList(server.url, product))
  return [
    ['JavaScript before the login form works', sizes.login, 'kB', 250],
    ['JavaScript until the first list', sizes.list, 'kB', 400],
    ['list of 50 rows on a warm server, to the first row', list, 'ms', 300],
  ]
}

async function measureScripts(
  opened: Browser,
  url: string,
): Promise<{ readonly login: number; readonly list: number }> {
  await using session = await openSession(opened)
  const { page, scripts } = session
  await page.goto(`${url}/admin/content/sales`)
  await page.getByLabel('E-mail').waitFor()
  const login = await scripts()
  await signIn(page)
  await firstRow(page)
  return { login, list: await scripts() }
}

/** From the click on a collection whose rows were not read before, but whose page was. */
async function timeOfList(url: string, product: string): Promise<number> {
  await using session = await openSession(browser)
  const { page } = session
  await page.goto(`${url}/admin/content/customers`)
  await signIn(page)
  await firstRow(page)
  const began = performance.now()
  await page.getByRole('link', { name: 'Products', exact: true }).click()
  await page.waitForURL(/content\/products/)
  await page.getByRole('cell', { name: product, exact: true }).first().waitFor()
  return performance.now() - began
}

async function firstProduct({ url, headers }: Endpoint): Promise<string> {
  const answer = await fetch(`${url}/items/products/1?fields=name`, { headers })
  return ((await answer.json()) as { readonly data: { readonly name: string } }).data.name
}

async function measureManyCollections(): Promise<Row> {
  progress(`${COLLECTIONS} collections`)
  await using database = await createDatabase('postgres')
  await database.execute(Array.from({ length: COLLECTIONS }, (_, index) => wideTable(index)))
  await using server = await startProduct(database.url, { probe: '/items/t0' })
  const time = await timesOf(() => timeFromLogin(server.url))
  const what = `${COLLECTIONS} collections with ${COLUMNS} fields, from login to list`
  return [what, time, 'ms', 1_500]
}

async function timeFromLogin(url: string): Promise<number> {
  await using session = await openSession(browser)
  const { page } = session
  await page.goto(`${url}/admin/content/t7`)
  await page.getByLabel('E-mail').fill(ADMINISTRATOR.email)
  await page.getByLabel('Password', { exact: true }).fill(ADMINISTRATOR.password)
  const began = performance.now()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('cell', { name: 'the only row' }).first().waitFor()
  return performance.now() - began
}

function wideTable(index: number): string {
  const columns = Array.from({ length: COLUMNS - 2 }, (_, column) => `c${column} varchar(100)`)
  return `create table t${index} (id integer primary key, name varchar(100), ${columns.join()});
    insert into t${index} (id, name) values (1, 'the only row')`
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('E-mail').fill(ADMINISTRATOR.email)
  await page.getByLabel('Password', { exact: true }).fill(ADMINISTRATOR.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

function firstRow(page: Page): Promise<void> {
  return page.getByRole('row').nth(1).getByRole('cell').nth(1).waitFor()
}

async function timesOf(measure: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await measure())
  return median(times)
}
