import { readFileSync } from 'node:fs'
import { DIALECTS, type TestDatabase } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ReadmeCommand, readmeCommands } from '../support/readme-commands.js'
import { Replay } from '../support/replay.js'
import { serve, type TestServer } from '../support/running-server.js'

const text = readFileSync(new URL('../../../../docs/data-model.md', import.meta.url), 'utf8')
const from = (heading: string): string => text.slice(text.indexOf(heading))
/** The orders begin with signing in. */
const steps = [
  ...readmeCommands(from('### Orders, step by step')),
  ...readmeCommands(from('### More fields of users').split('\n## ')[0] ?? ''),
]

const ADMINISTRATOR = { ADMIN_EMAIL: 'you@example.com', ADMIN_PASSWORD: 'a good password' }

/** What the two dry runs show where it is not what the text prints, which is PostgreSQL's. */
const STATEMENTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  sqlite: [
    [
      'create table "orders" (\n  "id" integer primary key autoincrement,\n  "create_at" timestamp,\n  "updated_at" timestamp,\n  "customer_name" varchar(255) not null,\n  "email" varchar(255) not null\n)',
    ],
    [
      `alter table "orders" add column "status" varchar(255) default 'Pending'`,
      'create index "orders_status_index" on "orders" ("status")',
    ],
  ],
  mariadb: [
    [
      'create table `<schema>`.`orders` (\n  `id` int unsigned not null auto_increment,\n  `create_at` timestamp(3) null,\n  `updated_at` timestamp(3) null,\n  `customer_name` varchar(255) not null,\n  `email` varchar(255) not null,\n  primary key (`id`)\n)',
    ],
    [
      "alter table `<schema>`.`orders` add column `status` varchar(255) default 'Pending' null",
      'create index `orders_status_index` on `<schema>`.`orders` (`status`)',
    ],
  ],
}

describe.each(DIALECTS)('the commands of docs/data-model.md, step by step, on $name', (dialect) => {
  let database: TestDatabase
  let server: TestServer
  let replay: Replay
  beforeAll(async () => {
    if (dialect.skip !== null) return
    database = await dialect.createDatabase()
    server = await serve({ ...ADMINISTRATOR, ADMIN_TOKEN: '', DATABASE_URL: database.url })
    replay = new Replay(server)
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    await database?.[Symbol.asyncDispose]()
  })

  it('is there', () => expect(steps.length).toBeGreaterThan(10))

  it.skipIf(dialect.skip).each(steps)('$command', async (command) => {
    const { answered, printed } = await replay.send(command)
    expect(command.answer === null ? keysOf(answered) : answered).toEqual(
      command.answer === null ? ['data'] : expectedOf(command, printed),
    )
  })

  /** What the text prints, or what another vendor's dry run shows in its place. */
  function expectedOf(command: ReadmeCommand, printed: unknown): unknown {
    const index = steps.filter(({ path }) => path.includes('dry_run')).indexOf(command)
    const statements = STATEMENTS[dialect.name]?.[index]
    if (statements === undefined) return printed
    const name = new URL(database.url.replace(/^\w+:/, 'http:')).pathname.slice(1)
    const own = statements.map((each) => each.replaceAll('<schema>', name))
    return { data: { statements: own, warnings: [] } }
  }
})

function keysOf(answered: unknown): readonly string[] {
  return Object.keys(JSON.parse(String(answered)) as object)
}
