import { DAY, OPENING, TODAY, dateText, timestampText } from './dates.js'
import type { Random } from './random.js'
import { money } from './table.js'
import {
  colours,
  departments,
  lines,
  selling,
  tags,
  type Leaf,
  type ProductKind,
} from './words/products.js'

export type Category = {
  readonly id: number
  readonly name: string
  readonly slug: string
  readonly parent_id: number | null
  readonly position: number
}

export type Product = {
  readonly id: number
  readonly sku: string
  readonly name: string
  readonly description: string | null
  readonly category_id: number
  readonly price: string
  readonly cost: string | null
  readonly stock: number
  readonly available: boolean
  readonly attributes: string | null
  readonly released_on: string
  readonly created_at: string
  readonly updated_at: string | null
}

export type Tag = { readonly id: number; readonly name: string }
export type ProductTag = { readonly product_id: number; readonly tag_id: number }

/** A leaf of the tree with its category. */
interface Shelf extends Leaf {
  readonly category: Category
  readonly department: string
}

/** The category tree: departments first, then their leaves. */
export function createCategories(): readonly Category[] {
  return [...departmentCategories(), ...createShelves().map(({ category }) => category)]
}

function departmentCategories(): readonly Category[] {
  return departments.map(({ name }, index) => toCategory(index + 1, name, null, index + 1))
}

function createShelves(): readonly Shelf[] {
  const leaves = departments.flatMap((department, index) =>
    Object.entries(department.leaves).map(([name, leaf], place) => ({
      ...leaf,
      name,
      department: department.name,
      parent: index + 1,
      place,
    })),
  )
  return leaves.map(({ name, parent, place, ...leaf }, index) => ({
    ...leaf,
    category: toCategory(departments.length + index + 1, name, parent, place + 1),
  }))
}

function toCategory(
  id: number,
  name: string,
  parent_id: number | null,
  position: number,
): Category {
  return { id, name, slug: name.toLowerCase().replace(/[^a-z]+/g, '-'), parent_id, position }
}

/** Products, evenly over the leaves of the tree; a line's name and a noun make each name unique. */
export function createProducts(random: Random, count: number): readonly Product[] {
  const shelves = createShelves()
  return Array.from({ length: count }, (_, index) => {
    const shelf = shelves[index % shelves.length] as Shelf
    return createProduct(random, index + 1, shelf, Math.floor(index / shelves.length))
  })
}

function createProduct(
  random: Random,
  id: number,
  { category, department, kinds, materials }: Shelf,
  place: number,
): Product {
  const kind = kinds[place % kinds.length] as ProductKind
  const price = pricePoint(random, kind)
  const released = OPENING + random.integer(-400, 1200) * DAY
  const material = random.pick(materials)
  return {
    id,
    sku: `${department.slice(0, 2).toUpperCase()}-${String(id).padStart(5, '0')}`,
    name: productName(kind, category, Math.floor(place / kinds.length)),
    description: random.chance(0.9) ? `${kind.noun} in ${material}. ${random.pick(selling)}` : null,
    category_id: category.id,
    price: money(price),
    cost: random.chance(0.85) ? money(Math.round((price * random.integer(38, 64)) / 100)) : null,
    stock: random.chance(0.08) ? 0 : Math.floor(random.next() * random.next() * 240),
    available: random.chance(0.93),
    attributes: random.chance(0.95) ? attributes(random, kind, material) : null,
    released_on: dateText(released),
    created_at: timestampText(
      released - random.integer(5, 60) * DAY + random.integer(8, 18) * 3_600_000,
    ),
    updated_at: random.chance(0.4) ? timestampText(TODAY - random.integer(1, 300) * DAY) : null,
  }
}

/** `Fjord Teapot`. Each shelf starts at another line; a shelf that used them all starts a second edition. */
function productName(kind: ProductKind, category: Category, round: number): string {
  const line = lines[(round + category.id * 7) % lines.length] as string
  const edition = Math.floor(round / lines.length) + 1
  return edition === 1 ? `${line} ${kind.noun}` : `${line} ${kind.noun} ${edition}`
}

/** A price as shops like them: most end in .90, .95 or .00. */
function pricePoint(random: Random, { price: [from, to] }: ProductKind): number {
  const units = from + Math.floor(random.next() * random.next() * (to - from))
  return (
    units * 100 +
    random.weighted([
      [5, -10],
      [3, -5],
      [3, 0],
      [1, 50],
    ])
  )
}

function attributes(random: Random, kind: ProductKind, material: string): string {
  return JSON.stringify({
    colour: random.pick(colours),
    material,
    weight_g: random.integer(...kind.weight),
    warranty: { years: random.pick([2, 2, 3, 5, 10]), repairs: random.chance(0.6) },
    care: random.chance(0.3) ? ['wipe clean', 'keep dry'] : [],
  })
}

export function createTags(): readonly Tag[] {
  return tags.map((name, index) => ({ id: index + 1, name }))
}

/** Up to six tags for each product; the first tags are the popular ones. */
export function createProductTags(
  random: Random,
  products: readonly Product[],
): readonly ProductTag[] {
  return products.flatMap(({ id }) => {
    const chosen = new Set<number>()
    const wanted = random.weighted([
      [1, 0],
      [2, 1],
      [3, 2],
      [4, 3],
      [3, 4],
      [2, 5],
      [1, 6],
    ])
    while (chosen.size < wanted)
      chosen.add(1 + Math.floor(random.next() * random.next() * tags.length))
    return [...chosen].sort((a, b) => a - b).map((tag_id) => ({ product_id: id, tag_id }))
  })
}
