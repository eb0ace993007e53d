import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DIALECTS, type TestDatabase, type TestDialect } from '@relvar/test-databases'
import { expect, it } from 'vitest'
import { serve, type TestServer } from './support/running-server.js'
import { send } from './support/use-everything.js'

const path = new URL('../../../docs/own-tables.md', import.meta.url)
const sqlite = DIALECTS.find(({ name }) => name === 'sqlite') as TestDialect

const number = /(?<= kept in )\d+(?= tables\.)/

it('docs/own-tables.md says how many tables there are (UPDATE_DOCS=1 rewrites it)', async () => {
  await using server = await serve({ METADATA_URL: '' })
  const tables = String(countTables(join(server.folder, 'shop.sqlite.relvar.sqlite')))
  const text = readFileSync(path, 'utf8')
  if (process.env.UPDATE_DOCS) writeFileSync(path, text.replace(number, tables))
  expect(number.exec(readFileSync(path, 'utf8'))?.[0]).toBe(tables)
})

const ROW = /^\| .* \| `([A-Z]+) (\S+)(?: ({.*}))?` \| `(.*)` \|$/gm

it('docs/own-tables.md says what crosses two databases, and what does not', async () => {
  await using database = await createOrders()
  const apart = { DATABASE_URL: database.url, METADATA_URL: `${database.url}.own` }
  await using server = await serve(apart)
  const answers = await askTable(server)
  expect(answers.length).toBeGreaterThan(10)
  for (const { request, documented, answer } of answers)
    expect([request, answer]).toEqual([request, documented])
  for (const { text } of answers.filter(({ answer }) => answer !== '200'))
    expect(text).toContain('METADATA_URL')
  await send(server, 'PATCH', '/items/orders/2', { about: (await me(server)).id })
  const [order] = (await send(
    server,
    'GET',
    '/items/orders?fields=*.*&filter[id][_eq]=2',
  )) as readonly object[]
  expect(order).toMatchObject({ id: 2, made_by: null, about: await me(server) })
})

it('docs/own-tables.md says rightly that all of it is answered beside the tables', async () => {
  await using database = await createOrders()
  await using server = await serve({ DATABASE_URL: database.url, METADATA_URL: '' })
  for (const { request, answer } of await askTable(server))
    expect([request, answer]).toEqual([request, '200'])
})

/** What comes of each example of the table. */
async function askTable(server: TestServer): Promise<
  readonly {
    readonly request: string
    readonly documented: string
    readonly answer: string
    readonly text: string
  }[]
> {
  await link(server)
  const { id } = await me(server)
  const rows = [...readFileSync(path, 'utf8').replaceAll('<user>', id).matchAll(ROW)]
  const answers = []
  for (const [, method = '', target = '', body, documented = ''] of rows) {
    const headers = { 'content-type': 'application/json' }
    const response = await server.request(target, { method, headers, ...(body && { body }) })
    const text = await response.text()
    const answer = `${response.status}${codeIn(text)}`
    answers.push({ request: `${method} ${target} ${body}`, documented, answer, text })
  }
  return answers
}

async function me(server: TestServer): Promise<{ readonly id: string }> {
  return (await send(server, 'GET', '/users/me')) as { readonly id: string }
}

async function createOrders(): Promise<TestDatabase> {
  const database = await sqlite.createDatabase()
  await database.execute([
    'create table orders (id integer primary key, made_by char(36), about varchar(36), kind varchar(40))',
    "insert into orders values (1, null, null, null), (2, null, 'somebody', 'relvar_users')",
  ])
  return database
}

/** Orders with who made them, and with what they are about: an order or a user. */
async function link(server: TestServer): Promise<void> {
  const orders = { collection: 'orders' }
  await send(server, 'POST', '/relations', {
    ...orders,
    field: 'made_by',
    related_collection: 'relvar_users',
    meta: { one_field: 'orders' },
  })
  await send(server, 'POST', '/relations', {
    ...orders,
    field: 'about',
    related_collection: null,
    meta: { one_collection_field: 'kind', one_allowed_collections: ['orders', 'relvar_users'] },
  })
}

function codeIn(text: string): string {
  const [, code] = /"code":"(\w+)"/.exec(text) ?? []
  return code === undefined ? '' : ` ${code}`
}

function countTables(file: string): unknown {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const ours = `type = 'table' and name not like 'sqlite_%'`
    return database.prepare(`select count(*) as tables from sqlite_master where ${ours}`).get()?.[
      'tables'
    ]
  } finally {
    database.close()
  }
}
