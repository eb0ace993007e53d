import type { Customer } from './customers.js'
import { DAY, OPENING, TODAY, timestampText } from './dates.js'
import type { Product } from './products.js'
import type { Random } from './random.js'
import { money } from './table.js'
import { wishes } from './words/reviews.js'

export type SaleStatus = 'pending' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'returned'
export type Channel = 'web' | 'store' | 'phone'

export type Sale = {
  readonly id: number
  readonly number: string
  readonly customer_id: number
  readonly employee_id: number | null
  readonly channel: Channel
  readonly status: SaleStatus
  readonly sold_at: string
  readonly shipped_at: string | null
  readonly shipping_cost: string
  readonly total: string
  readonly note: string | null
}

export type SaleLine = {
  readonly sale_id: number
  readonly line_no: number
  readonly product_id: number
  readonly quantity: number
  readonly unit_price: string
  readonly discount: string
}

export interface SalesInput {
  readonly customers: readonly Customer[]
  readonly products: readonly Product[]
  readonly sellers: readonly number[]
  readonly count: number
}

/** A line with what it comes to, in cents. */
interface PricedLine {
  readonly line: SaleLine
  readonly cents: number
}

/** Sales in the order in which they were made, with their lines. */
export function createSales(
  random: Random,
  input: SalesInput,
): { readonly sales: readonly Sale[]; readonly lines: readonly SaleLine[] } {
  const sales: Sale[] = []
  const lines: SaleLine[] = []
  const signedUp = input.customers.map(({ created_at }) =>
    Date.parse(`${created_at.replace(' ', 'T')}Z`),
  )
  let known = 0
  for (const [index, time] of createTimes(random, input.count).entries()) {
    while (known < signedUp.length && (signedUp[known] as number) <= time) known++
    const basket = createBasket(random, index + 1, input.products)
    lines.push(...basket.map(({ line }) => line))
    sales.push(createSale(random, index + 1, time, known, basket, input.sellers))
  }
  return { sales, lines }
}

/** Moments of business hours, more of them from year to year and before Christmas. */
function createTimes(random: Random, count: number): readonly number[] {
  const days: [number, number][] = []
  for (let day = OPENING + DAY; day < TODAY - DAY; day += DAY) days.push([dayWeight(day), day])
  const limits: number[] = []
  let total = 0
  for (const [weight] of days) limits.push((total += weight))
  const times = Array.from({ length: count }, () => {
    const day = days[firstAbove(limits, random.next() * total)]?.[1] ?? OPENING
    return day + random.integer(7 * 3600, 21 * 3600) * 1000
  })
  return times.sort((a, b) => a - b)
}

/** Of 100: how busy each month is. */
const seasons = [62, 58, 66, 70, 74, 72, 64, 60, 76, 84, 118, 160]

function dayWeight(day: number): number {
  const date = new Date(day)
  const growth = 1 + ((day - OPENING) / DAY) * 0.0012
  const weekend = date.getUTCDay() === 6 ? 1.4 : date.getUTCDay() === 0 ? 0.6 : 1
  return (seasons[date.getUTCMonth()] ?? 0) * growth * weekend
}

function firstAbove(limits: readonly number[], value: number): number {
  let low = 0
  let high = limits.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((limits[middle] as number) > value) high = middle
    else low = middle + 1
  }
  return low
}

/** One to eight lines, no product twice; a few products sell far better than the rest. */
function createBasket(
  random: Random,
  saleId: number,
  products: readonly Product[],
): readonly PricedLine[] {
  const wanted = random.weighted([
    [30, 1],
    [26, 2],
    [19, 3],
    [11, 4],
    [7, 5],
    [4, 6],
    [2, 7],
    [1, 8],
  ])
  const chosen = new Set<Product>()
  while (chosen.size < wanted)
    chosen.add(products[Math.floor(random.next() * random.next() * products.length)] as Product)
  return [...chosen].map((product, index) => {
    const price = Math.round(Number(product.price) * 100)
    const quantity =
      price > 10_000
        ? 1
        : random.weighted([
            [60, 1],
            [24, 2],
            [8, 3],
            [6, 4],
            [2, 6],
          ])
    const discount = random.chance(0.15)
      ? Math.round((price * quantity * random.pick([5, 10, 20])) / 100)
      : 0
    return {
      line: {
        sale_id: saleId,
        line_no: index + 1,
        product_id: product.id,
        quantity,
        unit_price: money(price),
        discount: money(discount),
      },
      cents: price * quantity - discount,
    }
  })
}

function createSale(
  random: Random,
  id: number,
  time: number,
  known: number,
  basket: readonly PricedLine[],
  sellers: readonly number[],
): Sale {
  const channel = random.weighted<Channel>([
    [68, 'web'],
    [25, 'store'],
    [7, 'phone'],
  ])
  const status = createStatus(random, time, channel)
  const goods = basket.reduce((sum, { cents }) => sum + cents, 0)
  const shipping = channel === 'store' || goods >= 10_000 ? 0 : 590
  const shipped =
    channel !== 'store' && (status === 'shipped' || status === 'delivered' || status === 'returned')
  return {
    id,
    number: `S-${new Date(time).getUTCFullYear()}-${String(id).padStart(6, '0')}`,
    customer_id: pickCustomer(random, Math.max(known, 1)),
    employee_id: channel === 'web' ? null : random.pick(sellers),
    channel,
    status,
    sold_at: timestampText(time),
    shipped_at: shipped ? timestampText(time + random.integer(4, 60) * 3_600_000) : null,
    shipping_cost: money(shipping),
    total: money(goods + shipping),
    note: channel !== 'store' && random.chance(0.08) ? random.pick(wishes) : null,
  }
}

/** Every other sale is to one of the faithful: those who signed up early buy most often. */
function pickCustomer(random: Random, known: number): number {
  return 1 + Math.floor((random.chance(0.5) ? random.next() : 1) * random.next() * known)
}

/** What was sold over the counter is delivered; the rest takes its way within two weeks. */
function createStatus(random: Random, time: number, channel: Channel): SaleStatus {
  if (channel === 'store') return random.chance(0.02) ? 'returned' : 'delivered'
  const age = (TODAY - time) / DAY
  if (age < 3)
    return random.weighted([
      [3, 'pending'],
      [6, 'paid'],
      [1, 'cancelled'],
    ])
  if (age < 14)
    return random.weighted([
      [1, 'paid'],
      [6, 'shipped'],
      [5, 'delivered'],
      [1, 'cancelled'],
    ])
  return random.weighted([
    [90, 'delivered'],
    [6, 'cancelled'],
    [4, 'returned'],
  ])
}
