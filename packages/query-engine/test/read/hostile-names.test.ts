import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ForbiddenError, InvalidQueryError } from '../../src/index.js'
import type { ReadQuery } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const NAMES = [
  `name"; drop table products; --`,
  `name'; drop table products; --`,
  'name`; drop table products; --',
  `1=1) or (1=1`,
  `name) from products; --`,
  `(select password from users)`,
  `year(name); drop table products`,
  `year("sold_on")`,
  `year(year(created_at))`,
  `count(*)`,
  `json(attributes, a') or 1=1 --)`,
  `json(attributes, "a")`,
  `json(name"x, a)`,
  `$FOLLOW(reviews,product_id)`,
  `$FOLLOW(products"; drop table products,id)`,
  `name\0`,
  `\\`,
  `%`,
  `?`,
  `$1`,
  `:name`,
  `@name`,
  `{name}`,
  `name--`,
  `name/**/`,
  `__proto__`,
  `constructor`,
  `hasOwnProperty`,
  `toString`,
  `a.b.c.d.e`,
  `.`,
  `..`,
  `name.`,
  `.name`,
  `*.name`,
  `()`,
  `year()`,
  `year(`,
  `)(`,
  `-`,
  `--name`,
  `category_id:products.name`,
  `category_id:`,
  `🙂`.repeat(300),
  'x'.repeat(100_000),
]

/** Every place where a name can stand. */
const PLACES: Readonly<Record<string, (name: string) => ReadQuery>> = {
  fields: (name) => ({ fields: [name] }),
  'nested fields': (name) => ({ fields: [{ category_id: [name] }] }),
  'relations of fields': (name) => ({ fields: [{ [name]: ['id'] }] }),
  filter: (name) => ({ filter: { [name]: { _eq: 1 } } }),
  'nested filter': (name) => ({ filter: { reviews: { [name]: { _eq: 1 } } } }),
  operator: (name) => ({ filter: { id: { [name]: 1 } } }),
  'JSON path': (name) => ({ filter: { attributes: { _json: { [`${name}'"`]: { _eq: 1 } } } } }),
  sort: (name) => ({ sort: [name] }),
  'descending sort': (name) => ({ sort: [`-${name}`] }),
  'related sort': (name) => ({ sort: [`category_id.${name}`] }),
  groupBy: (name) => ({ groupBy: [name] }),
  'sort of groups': (name) => ({ groupBy: ['id'], sort: [name] }),
  'aggregate function': (name) => ({ aggregate: { [name]: ['id'] } }),
  'aggregate field': (name) => ({ aggregate: { max: [name] } }),
  'alias target': (name) => ({ alias: { x: name }, fields: ['x'] }),
  'sort in deep': (name) => ({ fields: ['reviews.id'], deep: { reviews: { _sort: [name] } } }),
  'filter in deep': (name) => ({
    fields: ['reviews.id'],
    deep: { reviews: { _filter: { [name]: { _eq: 1 } } } },
  }),
  'groups in deep': (name) => ({ fields: ['reviews.id'], deep: { reviews: { _groupBy: [name] } } }),
  'argument of a function': (name) => ({ fields: [`year(${name})`] }),
  'argument of count': (name) => ({ filter: { [`count(${name})`]: { _gt: 1 } } }),
  'argument of $FOLLOW': (name) => ({ filter: { [`$FOLLOW(${name},id)`]: { id: { _eq: 1 } } } }),
}

/** Names that make sense in some place. */
const FINE: Readonly<Record<string, readonly string[]>> = {
  fields: ['*.name'],
  'nested fields': ['*.name'],
  'relations of fields': ['*.name'],
  filter: ['$FOLLOW(reviews,product_id)'],
}

describe.each(SUPPORTED)('hostile names on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)

  test.each(Object.entries(PLACES))(
    'in %s are refused, and never reach the database',
    async (place, query) => {
      for (const name of NAMES.filter((each) => !FINE[place]?.includes(each))) {
        let error: unknown
        const statements = await shop.statements(async () => {
          error = await shop.session
            .read('products', query(name))
            .catch((thrown: unknown) => thrown)
        })
        const refused = error instanceof ForbiddenError || error instanceof InvalidQueryError
        expect(refused, `${name.slice(0, 60)}: ${JSON.stringify(error).slice(0, 200)}`).toBe(true)
        expect(statements, name.slice(0, 60)).toBe(0)
      }
    },
  )

  test('as the new name of a field come back as they are', async () => {
    for (const name of NAMES.filter((each) => !/[.*]/.test(each) && each.length < 100)) {
      const reading = shop.session.read('products', {
        alias: { [name]: 'id' },
        fields: [{ [name]: [] }, name],
        limit: 1,
      })
      const rows = await reading.catch((error: unknown) => error)
      if (rows instanceof InvalidQueryError || rows instanceof ForbiddenError) continue
      expect(rows).toEqual([{ [name.trim()]: 1 }])
    }
  })

  test('as collections are refused', async () => {
    for (const name of NAMES) {
      await expect(shop.session.read(name)).rejects.toThrow(ForbiddenError)
    }
  })

  test('leave the tables where they are', async () => {
    expect(await shop.read('products', { aggregate: { count: ['*'] } })).toEqual([{ count: '11' }])
  })
})

describe.each(SUPPORTED)('hostile values on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)

  test.each([
    `' or 1=1 --`,
    `" or 1=1 --`,
    '\\',
    `\\'`,
    `%' or '1'='1`,
    '?',
    '$1',
    ':a',
    '@a',
    `${'\\'.repeat(99)}'`,
    '\u2028',
    '\ud800',
    '\r\n',
  ])('%j finds nothing', async (value) => {
    for (const operator of [
      '_eq',
      '_contains',
      '_icontains',
      '_starts_with',
      '_ends_with',
      '_in',
    ]) {
      const operand = operator === '_in' ? [value] : value
      const rows = await shop.read('tags', { filter: { name: { [operator]: operand } } })
      expect(rows, operator).toEqual([])
    }
  })
})
