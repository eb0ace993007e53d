import { DIALECTS, odditiesFixture, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BLOCKS_OF_ANY, openApi, type TestApi } from './api.js'

describe.each(DIALECTS)('reading the shop on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  let api: TestApi
  if (dialect.skip === null) {
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name))
    })
    afterAll(() => api[Symbol.asyncDispose]())
  }

  /** The data of an operation, which has to take this many statements. */
  async function data(statements: number, query: string, variables?: object): Promise<unknown> {
    const before = api.statements
    const answer: unknown = await api.data(query, variables)
    expect(api.statements - before, 'statements').toBe(statements)
    return answer
  }

  test('gives lists, and keys in the order of the query under the names of the query', async () => {
    const { text } = await api.send(
      '{ products(limit: 2) { title: name __typename price id key: id } }',
    )
    expect(JSON.stringify(JSON.parse(text))).toBe(
      '{"data":{"products":[{"title":"Dune","__typename":"products","price":9.99,"id":"1","key":"1"},{"title":"Solaris","__typename":"products","price":9.99,"id":"2","key":"2"}]}}',
    )
  })

  test('reads any depth in one statement for each root field', async () => {
    const query = `{
      sales(sort: ["id"], limit: 1) {
        id
        customer_id { name sales_func { count } }
        sale_lines(sort: ["line_no"]) { line_no product_id { name category_id { name parent_id { name } } } }
      }
      tags_by_id(id: 1) { id }
    }`
    expect(await data(2, query)).toMatchObject({
      sales: [
        {
          id: '1',
          sale_lines: [
            {
              line_no: 1,
              product_id: {
                name: 'Dune',
                category_id: { name: 'Science fiction', parent_id: { name: 'Fiction' } },
              },
            },
            { line_no: 2 },
          ],
        },
      ],
      tags_by_id: { id: '1' },
    })
  })

  test('reads one relationship twice with arguments of its own each', async () => {
    const query = `query ($least: GraphQLStringOrFloat) {
      products_by_id(id: 1) {
        all: reviews(sort: ["-id"]) { id }
        good: reviews(filter: { rating: { _gte: $least } }, sort: ["id"], limit: 1) { id rating }
        reviews(limit: 1, offset: 1, sort: ["id"]) { id }
      }
    }`
    expect(await data(1, query, { least: 5 })).toEqual({
      products_by_id: {
        all: [{ id: '3' }, { id: '2' }, { id: '1' }],
        good: [{ id: '1', rating: 5 }],
        reviews: [{ id: '2' }],
      },
    })
  })

  test('nulls a to-one that its filter leaves out', async () => {
    const query = `{ sales(sort: ["id"], limit: 2) {
      any: customer_id { id } none: customer_id(filter: { id: { _eq: -1 } }) { id }
    } }`
    const { sales } = (await data(1, query)) as { sales: readonly { none: unknown }[] }
    expect(sales.map(({ none }) => none)).toEqual([null, null])
  })

  test('filters through relationships, with quantifiers, logic and functions', async () => {
    const ids = async (filter: string): Promise<unknown> => {
      const { products } = (await data(
        1,
        `{ products(filter: ${filter}, sort: ["id"]) { id } }`,
      )) as { products: readonly { id: string }[] }
      return products.map(({ id }) => Number(id))
    }
    const rest = async (filter: Record<string, unknown>): Promise<unknown> => {
      const rows = await api.session.read('products', { fields: ['id'], filter, sort: ['id'] })
      return rows.map((row) => row['id'])
    }
    expect(await ids('{ category_id: { name: { _eq: "Kitchen" } } }')).toEqual(
      await rest({ category_id: { name: { _eq: 'Kitchen' } } }),
    )
    expect(await ids('{ reviews: { _some: { rating: { _gt: 4 } } } }')).toEqual(
      await rest({ reviews: { _some: { rating: { _gt: 4 } } } }),
    )
    expect(await ids('{ reviews: { _none: { rating: { _gt: 0 } } } }')).toEqual(
      await rest({ reviews: { _none: { rating: { _gt: 0 } } } }),
    )
    expect(await ids('{ reviews_func: { count: { _gt: 1 } } }')).toEqual(
      await rest({ 'count(reviews)': { _gt: 1 } }),
    )
    expect(await ids('{ _or: [{ id: { _in: [1, 2] } }, { _and: [{ id: { _eq: 3 } }] }] }')).toEqual(
      [1, 2, 3],
    )
    expect(await ids('{ id: { _gt: 3 }, name: { _contains: "e" } }')).toEqual(
      await rest({ id: { _gt: 3 }, name: { _contains: 'e' } }),
    )
  })

  test('gives functions of dates', async () => {
    expect(
      await data(
        1,
        '{ sales(sort: ["id"], limit: 1, filter: { sold_on_func: { year: { _eq: 2022 } } }) { sold_on when: sold_on_func { month y: year __typename } } }',
      ),
    ).toEqual({
      sales: [
        { sold_on: '2022-12-31', when: { month: 12, y: 2022, __typename: 'date_functions' } },
      ],
    })
  })

  test('gives numbers as numbers, and 64 bits as text', async () => {
    const query = '{ customers_by_id(id: 1) { id loyalty_points newsletter } }'
    expect(await data(1, query)).toEqual({
      customers_by_id: { id: '1', loyalty_points: '9007199254740993', newsletter: true },
    })
  })

  test('aggregates and groups', async () => {
    const query = `{
      reviews_aggregated(groupBy: ["rating"], sort: ["rating"]) {
        group countAll __typename
        count { id n: id }
        max { rating }
      }
      all: sales_aggregated { countAll sum { total } avg { id } group }
    }`
    const { reviews_aggregated: groups, all } = (await data(2, query)) as {
      reviews_aggregated: readonly Record<string, Record<string, unknown>>[]
      all: readonly unknown[]
    }
    const rows = await api.session.read('reviews', {
      aggregate: { count: ['id'] },
      groupBy: ['rating'],
      sort: ['rating'],
    })
    expect(groups.map(({ group }) => group?.['rating'])).toEqual(rows.map((row) => row['rating']))
    expect(groups.map(({ count }) => String(count?.['n']))).toEqual(
      rows.map((row) => (row['count'] as Record<string, unknown>)['id']),
    )
    expect(groups[0]?.['__typename']).toBe('reviews_aggregated')
    expect(all).toEqual([
      {
        countAll: 12,
        sum: { total: expect.closeTo(100000417, 5) as number },
        avg: { id: 6.5 },
        group: null,
      },
    ])
  })

  test('spreads fragments, and heeds directives', async () => {
    const query = `query ($with: Boolean!) {
      products(limit: 1) { ...Named ... on products { id } price @include(if: $with) ...Named }
    }
    fragment Named on products { name category_id { ...Place } }
    fragment Place on categories { id name @skip(if: true) }`
    expect(await data(1, query, { with: false })).toEqual({
      products: [{ name: 'Dune', category_id: { id: expect.any(String) as string }, id: '1' }],
    })
  })

  test('names rows of composite keys by an object', async () => {
    const query = '{ sale_lines_by_id(id: { sale_id: 1, line_no: 1 }) { line_no sale_id { id } } }'
    expect(await data(1, query)).toEqual({
      sale_lines_by_id: { line_no: 1, sale_id: { id: '1' } },
    })
  })

  test('reads views', async () => {
    expect(await data(1, '{ monthly_sales(sort: ["month"], limit: 1) { month } }')).toEqual({
      monthly_sales: [{ month: '2022-12' }],
    })
  })

  test('leaves introspection to graphql-js, beside rows of its own', async () => {
    expect(
      await data(1, '{ __typename __schema { queryType { name } } tags(limit: 1) { id } }'),
    ).toEqual({
      __typename: 'Query',
      __schema: { queryType: { name: 'Query' } },
      tags: [{ id: '1' }],
    })
  })
})

describe.each(DIALECTS)('reading oddities on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  let api: TestApi
  if (dialect.skip === null) {
    beforeAll(async () => {
      api = await openApi(dialect, odditiesFixture(dialect.name), { overlay: BLOCKS_OF_ANY })
    })
    afterAll(() => api[Symbol.asyncDispose]())
  }

  test('gives unions of the tables that a many-to-any leads to', async () => {
    const query = `{ page_blocks(sort: ["id"], limit: 2) {
      item { __typename ... on headings { title } ... on paragraphs { id text: body } }
    } }`
    expect(await api.data(query)).toEqual({
      page_blocks: [
        { item: { __typename: 'headings', title: 'Welcome' } },
        { item: { __typename: 'paragraphs', id: '1', text: 'Hello & good day' } },
      ],
    })
  })

  test('tells the rows of a many-to-any by their type alone', async () => {
    const query = '{ page_blocks(sort: ["id"], limit: 2) { block: item { type: __typename } } }'
    expect(await api.data(query)).toEqual({
      page_blocks: [{ block: { type: 'headings' } }, { block: { type: 'paragraphs' } }],
    })
  })

  test('filters by one of the tables', async () => {
    const query =
      '{ page_blocks(filter: { item__headings: { title: { _eq: "Who we are" } } }) { id } }'
    expect(await api.data(query)).toEqual({ page_blocks: [{ id: '4' }] })
  })
})

describe.each(DIALECTS)('an enum on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const values = ["'open'", "'in progress'", "'2nd'", "'true'"].join(', ')
  const fixture = [
    `create table tasks (id integer primary key, state varchar(20) not null check (state in (${values})), next_id integer references tasks (id))`,
    "insert into tasks (id, state, next_id) values (1, 'open', null)",
    "insert into tasks (id, state, next_id) values (2, 'in progress', 1)",
    "insert into tasks (id, state, next_id) values (3, '2nd', 2)",
  ]

  test('has names for its values, which are read, written and kept as they are', async () => {
    await using api = await openApi(dialect, fixture)
    expect(await api.data('{ tasks(sort: ["id"]) { state next_id { again: state } } }')).toEqual({
      tasks: [
        { state: 'open', next_id: null },
        { state: 'in_progress', next_id: { again: 'open' } },
        { state: '_2nd', next_id: { again: 'in_progress' } },
      ],
    })
    const written = `mutation ($state: state) {
      update_tasks_item(id: 1, data: { state: in_progress }) { state }
      create_tasks_item(data: { id: 4, state: $state }) { state tasks { state } }
    }`
    const type = (await api.data(
      '{ type: __type(name: "tasks") { fields { name type { ofType { name } } } } }',
    )) as { type: { fields: readonly { name: string; type: { ofType: { name: string } } }[] } }
    const name = type.type.fields.find((field) => field.name === 'state')?.type.ofType.name ?? ''
    expect(await api.data(written.replace(': state)', `: ${name}!)`), { state: 'true_2' })).toEqual(
      {
        update_tasks_item: { state: 'in_progress' },
        create_tasks_item: { state: 'true_2', tasks: [] },
      },
    )
    expect(await api.session.read('tasks', { fields: ['state'], sort: ['id'] })).toEqual([
      { state: 'in progress' },
      { state: 'in progress' },
      { state: '2nd' },
      { state: 'true' },
    ])
    expect(await api.data('{ tasks(filter: { state: { _eq: "2nd" } }) { id } }')).toEqual({
      tasks: [{ id: '3' }],
    })
  })
})
