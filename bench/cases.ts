/** The requests that are measured, each in the words of every server that can answer it. */

export interface BenchRequest {
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly path: string
  readonly body?: string
}

export type Contender = 'relvar' | 'graphql' | 'handwritten' | 'postgraphile'

export interface Case {
  readonly name: string
  readonly kind: 'read' | 'write'
  /** Sent in turn. Several, where a server could remember the answer to a single one. */
  readonly requests: Readonly<Partial<Record<Contender, readonly BenchRequest[]>>>
}

/** What we mean to reach: this part of the requests per second of the handler written by hand. */
export const goals: Readonly<Record<Case['kind'], number>> = { read: 0.7, write: 0.6 }

const keys = Array.from({ length: 50 }, (_, index) => index + 1)
/** Each key several times: to write what is there already costs some databases nothing. */
const moves = ['Ulm', 'Bonn', 'Kiel'].flatMap((city) => keys.map((id) => ({ id, city })))
const filter = JSON.stringify({
  _and: [
    { category_id: { _eq: 12 } },
    { price: { _gt: 20 } },
    { category_id: { name: { _icontains: 'a' } } },
  ],
})
const month = { from: '2024-03-01', to: '2024-04-01' }
const item = { customer_name: 'Load', email: 'load@example.com', item: 'book', amount: 12.5 }
const items = JSON.stringify(
  Array.from({ length: 1_000 }, (_, index) => ({ ...item, item: `book ${index}` })),
)

const customerFields =
  'rowId firstName lastName email phone city country birthDate newsletter createdAt'
const saleFields =
  'rowId number customerId employeeId channel status soldAt shippedAt shippingCost total note'
const lineFields = 'lineNo productId quantity unitPrice discount lineTotal'

export const shopCases: readonly Case[] = [
  {
    name: 'one row by key',
    kind: 'read',
    requests: {
      relvar: keys.map((id) => get(`/items/customers/${id}`)),
      handwritten: keys.map((id) => get(`/customer?id=${id}`)),
      postgraphile: keys.map((id) =>
        graphql(`query ($id: Int!) { customerByRowId(rowId: $id) { ${customerFields} } }`, { id }),
      ),
    },
  },
  {
    name: '100 rows',
    kind: 'read',
    requests: {
      relvar: [get('/items/sales?limit=100')],
      handwritten: [get('/sales')],
      postgraphile: [graphql(`{ allSalesList(first: 100) { ${saleFields} } }`)],
    },
  },
  {
    name: '100 rows, two levels of many-to-one',
    kind: 'read',
    requests: {
      relvar: [
        get(
          '/items/sale_lines?limit=100&fields=*,sale_id.id,sale_id.number,sale_id.sold_at,sale_id.customer_id.id,sale_id.customer_id.first_name,sale_id.customer_id.last_name',
        ),
      ],
      handwritten: [get('/lines')],
      postgraphile: [
        graphql(
          `{ allSaleLinesList(first: 100) { ${lineFields} saleBySaleId { rowId number soldAt customerByCustomerId { rowId firstName lastName } } } }`,
        ),
      ],
    },
  },
  {
    name: '50 rows, two levels of to-many',
    kind: 'read',
    requests: {
      relvar: [
        get('/items/customers?limit=50&fields=*,sales.*,sales.sale_lines.*&deep[sales][_limit]=5'),
      ],
      handwritten: [get('/customers')],
      postgraphile: [
        graphql(
          `{ allCustomersList(first: 50) { ${customerFields} salesByCustomerIdList(first: 5) { ${saleFields} saleLinesBySaleIdList(first: 100) { saleId ${lineFields} } } } }`,
        ),
      ],
    },
  },
  {
    name: 'filter, sort and search',
    kind: 'read',
    requests: {
      relvar: [
        get(
          `/items/products?filter=${encodeURIComponent(filter)}&search=an&sort=-price,name&limit=25&fields=id,name,price`,
        ),
      ],
      handwritten: [get('/products?category=12&above=20&name=a&search=an')],
    },
  },
  {
    name: 'aggregate with groupBy',
    kind: 'read',
    requests: {
      relvar: [
        get(
          `/items/sales?aggregate[count]=*&aggregate[sum]=total&groupBy=channel,status&sort=channel,status&filter[sold_at][_gte]=${month.from}&filter[sold_at][_lt]=${month.to}`,
        ),
      ],
      handwritten: [get(`/groups?from=${month.from}&to=${month.to}`)],
    },
  },
  {
    name: 'create one',
    kind: 'write',
    requests: {
      relvar: [post('/items/load_items', JSON.stringify(item))],
      handwritten: [post('/load-item', JSON.stringify(item))],
      postgraphile: [
        graphql(
          'mutation ($item: LoadItemInput!) { createLoadItem(input: { loadItem: $item }) { loadItem { rowId createdAt customerName email item amount status } } }',
          {
            item: {
              customerName: item.customer_name,
              email: item.email,
              item: item.item,
              amount: item.amount,
            },
          },
        ),
      ],
    },
  },
  {
    name: 'create 1,000 in one call',
    kind: 'write',
    requests: {
      relvar: [post('/items/load_items', items)],
      handwritten: [post('/load-items', items)],
    },
  },
  {
    name: 'update by key',
    kind: 'write',
    requests: {
      relvar: moves.map(({ id, city }) => patch(`/items/customers/${id}`, { city })),
      handwritten: moves.map(({ id, city }) => patch(`/customer?id=${id}`, { city })),
      postgraphile: moves.map((variables) =>
        graphql(
          `mutation ($id: Int!, $city: String!) { updateCustomerByRowId(input: { rowId: $id, customerPatch: { city: $city } }) { customer { ${customerFields} } } }`,
          variables,
        ),
      ),
    },
  },
]

export function get(path: string): BenchRequest {
  return { method: 'GET', path }
}

export function post(path: string, body: string): BenchRequest {
  return { method: 'POST', path, body }
}

function patch(path: string, item: object): BenchRequest {
  return { method: 'PATCH', path, body: JSON.stringify(item) }
}

export function graphql(query: string, variables: object = {}): BenchRequest {
  return post('/graphql', JSON.stringify({ query, variables }))
}
