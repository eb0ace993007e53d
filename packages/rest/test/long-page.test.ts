import type { Session } from '@relvar/query-engine'
import { createRest } from '@relvar/rest'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApi } from './api.js'
import { codeOf, openApi } from './api.js'
import { listen } from './listener.js'

interface LongPage {
  readonly data: readonly { readonly id: number; readonly body: string }[]
  readonly meta?: unknown
}

const ROWS = 20_000
const body = 'ü'.repeat(100)

function fixture(dialect: (typeof DIALECTS)[number]['name']): string[] {
  const rows = Array.from({ length: ROWS }, (_, id) => `(${id + 1}, '${body}')`)
  const inserts = Array.from({ length: ROWS / 500 }, (_, index) => {
    const values = rows.slice(index * 500, (index + 1) * 500)
    return `insert into notes (id, body) values ${values.join()}`
  })
  return [
    ...shopFixture(dialect),
    'create table notes (id integer primary key, body varchar(200))',
    ...inserts,
  ]
}

describe.each(DIALECTS.filter(({ name }) => ['sqlite', 'postgres', 'mariadb'].includes(name)))(
  'pages without a limit on $name',
  (dialect) => {
    describe.skipIf(dialect.skip)('of notes', () => {
      let api: TestApi
      beforeAll(async () => {
        api = await openApi(dialect, fixture(dialect.name))
      })
      afterAll(() => api[Symbol.asyncDispose]())

      it.each([
        ['', undefined],
        ['&meta=*', { total_count: ROWS, filter_count: ROWS }],
      ])(
        'are sent piece by piece where they are long, every row in order%s',
        async (more, counts) => {
          await using listener = await listen(api.app)
          const response = await fetch(`${listener.url}/items/notes?limit=-1&sort=id${more}`)
          expect(response.headers.get('transfer-encoding')).toBe('chunked')
          expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
          expect(response.headers.get('etag')).toBeNull()
          const { data, meta } = (await response.json()) as LongPage
          expect(meta).toEqual(counts)
          expect(data.map(({ id }) => id)).toEqual(Array.from({ length: ROWS }, (_, id) => id + 1))
          expect(data.every((row) => row.body === body)).toBe(true)
        },
      )

      it('are answered as any other where they are short', async () => {
        const whole = await api.call('GET /items/products?limit=-1')
        expect(whole.headers.get('etag')).not.toBeNull()
        expect(whole.json).toEqual((await api.call('GET /items/products?limit=500')).json)
        const tag = whole.headers.get('etag') ?? ''
        const again = await api.call('GET /items/products?limit=-1', undefined, {
          'If-None-Match': tag,
        })
        expect(again.status).toBe(304)
        expect(await api.data('/items/notes?limit=-1&filter[id][_lt]=0')).toEqual([])
      })

      it('are refused as any other', async () => {
        const answer = await api.call('GET /items/notes?limit=-1&filter[id][_eq]=x')
        expect([answer.status, codeOf(answer)]).toEqual([400, 'INVALID_QUERY'])
      })

      it('have a head', async () => {
        const { status, text, headers } = await api.call('HEAD /items/notes?limit=-1')
        expect([status, text]).toEqual([200, ''])
        expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
      })

      it('are counted where they are short, too', async () => {
        const path = '/items/notes?limit=-1&meta=*&filter[id][_lte]=2&fields=id'
        const { headers, json } = await api.call(`GET ${path}`)
        expect(headers.get('etag')).not.toBeNull()
        expect(json).toEqual({
          data: [{ id: 1 }, { id: 2 }],
          meta: { total_count: ROWS, filter_count: 2 },
        })
        const grouped = 'GET /items/notes?limit=-1&meta=*&groupBy[]=body&aggregate[count]=*'
        expect((await api.call(grouped)).json).toEqual(
          (await api.call(grouped.replace('limit=-1', 'limit=5'))).json,
        )
      })

      it('come whole with cursors, which are made of them', async () => {
        const { headers, json } = await api.call('GET /items/notes?limit=1500&meta=cursors')
        expect(headers.get('etag')).not.toBeNull()
        expect(json.data).toHaveLength(1_500)
        const after = encodeURIComponent(String(json.meta.cursors.next))
        expect(await api.data(`/items/notes?limit=1&fields=id&after=${after}`)).toEqual([
          { id: 1_501 },
        ])
      })
    })
  },
)

/** A session that makes rows when they are asked for. */
function sessionOf(rows: () => AsyncGenerator<string>): Session {
  return {
    schema: { tables: { a: { id: 'a', traits: {} } } },
    streamJson: rows,
    readJson: async () => ({ data: '[]', meta: { total_count: ROWS } }),
  } as unknown as Session
}

it.each([
  ['alone', '', undefined],
  ['with counts', '&meta=*', { total_count: ROWS }],
])('sends the first rows before the last are read, %s', async (_, more, counts) => {
  let readLast = (): void => undefined
  const last = new Promise<void>((resolve) => (readLast = resolve))
  async function* rows(): AsyncGenerator<string> {
    for (let id = 1; id < ROWS; id++) yield JSON.stringify({ id, body })
    await last
    yield JSON.stringify({ id: ROWS, body })
  }
  await using listener = await listen(createRest({ session: () => sessionOf(rows) }))
  const response = await fetch(`${listener.url}/items/a?limit=-1${more}`)
  const pieces = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = (await pieces?.read())?.value ?? ''
  expect(text).toMatch(/^{"data":\[{"id":1,/)
  readLast()
  for (let next = await pieces?.read(); next?.done === false; next = await pieces?.read())
    text += next.value
  const page = JSON.parse(text) as LongPage
  expect(page.data).toHaveLength(ROWS)
  expect(page.meta).toEqual(counts)
})

it('breaks the connection where the rows break', async () => {
  async function* breaking(): AsyncGenerator<string> {
    for (let id = 0; id < 20_000; id++) yield JSON.stringify({ id, body })
    throw new Error('The database went away.')
  }
  const logged: unknown[] = []
  const app = createRest({
    session: () => sessionOf(breaking),
    onError: (error) => logged.push(error),
  })
  await using listener = await listen(app)
  const response = await fetch(`${listener.url}/items/a?limit=-1`)
  expect(response.status).toBe(200)
  await expect(response.text()).rejects.toThrow('terminated')
  expect(logged).toEqual([new Error('The database went away.')])
})
