import { PUBLIC_POLICY } from '@relvar/rbac/store'
import {
  DIALECTS,
  type FixtureTable,
  tableStatements,
  type TestDialect,
} from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from './support/running-server.js'

const NOBODY = { authorization: '' }
const json = { ...NOBODY, 'Content-Type': 'application/json' }

/** "hidden" stands in every value that the public may not see. */
const tables: readonly FixtureTable[] = [
  {
    name: 'customers',
    columns: { id: 'identity', name: 'varchar(40)' },
    rows: [['Hidden Ada'], ['Hidden Bo']],
  },
  {
    name: 'orders',
    columns: {
      id: 'identity',
      number: 'varchar(20)',
      total: 'decimal(10,2)',
      status: 'varchar(20)',
      email: { type: 'varchar(40)', nullable: true },
      placed_at: 'timestamp',
      customer_id: 'integer',
    },
    foreignKeys: [{ columns: ['customer_id'], target: 'customers' }],
    rows: [
      ['A-1', 10, 'Shipped', 'hidden-1@example.com', '2025-01-01 00:00:00', 1],
      ['HIDDEN-2', 777, 'Packed', 'hidden-2@example.com', '2025-02-01 00:00:00', 2],
      ['A-3', 30, 'Shipped', null, '2024-01-01 00:00:00', 2],
      ['HIDDEN-4', 777, 'Returned', 'hidden-4@example.com', '2024-02-01 00:00:00', 1],
      ['A-5', 20, 'Shipped', 'hidden-5@example.com', '2023-01-01 00:00:00', 1],
    ],
  },
  {
    name: 'order_lines',
    columns: { id: 'identity', order_id: 'integer', product: 'varchar(40)' },
    foreignKeys: [{ columns: ['order_id'], target: 'orders' }],
    rows: [
      [1, 'pan'],
      [1, 'pot'],
      [2, 'whisk'],
      [4, 'knife'],
    ],
  },
]

interface Place extends AsyncDisposable {
  readonly server: TestServer
  /** Gives the public one more permission; answers its key. */
  grant(collection: string, parts?: object): Promise<number>
  /** Asks as nobody. */
  ask(request: string, body?: unknown): Promise<Answer>
}

interface Answer {
  readonly status: number
  readonly code: string | undefined
  readonly data: unknown
  readonly meta: unknown
  readonly text: string
}

async function openPlace(
  dialect: TestDialect,
  settings: Record<string, string> = {},
): Promise<Place> {
  const database = await dialect.createDatabase()
  await database.execute(tables.flatMap((table) => tableStatements(dialect.name, table)))
  const server = await serve({ DATABASE_URL: database.url, ...settings })
  return {
    server,
    async grant(collection, parts) {
      const permission = {
        policy: PUBLIC_POLICY,
        action: 'read',
        collection,
        fields: ['*'],
        ...parts,
      }
      const { data } = (await server.json('/permissions', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(permission),
      })) as { readonly data: { readonly id: number } }
      return data.id
    },
    ask: (request, body) => ask(server, request, body),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

async function ask(server: TestServer, request: string, body?: unknown): Promise<Answer> {
  const [method = '', path = ''] = request.split(' ')
  const response = await server.request(path, {
    method,
    headers: body === undefined ? NOBODY : json,
    redirect: 'manual',
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '') && text.startsWith('{')
  const { data, meta, errors } = (isJson ? JSON.parse(text) : {}) as {
    readonly data?: unknown
    readonly meta?: unknown
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[]
  }
  return { status: response.status, code: errors?.[0]?.extensions.code, data, meta, text }
}

/** The same about fields that there are not. */
function withoutNames(text: string): string {
  return text.replaceAll(/email|status|placed_at|customer_id|order_lines/g, 'nowhere')
}

describe.each(DIALECTS)('the public on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('is answered nothing but what is meant for all on a fresh installation', async () => {
    const nobody = { ADMIN_EMAIL: '', ADMIN_PASSWORD: '', ADMIN_TOKEN: '' }
    await using place = await openPlace(dialect, nobody)
    const answered = []
    for (const path of place.server.paths)
      for (const method of ['GET', 'SEARCH', 'POST', 'PATCH', 'DELETE']) {
        const asked = path.replace('/:collection', '/orders').replaceAll(/:\w+\??/g, '1')
        const { status } = await place.ask(`${method} ${asked}`, method === 'GET' ? undefined : {})
        if (status < 400) answered.push(`${method} ${path}`)
      }
    expect(answered.sort()).toEqual([
      'GET /',
      'GET /admin/*',
      'GET /auth',
      'GET /policies/me/globals',
      'GET /robots.txt',
      'GET /server/info',
      'GET /server/ping',
      'GET /server/setup',
      'GET /server/specs/assets/reference.css',
      'GET /server/specs/assets/reference.js',
      'GET /server/specs/oas',
      'GET /server/specs/reference',
      'GET /utils/random/string',
    ])
    const admin = { email: 'first@example.com', password: 'correct horse' }
    expect((await place.ask('POST /auth/login', admin)).code).toBe('INVALID_CREDENTIALS')
    expect((await place.ask('POST /server/setup', { admin })).status).toBe(204)
    expect((await place.ask('POST /server/setup', { admin })).code).toBe('FORBIDDEN')
    expect((await place.ask('POST /auth/login', admin)).status).toBe(200)
    expect((await place.ask('GET /items/orders')).code).toBe('FORBIDDEN')
  })

  test('reads a collection that it was granted, and writes nothing', async () => {
    await using place = await openPlace(dialect)
    expect((await place.ask('GET /items/orders')).code).toBe('FORBIDDEN')
    const permission = await place.grant('orders')
    expect((await place.ask('GET /items/orders')).data).toHaveLength(5)
    expect((await place.ask('GET /items/orders/2')).data).toMatchObject({ number: 'HIDDEN-2' })
    const change = { number: 'X-1' }
    for (const [request, body] of [
      ['POST /items/orders', { ...change, total: 1, status: 'Packed', customer_id: 1 }],
      ['PATCH /items/orders', { keys: [1], data: change }],
      ['PATCH /items/orders', { query: { limit: -1 }, data: change }],
      ['PATCH /items/orders', [{ id: 1, ...change }]],
      ['PATCH /items/orders/1', change],
      ['DELETE /items/orders', [1]],
      ['DELETE /items/orders', { query: { limit: -1 } }],
      ['DELETE /items/orders/1', undefined],
      ['POST /utils/sort/orders', { item: 1, to: 2 }],
    ] as const)
      expect([request, (await place.ask(request, body)).status]).toEqual([
        request,
        request.includes('sort') ? 400 : 403,
      ])
    const { data } = await place.ask('GET /items/orders?fields=number')
    expect(data).toEqual(
      ['A-1', 'HIDDEN-2', 'A-3', 'HIDDEN-4', 'A-5'].map((number) => ({ number })),
    )
    for (const request of ['GET /items/customers', 'GET /items/order_lines', 'GET /users'])
      expect((await place.ask(request)).code).toBe('FORBIDDEN')
    await place.server.request(`/permissions/${permission}`, { method: 'DELETE' })
    expect((await place.ask('GET /items/orders')).code).toBe('FORBIDDEN')
  })

  test('reads three fields of the rows of a rule, whichever way it asks', async () => {
    await using place = await openPlace(dialect)
    await place.grant('orders', {
      fields: ['id', 'number', 'total'],
      permissions: { status: { _eq: 'Shipped' } },
    })
    const all = [
      { id: 1, number: 'A-1', total: '10.00' },
      { id: 3, number: 'A-3', total: '30.00' },
      { id: 5, number: 'A-5', total: '20.00' },
    ]
    const [one, three, five] = all
    for (const [query, data] of [
      ['', all],
      ['fields=*', all],
      ['fields=*.*.*', all],
      ['fields=number,total,id', all],
      ['fields=number&limit=1', [{ number: 'A-1' }]],
      ['sort=-total', [three, five, one]],
      ['filter[total][_gt]=15', [three, five]],
      ['filter[total][_eq]=777', []],
      ['filter[_or][0][total][_eq]=777&filter[_or][1][id][_eq]=1', [one]],
      ['filter[number][_contains]=HIDDEN', []],
      ['search=a-3', [three]],
      ['search=hidden', []],
      ['search=Shipped', []],
      ['search=777', []],
      ['alias[code]=number&fields=code&limit=1', [{ code: 'A-1' }]],
      ['aggregate[count]=*', [{ count: '3' }]],
      ['aggregate[sum]=total', [{ sum: { total: '60.00' } }]],
      ['aggregate[max]=total,number', [{ max: { total: '30.00', number: 'A-5' } }]],
      ['aggregate[countDistinct]=total', [{ countDistinct: { total: '3' } }]],
      [
        'groupBy=total&aggregate[count]=*',
        ['10.00', '20.00', '30.00'].map((total) => ({ total, count: '1' })),
      ],
    ] as const)
      expect([query, (await place.ask(`GET /items/orders?${query}`)).data]).toEqual([query, data])
    const closed = [
      'fields=email',
      'fields=*,status',
      'fields=customer_id',
      'fields=id,customer_id.name',
      'fields=id,order_lines.product',
      'fields=year(placed_at)',
      'filter[status][_eq]=Packed',
      'filter[email][_null]=true',
      'filter[email][_contains]=hidden',
      'filter[_or][0][id][_eq]=1&filter[_or][1][email][_nnull]=true',
      'filter[year(placed_at)][_eq]=2025',
      'filter[customer_id][_eq]=1',
      'filter[customer_id][name][_contains]=Ada',
      'filter[order_lines][product][_eq]=pan',
      'filter[order_lines][_none][product][_eq]=pan',
      'filter[count(order_lines)][_gt]=0',
      'filter[$FOLLOW(order_lines,order_id)][product][_eq]=pan',
      'sort=email',
      'sort=-status,id',
      'sort=year(placed_at)',
      'sort=customer_id.name',
      'sort=count(order_lines)',
      'aggregate[max]=email',
      'aggregate[count]=email',
      'aggregate[countDistinct]=status',
      'groupBy=status',
      'groupBy=year(placed_at)',
      'groupBy=customer_id',
      'alias[x]=email&fields=x',
      'alias[x]=year(placed_at)&fields=x',
    ]
    const senseless = [
      'fields=id,customer_id.id&deep[customer_id][_filter][name][_contains]=Ada',
      'fields=id,order_lines.id&deep[order_lines][_sort]=product',
      'fields=id&groupBy=id&sort=status',
    ]
    for (const query of [...closed, ...senseless]) {
      const answer = await place.ask(`GET /items/orders?${query}`)
      const missing = await place.ask(`GET /items/orders?${withoutNames(query)}`)
      expect([query, answer.code]).toEqual([
        query,
        closed.includes(query) ? 'FORBIDDEN' : 'INVALID_QUERY',
      ])
      // What is not there is answered in the same words.
      expect([query, withoutNames(answer.text)]).toEqual([query, missing.text])
    }
  })

  test('counts, pages and exports what it may read', async () => {
    await using place = await openPlace(dialect)
    await place.grant('orders', {
      fields: ['id', 'number', 'total'],
      permissions: { status: { _eq: 'Shipped' } },
    })
    const counted = await place.ask('GET /items/orders?filter[total][_gt]=15&meta=*')
    expect(counted.meta).toMatchObject({ total_count: 3, filter_count: 2 })
    const hidden = await place.ask('GET /items/orders?filter[total][_eq]=777&meta=*')
    expect(hidden.meta).toMatchObject({ total_count: 3, filter_count: 0 })
    const first = await place.ask('GET /items/orders?sort=-total&limit=2&meta=cursors&fields=id')
    expect(first.data).toEqual([{ id: 3 }, { id: 5 }])
    const { cursors } = first.meta as { cursors: { next: string } }
    const next = `sort=-total&limit=2&fields=id&after=${encodeURIComponent(cursors.next)}`
    expect((await place.ask(`GET /items/orders?${next}`)).data).toEqual([{ id: 1 }])
    for (const format of ['csv', 'csv_utf8', 'json', 'xml', 'yaml']) {
      const { status, text } = await place.ask(`GET /items/orders?export=${format}&limit=-1`)
      expect(status).toBe(200)
      for (const number of ['A-1', 'A-3', 'A-5']) expect(text).toContain(number)
      expect(text).not.toMatch(/hidden|Shipped|777|email/i)
      const refused = await place.ask(`GET /items/orders?export=${format}&fields=email`)
      expect(refused.code).toBe('FORBIDDEN')
    }
    const searched = await place.ask('SEARCH /items/orders', { keys: [1, 2, 4], query: {} })
    expect(searched.data).toEqual([{ id: 1, number: 'A-1', total: '10.00' }])
    const asked = { query: { filter: { status: { _eq: 'Packed' } } } }
    expect((await place.ask('SEARCH /items/orders', asked)).code).toBe('FORBIDDEN')
    const [closed, missing] = [
      await place.ask('GET /items/orders/2'),
      await place.ask('GET /items/orders/999'),
    ]
    expect(closed).toEqual(missing)
    expect(closed.code).toBe('FORBIDDEN')
  })

  test('sees of a linked row what it may see of it by itself', async () => {
    await using place = await openPlace(dialect)
    await place.grant('orders', {
      fields: ['id', 'number', 'total', 'order_lines'],
      permissions: { status: { _eq: 'Shipped' } },
    })
    await place.grant('order_lines')
    const linked = 'fields=id,order_id.number&sort=id'
    expect((await place.ask(`GET /items/order_lines?${linked}`)).data).toEqual([
      { id: 1, order_id: { number: 'A-1' } },
      { id: 2, order_id: { number: 'A-1' } },
      { id: 3, order_id: null },
      { id: 4, order_id: null },
    ])
    const lines = async (query: string): Promise<unknown> => {
      const { data, code } = await place.ask(`GET /items/order_lines?fields=id&${query}`)
      return code ?? (data as readonly { readonly id: number }[]).map(({ id }) => id)
    }
    expect(await lines('filter[order_id][number][_contains]=HIDDEN')).toEqual([])
    expect(await lines('filter[order_id][total][_eq]=777')).toEqual([])
    expect(await lines('sort=order_id.number,id')).toEqual([1, 2, 3, 4])
    expect(await lines('sort=-order_id.total,-id')).toEqual([4, 3, 2, 1])
    for (const query of [
      'filter[order_id][status][_eq]=Packed',
      'filter[order_id][email][_nnull]=true',
      'filter[order_id][customer_id][name][_contains]=Ada',
      'sort=order_id.email',
      'fields=order_id.status',
      'fields=order_id.year(placed_at)',
      'groupBy=order_id.status',
      'deep[order_id][_filter][email][_nnull]=true&fields=order_id.number',
      'deep[order_id][_sort]=email&fields=order_id.number',
    ])
      expect([query, await lines(query)]).toEqual([query, 'FORBIDDEN'])
    const links = ['id', 'customer_id']
    await place.grant('orders', { fields: links, permissions: { id: { _eq: 5 } } })
    // Of a collection that may not be read at all the link is left out, as on the wire.
    expect((await place.ask('GET /items/orders/5?fields=id,customer_id.name')).data).toEqual({
      id: 5,
    })
    expect((await place.ask('GET /items/orders/5?fields=customer_id')).data).toEqual({
      customer_id: 1,
    })
    expect((await place.ask('GET /items/orders/1?fields=customer_id')).data).toEqual({
      customer_id: null,
    })
    const nested = 'fields=number,order_lines.product&deep[order_lines][_sort]=-product&limit=1'
    expect((await place.ask(`GET /items/orders?${nested}`)).data).toEqual([
      { number: 'A-1', order_lines: [{ product: 'pot' }, { product: 'pan' }] },
    ])
  })
})
