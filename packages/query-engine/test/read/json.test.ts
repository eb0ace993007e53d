import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '../../src/index.js'
import type { Filter } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

describe.each(SUPPORTED)('JSON on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)

  test.each([
    ['a number', { pages: { _gt: 300 } }, [1]],
    ['a number as text', { pages: { _eq: '412' } }, [1]],
    ['a number by size, not by text', { pages: { _lt: 1000 } }, [1, 2]],
    ['a range', { pages: { _between: [200, 300] } }, [2]],
    ['a list of numbers', { pages: { _in: [204, 412] } }, [1, 2]],
    ['a nested number', { 'size.cm': { _gte: 20 } }, [6, 7]],
    ['an element', { 'colours[0]': { _eq: 'red' } }, [6]],
    ['an element by part', { 'authors[0]': { _icontains: 'LEM' } }, [2]],
    ['a letter with an accent', { 'colours[1]': { _starts_with: 'grü' } }, [6]],
    ['what is missing or null', { pages: { _null: true } }, [3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['what is there', { pages: { _nnull: true } }, [1, 2]],
    ['another value', { pages: { _neq: 412 } }, [2]],
    ['case apart', { 'authors[0]': { _ieq: 'frank HERBERT' } }, [1]],
    ['two paths', { pages: { _gt: 1 }, 'authors[0]': { _contains: 'Stan' } }, [2]],
    ['either of two', { _or: [{ pages: { _eq: 204 } }, { 'size.cm': { _eq: 28 } }] }, [2, 7]],
    ['an element that is not there', { 'colours[9]': { _eq: 'red' } }, []],
  ] as readonly (readonly [string, Filter, readonly number[]])[])(
    'filters by %s',
    async (_, filter, ids) => {
      expect(await shop.ids('products', { attributes: { _json: filter } })).toEqual(ids)
    },
  )

  test('gives what stands at a path, in its own type', async () => {
    const fields = [
      'json(attributes, pages)',
      'json(attributes, authors[0])',
      'json(attributes, size)',
    ]
    expect(await shop.read('products', { fields }, { keys: [1, 3, 5, 6] })).toEqual([
      {
        attributes_pages_json: 412,
        attributes_authors_0_json: 'Frank Herbert',
        attributes_size_json: null,
      },
      { attributes_pages_json: null, attributes_authors_0_json: null, attributes_size_json: null },
      { attributes_pages_json: null, attributes_authors_0_json: null, attributes_size_json: null },
      {
        attributes_pages_json: null,
        attributes_authors_0_json: null,
        attributes_size_json: { cm: 20 },
      },
    ])
  })

  test('gives it through relations and under another name', async () => {
    const fields = ['product_id.json(attributes, size.cm)', 'json(product_id.attributes, pages)']
    expect(await shop.read('sale_lines', { fields }, { keys: ['3,1', '1,1'] })).toEqual([
      { product_id: { attributes_size_cm_json: null, attributes_pages_json: 412 } },
      { product_id: { attributes_size_cm_json: 20, attributes_pages_json: null } },
    ])
    const query = { alias: { size: 'json(attributes, size.cm)' }, fields: ['size'] }
    expect(await shop.read('products', query, { keys: [7] })).toEqual([{ size: 28 }])
  })

  test('sorts by what stands at a path', async () => {
    const query = { filter: { attributes: { _json: { 'size.cm': { _nnull: true } } } } }
    expect(
      await shop.list('products', 'id', { ...query, sort: ['json(attributes, size.cm)'] }),
    ).toEqual([6, 7])
    expect(
      await shop.list('products', 'id', { ...query, sort: ['-json(attributes, size.cm)'] }),
    ).toEqual([7, 6])
  })

  test.each([
    'a..b',
    'a.',
    '.a',
    'a[',
    'a[]',
    'a[-1]',
    'a[*]',
    '*',
    '$.a',
    '$',
    '@.a',
    `a'b`,
    'a"b',
    'a b',
    'a[0',
    'a]b',
    '',
    'a.b.c.d.e.f.g.h.i.j.k',
    '..',
    '[?(@.a)]',
    'a\\u0022',
  ])('refuses the path %j', async (path) => {
    const filter = { attributes: { _json: { [path]: { _eq: 1 } } } }
    await expect(shop.session.read('products', { filter })).rejects.toThrow(InvalidQueryError)
    await expect(
      shop.session.read('products', { fields: [`json(attributes, ${path})`] }),
    ).rejects.toThrow(InvalidQueryError)
  })

  test.each([
    ['a path without a comparison', { attributes: { _json: { pages: null } } }],
    ['a nested path', { attributes: { _json: { size: { cm: { _eq: 1 } } } } }],
    ['_json in _json', { attributes: { _json: { pages: { _json: { a: { _eq: 1 } } } } } }],
    ['_some in _json', { attributes: { _json: { pages: { _some: { _eq: 1 } } } } }],
    ['_regex in _json', { attributes: { _json: { pages: { _regex: 'a' } } } }],
    ['a list of paths', { attributes: { _json: ['pages'] } }],
    ['the function as a filter', { 'json(attributes, pages)': { _eq: 1 } }],
  ] as readonly (readonly [string, Filter])[])('refuses %s', async (_, filter) => {
    await expect(shop.session.read('products', { filter })).rejects.toThrow(InvalidQueryError)
  })
})
