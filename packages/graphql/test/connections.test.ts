import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codesOf, openApi, type TestApi } from './api.js'

interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

describe.each(DIALECTS)('connections on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  let api: TestApi
  if (dialect.skip === null) {
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name))
    })
    afterAll(() => api[Symbol.asyncDispose]())
  }

  /** One page of sales in one statement. */
  async function page(given: string): Promise<Connection> {
    const before = api.statements
    const query = `{ sales_connection(sort: ["-total"], ${given}) {
      edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
    const { sales_connection: found } = (await api.data(query)) as { sales_connection: Connection }
    expect(api.statements - before, 'statements').toBe(1)
    return found
  }

  const idsOf = ({ edges }: Connection): readonly string[] => edges.map(({ node }) => node.id)

  async function allIds(): Promise<readonly string[]> {
    const { sales } = (await api.data('{ sales(sort: ["-total"], limit: -1) { id } }')) as {
      sales: readonly { id: string }[]
    }
    return sales.map(({ id }) => id)
  }

  test('lead from the first page to the last, each row once and in order', async () => {
    const found: string[] = []
    let after = ''
    for (let more = true; more;) {
      const next = await page(`first: 5${after}`)
      expect(next.pageInfo.hasPreviousPage).toBe(after !== '')
      expect(next.pageInfo.endCursor).toBe(next.edges.at(-1)?.cursor)
      found.push(...idsOf(next))
      after = `, after: "${next.pageInfo.endCursor ?? ''}"`
      more = next.pageInfo.hasNextPage
    }
    expect(found).toEqual(await allIds())
  })

  test('lead from the end to the beginning, in the same order', async () => {
    const all = await allIds()
    const last = await page('last: 4')
    expect(idsOf(last)).toEqual(all.slice(-4))
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    const before = await page(`last: 3, before: "${last.pageInfo.startCursor ?? ''}"`)
    expect(idsOf(before)).toEqual(all.slice(-7, -4))
    expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
  })

  test('go on from the cursor of any row', async () => {
    const all = await allIds()
    const { edges } = await page('first: 4')
    expect(idsOf(await page(`first: 2, after: "${edges[1]?.cursor ?? ''}"`))).toEqual(
      all.slice(2, 4),
    )
  })

  test('count, nest and take aliases, in one statement', async () => {
    const before = api.statements
    const query = `{ found: sales_connection(first: 1, sort: ["id"], filter: { id: { _lte: 3 } }) {
      total: totalCount __typename
      rows: edges { __typename place: cursor row: node { id sale_lines(sort: ["line_no"], limit: 1) { line_no } } }
    } }`
    expect(await api.data(query)).toEqual({
      found: {
        total: 3,
        __typename: 'sales_connection',
        rows: [
          {
            __typename: 'sales_edge',
            place: expect.any(String) as string,
            row: { id: '1', sale_lines: [{ line_no: 1 }] },
          },
        ],
      },
    })
    expect(api.statements - before).toBe(1)
    expect(await api.data('{ sales_connection { totalCount } }')).toEqual({
      sales_connection: { totalCount: 12 },
    })
  })

  test('go on with a nested list, filtered by the row above it', async () => {
    const { customers } = (await api.data(`{
      customers(sort: ["id"]) { id sales(sort: ["-total"], limit: -1) { id } sales_func { count } }
    }`)) as {
      customers: readonly {
        id: string
        sales: readonly { id: string }[]
        sales_func: { count: number }
      }[]
    }
    expect(Math.max(...customers.map(({ sales }) => sales.length))).toBeGreaterThan(2)
    for (const { id, sales, sales_func: counted } of customers) {
      const ofCustomer = `filter: { customer_id: { id: { _eq: ${id} } } }`
      const found: string[] = []
      for (let after = '', more = true; more;) {
        const next = await page(`${ofCustomer}, first: 2${after}`)
        found.push(...idsOf(next))
        after = `, after: "${next.pageInfo.endCursor ?? ''}"`
        more = next.pageInfo.hasNextPage
      }
      expect(found).toEqual(sales.map((sale) => sale.id))
      const total = await api.data(`{ sales_connection(${ofCustomer}) { totalCount } }`)
      expect(total).toEqual({ sales_connection: { totalCount: counted.count } })
    }
  })

  test('have no cursors where they have no rows', async () => {
    expect(await page('first: 5, filter: { id: { _eq: -1 } }')).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    })
  })

  test('refuse pages that are none, and cursors of another order', async () => {
    const { pageInfo } = await page('first: 1')
    const cursor = JSON.stringify(pageInfo.endCursor)
    for (const given of [
      'first: 1, last: 1',
      `first: 1, before: ${cursor}`,
      `last: 1, after: ${cursor}`,
      'first: -1',
      'last: -2',
      'after: "x"',
      `sort: ["id"], after: ${cursor}`,
    ]) {
      const answer = await api.send(`{ sales_connection(${given}) { edges { cursor } } }`)
      expect(codesOf(answer), given).toEqual(['INVALID_QUERY'])
    }
    const twice = await api.send('{ tags_connection { edges { a: node { id } b: node { id } } } }')
    expect(codesOf(twice)).toEqual(['INVALID_QUERY'])
  })
})
