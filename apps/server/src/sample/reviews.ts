import { DAY, TODAY, timestampText } from './dates.js'
import type { Random } from './random.js'
import type { Sale, SaleLine } from './sales.js'
import { opinions } from './words/reviews.js'

export type Review = {
  readonly id: number
  readonly product_id: number
  readonly customer_id: number
  readonly rating: number
  readonly title: string | null
  readonly body: string | null
  readonly verified: boolean
  readonly created_at: string
}

/** Reviews of delivered products by those who bought them, one for each product and customer, oldest first. */
export function createReviews(
  random: Random,
  sales: readonly Sale[],
  lines: readonly SaleLine[],
  count: number,
): readonly Review[] {
  const drafts = new Map<string, Omit<Review, 'id'>>()
  for (const line of shuffled(random, lines)) {
    if (drafts.size >= count) break
    const sale = sales[line.sale_id - 1] as Sale
    if (sale.status !== 'delivered') continue
    drafts.set(
      `${line.product_id},${sale.customer_id}`,
      createReview(random, sale, line.product_id),
    )
  }
  return [...drafts.values()]
    .sort((a, b) =>
      a.created_at < b.created_at
        ? -1
        : a.created_at > b.created_at
          ? 1
          : a.product_id - b.product_id,
    )
    .map((review, index) => ({ id: index + 1, ...review }))
}

function createReview(random: Random, sale: Sale, product_id: number): Omit<Review, 'id'> {
  const rating = random.weighted([
    [46, 5],
    [30, 4],
    [12, 3],
    [7, 2],
    [5, 1],
  ])
  const { titles, bodies } = opinions[rating] as {
    titles: readonly string[]
    bodies: readonly string[]
  }
  const bought = Date.parse(`${sale.sold_at.replace(' ', 'T')}Z`)
  return {
    product_id,
    customer_id: sale.customer_id,
    rating,
    title: random.chance(0.8) ? random.pick(titles) : null,
    body: random.chance(0.75) ? random.pick(bodies) : null,
    verified: random.chance(0.9),
    created_at: timestampText(
      Math.min(TODAY, bought + random.integer(3, 45) * DAY + random.integer(0, 40_000_000)),
    ),
  }
}

function shuffled<T>(random: Random, list: readonly T[]): readonly T[] {
  const copy = [...list]
  for (let index = copy.length - 1; index > 0; index--) {
    const other = random.integer(0, index)
    ;[copy[index], copy[other]] = [copy[other] as T, copy[index] as T]
  }
  return copy
}
