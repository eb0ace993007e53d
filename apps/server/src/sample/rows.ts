import { createCustomers } from './customers.js'
import { createCategories, createProducts, createProductTags, createTags } from './products.js'
import { createRandom } from './random.js'
import { createReviews } from './reviews.js'
import { createSales } from './sales.js'
import { createEmployees, sellerIds } from './staff.js'
import type { SampleTable } from './table.js'

/** How large the sample shop is. */
export interface SampleShopOptions {
  /** 1 (the default) is about 20,000 rows; 10 is about ten times as many. Categories, tags and employees stay as they are. */
  readonly scale?: number
}

/**
 * The rows of the sample shop as plain data, tables in an order that satisfies their foreign keys.
 * The same scale gives the same rows, always; any database can be loaded with them.
 * The numbers of their keys are given, so where a database counts keys apart from rows (identity
 * columns of PostgreSQL) its counters have to be set afterwards.
 *
 * @example
 * for (const { name, rows } of sampleShopRows({ scale: 10 })) await load(name, rows)
 */
export function sampleShopRows(options: SampleShopOptions = {}): readonly SampleTable[] {
  const { scale = 1 } = options
  if (!(scale > 0 && scale < Infinity))
    throw new RangeError('The scale has to be a positive number.')
  const random = createRandom(20_230_301)
  const times = (count: number): number => Math.max(Math.round(count * scale), 50)
  const employees = createEmployees(random)
  const products = createProducts(random, times(480))
  const customers = createCustomers(random, times(1_250))
  const { sales, lines } = createSales(random, {
    customers,
    products,
    sellers: sellerIds(employees),
    count: times(4_200),
  })
  return [
    { name: 'customers', rows: customers },
    { name: 'employees', rows: employees },
    { name: 'categories', rows: createCategories() },
    { name: 'products', rows: products },
    { name: 'tags', rows: createTags() },
    { name: 'product_tags', rows: createProductTags(random, products) },
    { name: 'sales', rows: sales },
    { name: 'sale_lines', rows: lines },
    { name: 'reviews', rows: createReviews(random, sales, lines, times(2_400)) },
  ]
}
