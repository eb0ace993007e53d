import { get, type IncomingMessage } from 'node:http'
import { DIALECTS, type DialectName, type TestDialect } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { TestApi } from './api.js'
import { openApi } from './api.js'
import type { Listener } from './listener.js'
import { listen } from './listener.js'

const ROWS = 200_000

/** A table with more rows than sockets and drivers hold between a database and its reader. */
function large(dialect: DialectName): string[] {
  const numbers: Readonly<Record<string, string>> = {
    sqlite: `with recursive c(n) as (select 1 union all select n + 1 from c where n < ${ROWS}) select n, printf('%0200d', n) from c`,
    postgres: `select n, repeat('x', 200) from generate_series(1, ${ROWS}) as n`,
    mariadb: `select seq, repeat('x', 200) from seq_1_to_${ROWS}`,
    mysql: `select row_number() over (), repeat('x', 200) from information_schema.columns a, information_schema.columns b limit ${ROWS}`,
    mssql: `select top (${ROWS}) row_number() over (order by (select null)), replicate('x', 200) from sys.all_columns a cross join sys.all_columns b`,
    oracle: `select level, rpad('x', 200, 'x') from dual connect by level <= ${ROWS}`,
  }
  const table = dialect === 'oracle' ? '"large"' : 'large'
  const columns = dialect === 'oracle' ? '"id", "body"' : 'id, body'
  return [
    `create table ${table} (${dialect === 'oracle' ? '"id" number(9) primary key, "body" varchar2(200)' : 'id integer primary key, body varchar(200)'})`,
    `insert into ${table} (${columns}) ${numbers[dialect] ?? numbers['postgres']}`,
  ]
}

const file = '/items/large?limit=-1&export=csv'

/** Asks for an answer and takes nothing of it but its head. */
function ask(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => resolve(response.pause())).on('error', reject)
  })
}

interface Opened {
  readonly slow: readonly IncomingMessage[]
  /** The one too many. */
  readonly refused: IncomingMessage
}

describe.each(DIALECTS)('receivers that take their time on $name', (dialect: TestDialect) => {
  const open = (): Promise<TestApi> =>
    openApi(dialect, large(dialect.name), {
      connect: { maxConnections: 3, acquireTimeout: 500 },
    })

  /** As many as may be open at one time: on SQLite that depends on the machine. */
  async function openAll(listener: Listener): Promise<Opened> {
    const slow: IncomingMessage[] = []
    for (;;) {
      const answer = await ask(`${listener.url}${file}`)
      if (answer.statusCode !== 200) return { slow, refused: answer.destroy() }
      slow.push(answer)
    }
  }

  it.skipIf(dialect.skip)('leave a connection to everybody else', async () => {
    await using api = await open()
    await using listener = await listen(api.app)
    const { slow, refused: head } = await openAll(listener)
    expect(head.headers['retry-after']).toBe('1')
    expect(slow.length).toBeGreaterThan(0)
    expect(slow.length).toBeLessThan(3)
    for (const id of [1, 2, 3]) {
      expect(await api.data(`/items/large/${id}?fields=id`)).toEqual({ id })
    }
    const refused = await api.call(`GET ${file}`)
    expect(refused.status).toBe(503)
    expect(refused.json.errors[0]).toMatchObject({
      message: expect.stringContaining('none became free within 500 ms'),
      extensions: { code: 'SERVICE_UNAVAILABLE', service: 'database' },
    })
    for (const answer of slow) answer.destroy()
  })

  it.skipIf(dialect.skip)('make room when they go away', async () => {
    await using api = await open()
    await using listener = await listen(api.app)
    for (let time = 0; time < 3; time++) {
      const { slow } = await openAll(listener)
      for (const answer of slow) answer.destroy()
      await expect
        .poll(async () => (await ask(`${listener.url}${file}`)).destroy().statusCode)
        .toBe(200)
    }
  })

  it.skipIf(dialect.skip)('get every row in the end', async () => {
    await using api = await open()
    await using listener = await listen(api.app)
    const {
      slow: [answer],
    } = await openAll(listener)
    expect(await api.data('/items/large/1?fields=id')).toEqual({ id: 1 })
    let lines = 0
    for await (const chunk of answer ?? []) {
      for (const byte of chunk as Buffer) if (byte === 10) lines++
    }
    expect(lines).toBe(ROWS)
  })
})
