/** The same questions over GraphQL, over REST, and in the words of PostGraphile. */
import { type Case, get, graphql, post } from './cases.js'

const keys = Array.from({ length: 50 }, (_, index) => index + 1)
/** Each key several times: to write what is there already costs some databases nothing. */
const moves = ['Ulm', 'Bonn', 'Kiel'].flatMap((city) => keys.map((id) => ({ id, city })))
const item = { customer_name: 'Load', email: 'load@example.com', item: 'book', amount: 12.5 }

const customer = 'id first_name last_name email phone city country birth_date newsletter created_at'
const sale = 'id number channel status sold_at shipped_at shipping_cost total note'
const line = 'line_no quantity unit_price discount line_total'

/** `sales.id,sales.number` of `id number`. */
const paths = (fields: string, before = ''): string =>
  fields
    .split(' ')
    .map((name) => `${before}${name}`)
    .join()

/** PostGraphile's names: `sold_at` is `soldAt`, `id` is `rowId`. */
const camel = (fields: string): string =>
  fields
    .split(' ')
    .map((name) =>
      name === 'id'
        ? 'rowId'
        : name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    )
    .join(' ')

export const graphqlCases: readonly Case[] = [
  {
    name: 'one row by key',
    kind: 'read',
    requests: {
      graphql: keys.map((id) =>
        graphql(`query ($id: ID!) { customers_by_id(id: $id) { ${customer} } }`, { id }),
      ),
      relvar: keys.map((id) => get(`/items/customers/${id}?fields=${paths(customer)}`)),
      postgraphile: keys.map((id) =>
        graphql(`query ($id: Int!) { customerByRowId(rowId: $id) { ${camel(customer)} } }`, { id }),
      ),
    },
  },
  {
    name: '100 rows',
    kind: 'read',
    requests: {
      graphql: [graphql(`{ sales(limit: 100) { ${sale} } }`)],
      relvar: [get(`/items/sales?limit=100&fields=${paths(sale)}`)],
      postgraphile: [graphql(`{ allSalesList(first: 100) { ${camel(sale)} } }`)],
    },
  },
  {
    name: '100 rows, two levels of many-to-one',
    kind: 'read',
    requests: {
      graphql: [
        graphql(
          `{ sale_lines(limit: 100) { ${line} sale_id { id number sold_at customer_id { id first_name last_name } } } }`,
        ),
      ],
      relvar: [
        get(
          `/items/sale_lines?limit=100&fields=${paths(line)},${paths('id number sold_at', 'sale_id.')},${paths('id first_name last_name', 'sale_id.customer_id.')}`,
        ),
      ],
      postgraphile: [
        graphql(
          `{ allSaleLinesList(first: 100) { ${camel(line)} saleBySaleId { rowId number soldAt customerByCustomerId { rowId firstName lastName } } } }`,
        ),
      ],
    },
  },
  {
    name: '50 rows, two levels of to-many',
    kind: 'read',
    requests: {
      graphql: [
        graphql(
          `{ customers(limit: 50) { ${customer} sales(limit: 5) { ${sale} sale_lines { ${line} } } } }`,
        ),
      ],
      relvar: [
        get(
          `/items/customers?limit=50&fields=${paths(customer)},${paths(sale, 'sales.')},${paths(line, 'sales.sale_lines.')}&deep[sales][_limit]=5`,
        ),
      ],
      postgraphile: [
        graphql(
          `{ allCustomersList(first: 50) { ${camel(customer)} salesByCustomerIdList(first: 5) { ${camel(sale)} saleLinesBySaleIdList(first: 100) { ${camel(line)} } } } }`,
        ),
      ],
    },
  },
  {
    name: 'filter and sort',
    kind: 'read',
    requests: {
      graphql: [
        graphql(
          '{ products(filter: { category_id: { id: { _eq: 12 } } }, sort: ["-id"], limit: 25) { id name price } }',
        ),
      ],
      relvar: [
        get(
          '/items/products?filter[category_id][id][_eq]=12&sort=-id&limit=25&fields=id,name,price',
        ),
      ],
      postgraphile: [
        graphql(
          '{ allProductsList(condition: { categoryId: 12 }, orderBy: PRIMARY_KEY_DESC, first: 25) { rowId name price } }',
        ),
      ],
    },
  },
  {
    name: 'a page of 50 as a connection',
    kind: 'read',
    requests: {
      graphql: [
        graphql(
          `{ sales_connection(first: 50) { edges { node { ${sale} } } pageInfo { hasNextPage } } }`,
        ),
      ],
      postgraphile: [
        graphql(
          `{ allSales(first: 50) { edges { node { ${camel(sale)} } } pageInfo { hasNextPage } } }`,
        ),
      ],
    },
  },
  {
    name: 'one relationship twice',
    kind: 'read',
    requests: {
      graphql: [
        graphql(
          `{ customers(limit: 20) { id first: sales(sort: ["id"], limit: 2) { ${sale} } last: sales(sort: ["-id"], limit: 2) { ${sale} } } }`,
        ),
      ],
      postgraphile: [
        graphql(
          `{ allCustomersList(first: 20) { rowId first: salesByCustomerIdList(orderBy: ROW_ID_ASC, first: 2) { ${camel(sale)} } last: salesByCustomerIdList(orderBy: ROW_ID_DESC, first: 2) { ${camel(sale)} } } }`,
        ),
      ],
    },
  },
  {
    name: 'create one',
    kind: 'write',
    requests: {
      graphql: [
        graphql(
          'mutation ($item: create_load_items_input!) { create_load_items_item(data: $item) { id created_at customer_name email item amount status } }',
          { item },
        ),
      ],
      relvar: [post('/items/load_items', JSON.stringify(item))],
      postgraphile: [
        graphql(
          'mutation ($item: LoadItemInput!) { createLoadItem(input: { loadItem: $item }) { loadItem { rowId createdAt customerName email item amount status } } }',
          { item: { ...item, customer_name: undefined, customerName: item.customer_name } },
        ),
      ],
    },
  },
  {
    name: 'update by key',
    kind: 'write',
    requests: {
      graphql: moves.map(({ id, city }) =>
        graphql(
          `mutation ($id: ID!, $city: String!) { update_customers_item(id: $id, data: { city: $city }) { ${customer} } }`,
          { id, city },
        ),
      ),
      relvar: moves.map(({ id, city }) => ({
        method: 'PATCH',
        path: `/items/customers/${id}?fields=${paths(customer)}`,
        body: JSON.stringify({ city }),
      })),
      postgraphile: moves.map((variables) =>
        graphql(
          `mutation ($id: Int!, $city: String!) { updateCustomerByRowId(input: { rowId: $id, customerPatch: { city: $city } }) { customer { ${camel(customer)} } } }`,
          variables,
        ),
      ),
    },
  },
]
