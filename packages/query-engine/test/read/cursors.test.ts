import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { createHooks, type Filter, InvalidQueryError, type ReadQuery } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'
import { walk } from '../support/walk.js'

const SORTABLE = /json|geometry|array|hash/

describe.each(SUPPORTED)('cursors on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)
  const oddities = useFixture(dialect, odditiesFixture)
  const cursors = (table: string, query: ReadQuery, fixture = shop) =>
    fixture.page(table, query, { meta: ['cursors'] }).then(({ meta }) => meta.cursors)

  /** null where the database has no order for values like these. */
  const sorted = async (query: ReadQuery) => {
    try {
      return await oddities.session.read('every_type', query)
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidQueryError)
      return null
    }
  }

  test('lead through the values of every type, in both directions', async () => {
    const table = oddities.schema.tables['every_type']
    const names = (table?.columns ?? [])
      .filter(({ type, actions }) => !SORTABLE.test(type) && actions.includes('read'))
      .map(({ name }) => name)
    expect(names.length).toBeGreaterThan(10)
    for (const sort of names.flatMap((name) => [[name], [`-${name}`]])) {
      const query = { fields: ['id'], sort }
      const whole = await sorted(query)
      if (whole === null) continue
      const one = {
        page: oddities.page.bind(oddities),
        table: 'every_type',
        query: { ...query, limit: 1 },
      }
      const forwards = await walk({ ...one, towards: 'next' })
      expect(forwards, `after, by ${sort.join()}`).toEqual(whole)
      const last = await cursors('every_type', { ...query, offset: whole.length - 1 }, oddities)
      const from = last?.previous ?? null
      const backwards = await walk({ ...one, towards: 'previous', from })
      expect(backwards, `before, by ${sort.join()}`).toEqual(whole.slice(0, -1))
    }
  })

  test('stand for the rows next to a page, null where there is none', async () => {
    const query = { fields: ['id'], sort: ['-name'], limit: 4 }
    const names = await shop.list('tags', 'id', { sort: ['-name'] })
    const first = await shop.page('tags', query, { meta: ['cursors'] })
    expect(first.data.map(({ id }) => id)).toEqual(names.slice(0, 4))
    expect(first.meta.cursors).toEqual({ next: expect.any(String), previous: null })
    const after = first.meta.cursors?.next ?? ''
    const second = await shop.page('tags', { ...query, after }, { meta: ['cursors'] })
    expect(second.data.map(({ id }) => id)).toEqual(names.slice(4))
    expect(second.meta.cursors).toEqual({ next: null, previous: expect.any(String) })
    const before = second.meta.cursors?.previous ?? ''
    const back = await shop.page('tags', { ...query, before }, { meta: ['cursors'] })
    expect(back).toEqual({
      data: first.data,
      meta: { cursors: { next: expect.any(String), previous: null } },
    })
  })

  test('come with counts, keys, search, filters, offsets, no limit and no rows', async () => {
    const meta = ['total_count', 'filter_count', 'cursors'] as const
    const filter = { id: { _gt: 1 } }
    const page = await shop.page('tags', { fields: ['id'], filter, limit: 2 }, { meta })
    expect(page.meta).toMatchObject({ total_count: 5, filter_count: 4 })
    const after = page.meta.cursors?.next ?? ''
    const next = await shop.page('tags', { fields: ['id'], filter, limit: 2, after }, { meta })
    expect(next).toMatchObject({ data: [{ id: 4 }, { id: 5 }], meta: { filter_count: 4 } })
    expect(
      await shop.page('tags', { fields: ['id'], after }, { meta: ['cursors'], keys: [1, 4] }),
    ).toMatchObject({ data: [{ id: 4 }], meta: { cursors: { next: null } } })
    expect(await cursors('tags', { limit: -1 })).toEqual({ next: null, previous: null })
    expect(await cursors('tags', { limit: 0 })).toEqual({ next: null, previous: null })
    expect(await cursors('tags', { limit: 2, offset: 2 })).toEqual({
      next: expect.any(String),
      previous: expect.any(String),
    })
    expect(await cursors('tags', { filter: { id: 99 } })).toEqual({ next: null, previous: null })
  })

  test('follow a sort by relations, functions and JSON', async () => {
    for (const sort of [
      ['-count(reviews)'],
      ['category_id.name', '-price'],
      ['-category_id.parent_id.name', 'active'],
      ['json(attributes, weight)'],
      ['-json(attributes, color)'],
    ]) {
      const query = { fields: ['id'], sort, limit: 2 }
      const given = { page: shop.page.bind(shop), table: 'products', query } as const
      const whole = await shop.read('products', { ...query, limit: -1 })
      expect(await walk({ ...given, towards: 'next' }), sort.join()).toEqual(whole)
    }
  })

  test('are taken by streams and by writes, which go no further than the page', async () => {
    const query = { fields: ['id'], limit: 2 }
    const after = (await cursors('tags', query))?.next ?? ''
    const streamed: unknown[] = []
    for await (const row of shop.session.stream('tags', { ...query, after })) streamed.push(row)
    expect(streamed).toEqual([{ id: 3 }, { id: 4 }])
    const backwards = shop.session.stream('tags', { ...query, before: after })
    await expect(backwards[Symbol.asyncIterator]().next()).rejects.toThrow(InvalidQueryError)
    await shop.session.transaction(async (session) => {
      const target = { query: { limit: 1, after } }
      expect(await session.update('tags', target, { name: 'changed' })).toEqual([{ id: 3 }])
    })
  })

  test('pass through read hooks', async () => {
    const hooks = createHooks()
    hooks.read((rows) => rows.map((row) => ({ ...row, seen: true })))
    const session = shop.with({ hooks })
    const page = await session.readJson('tags', { fields: ['id'], limit: 1 }, { meta: ['cursors'] })
    expect(page).toEqual({
      data: '[{"id":1,"seen":true}]',
      meta: { cursors: { next: expect.any(String), previous: null } },
    })
  })

  describe('are refused', () => {
    const good = async () => (await cursors('tags', { sort: ['name'], limit: 2 }))?.next ?? ''
    const refused = async (table: string, query: ReadQuery, text: RegExp) => {
      await expect(shop.session.readJson(table, query)).rejects.toThrow(InvalidQueryError)
      await expect(shop.session.readPage(table, query)).rejects.toThrow(text)
    }

    test('with another sort, collection or way to page', async () => {
      const after = await good()
      await refused('tags', { after }, /no cursor of this collection in this order/)
      await refused('tags', { sort: ['-name'], after }, /in this order/)
      await refused('categories', { sort: ['name'], after }, /in this order/)
      await refused('tags', { sort: ['name'], after, before: after }, /either/)
      await refused('tags', { sort: ['name'], after, offset: 1 }, /leave out/)
      await refused('tags', { sort: ['name'], after, page: 1 }, /leave out/)
      await refused('tags', { after, groupBy: ['name'] }, /Groups/)
    })

    test('where rows have no key', async () => {
      const meta = ['cursors'] as const
      const keyless = Object.values(oddities.schema.tables).filter(
        ({ primaryKey }) => primaryKey.length === 0,
      )
      expect(keyless.length).toBeGreaterThan(0)
      for (const { id } of keyless) {
        await expect(oddities.session.readJson(id, {}, { meta })).rejects.toThrow(/no key/)
      }
    })

    test('when they were tampered with', async () => {
      const after = await good()
      const [order = ''] = JSON.parse(Buffer.from(after, 'base64url').toString()) as string[]
      const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const broken = [
        '',
        ' ',
        'null',
        '%00',
        after.slice(0, -5),
        `${after}!`,
        'a'.repeat(100_000),
        made(null),
        made({ __proto__: [order] }),
        made([]),
        made([order]),
        made([order, 'a']),
        made([order, 'a', '1', '2']),
        made([order, { $gt: '' }, '1']),
        made([order, ['a'], '1']),
        made([order, 1, 2]),
        made([order, 'a\0', '1']),
        made(['__proto__', 'a', '1']),
      ]
      for (const cursor of broken) {
        await refused('tags', { sort: ['name'], after: cursor }, /no cursor/)
      }
      for (const cursor of [17, null, {}, ['a']] as unknown as string[]) {
        await refused('tags', { sort: ['name'], before: cursor }, /no cursor/)
      }
    })

    test('when a value is none of its field, and bound in any case', async () => {
      const first = (await cursors('tags', { limit: 1 }))?.next ?? ''
      const [order = ''] = JSON.parse(Buffer.from(first, 'base64url').toString()) as string[]
      const prefix = dialect.name === 'sqlite' ? 'n' : ''
      for (const text of ["1' or 1 = 1 --", 'x', '', '9'.repeat(60), '1e999', '$NOW']) {
        const after = Buffer.from(JSON.stringify([order, `${prefix}${text}`])).toString('base64url')
        const answer = shop.session.readPage('tags', { after }).then(
          ({ data }) => data,
          (error: unknown) => error,
        )
        const found = await answer
        // A number that no column can hold is still a place, after all rows.
        expect(found instanceof InvalidQueryError || (found as unknown[]).length === 0).toBe(true)
      }
    })
  })

  test('tell nothing that a rule hides', async () => {
    const fields = { id: {}, name: { id: { _gt: 2 } } }
    const session = shop.with({ policy: policyOf({ tags: { read: { fields } } }) })
    const page = await session.readPage(
      'tags',
      { fields: ['id'], sort: ['-name'], limit: 1 },
      { meta: ['cursors'] },
    )
    const [, name, id] = JSON.parse(
      Buffer.from(page.meta.cursors?.next ?? '', 'base64url').toString(),
    ) as unknown[]
    expect([name, String(id).at(-1)]).toEqual([null, '2'])
  })

  test('are refused where the key is hidden, altogether or in some rows', async () => {
    const open = (fields: Readonly<Record<string, Filter>>) =>
      shop
        .with({ policy: policyOf({ tags: { read: { fields } } }) })
        .readPage('tags', { fields: ['name'] }, { meta: ['cursors'] })
    await expect(open({ name: {} })).rejects.toThrow(/no key that may be read/)
    await expect(open({ name: {}, id: { name: 'x' } })).rejects.toThrow(/some of them only/)
  })
})
