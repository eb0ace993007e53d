import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSampleShop } from '../src/sample/sample-shop.js'
import { sampleShopRows } from '../src/sample/rows.js'

const folder = mkdtempSync(join(tmpdir(), 'relvar-sample-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the sample shop', () => {
  const path = join(folder, 'shop.sqlite')
  let database: DatabaseSync
  const value = (sql: string): unknown => Object.values(database.prepare(sql).get() ?? {})[0]

  beforeAll(() => {
    createSampleShop(path)
    database = new DatabaseSync(path, { readOnly: true })
  })
  afterAll(() => database.close())

  it('is about 20,000 rows in the tables that the tutorial names', () => {
    const counts = sampleShopRows().map(
      ({ name }) => [name, value(`select count(*) from ${name}`)] as const,
    )
    expect(Object.fromEntries(counts)).toEqual({
      customers: 1250,
      employees: 40,
      categories: 23,
      products: 480,
      tags: 30,
      product_tags: 1418,
      sales: 4200,
      sale_lines: 10_997,
      reviews: 2400,
    })
    const total = counts.reduce((sum, [, count]) => sum + Number(count), 0)
    expect(total).toBeGreaterThan(18_000)
    expect(total).toBeLessThan(22_000)
  })

  it('is sound: links lead somewhere, sums add up, nobody buys before signing up', () => {
    expect(value('pragma integrity_check')).toBe('ok')
    expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
    expect(
      value(`select count(*) from sales s where abs(total - shipping_cost -
      (select sum(line_total) from sale_lines l where l.sale_id = s.id)) > 0.001`),
    ).toBe(0)
    expect(
      value(
        'select count(*) from sales s join customers c on c.id = s.customer_id where c.created_at > s.sold_at',
      ),
    ).toBe(0)
    expect(value('select count(*) - count(distinct name) from products')).toBe(0)
    expect(value('select count(*) from employees where manager_id is null')).toBe(1)
    expect(value('select count(*) from monthly_sales')).toBeGreaterThan(120)
  })

  it('is the same every time', () => {
    const fingerprint = (): string =>
      createHash('sha256').update(JSON.stringify(sampleShopRows())).digest('hex')
    expect(fingerprint()).toBe(fingerprint())
    // A change of the data is welcome, but never by accident: the README prints it.
    expect(fingerprint().slice(0, 16)).toBe('87c1e3623f58e881')
  })

  it('grows with its scale', () => {
    const sales = sampleShopRows({ scale: 3 }).find(({ name }) => name === 'sales')
    expect(sales?.rows.length).toBe(12_600)
  })
})

describe('createSampleShop', () => {
  it('never touches a file that is there', () => {
    const path = join(folder, 'mine.sqlite')
    writeFileSync(path, 'mine')
    expect(createSampleShop(path)).toBe(false)
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })

  it('removes the drafts of processes that died, and only those', () => {
    const place = join(folder, 'leftovers')
    createSampleShop(join(place, 'shop.sqlite'), { scale: 0.1 })
    rmSync(join(place, 'shop.sqlite'))
    const dead = 2 ** 22 + 1
    const files = [
      `shop.sqlite.${dead}.draft`,
      `shop.sqlite.${dead}.draft-journal`,
      'shop.sqlite.1.draft',
      'shop.sqlite.old',
    ]
    for (const file of files) writeFileSync(join(place, file), '')
    expect(createSampleShop(join(place, 'shop.sqlite'), { scale: 0.1 })).toBe(true)
    expect(readdirSync(place).sort()).toEqual([
      'shop.sqlite',
      'shop.sqlite.1.draft',
      'shop.sqlite.old',
    ])
  })

  it('leaves nothing half-made when it fails', () => {
    const place = join(folder, 'failing')
    expect(() => createSampleShop(join(place, 'shop.sqlite'), { scale: Number.NaN })).toThrow(
      'The scale has to be a positive number.',
    )
    expect(readdirSync(place)).toEqual([])
  })
})
