import type { Item } from '../../wire/objects.js'

/** A card as far as its place in a column goes. */
export interface PlacedCard {
  readonly key: string
  readonly item: Item
}

/** Where in the order made by hand a card goes. */
export interface CardPlace {
  /** The card that it comes before; null for the end. */
  readonly before: string | null
  /** The card whose place it takes, so that it comes to stand there; null where it stands so already. */
  readonly goal: string | null
}

/** What a card is put into: the cards of a column, by the field that orders them. */
export interface Ordered {
  readonly cards: readonly PlacedCard[]
  readonly sortField: string
}

/**
 * Where a card goes that is put before another one, or at the end. Who takes the place of one further down comes to
 * stand after it, and of one further up before it, as all between them move up a place.
 */
export function placeBefore(
  moved: PlacedCard,
  before: string | null,
  { cards, sortField }: Ordered,
): CardPlace {
  const from = cards.findIndex(({ key }) => key === moved.key)
  const rest = cards.filter(({ key }) => key !== moved.key)
  const at = before === null ? -1 : rest.findIndex(({ key }) => key === before)
  const to = at < 0 ? rest.length : at
  const [previous, next] = [rest[to - 1], rest[to]]
  const place = { before: next?.key ?? null }
  if (from >= 0) {
    if (from === to) return { ...place, goal: null }
    return { ...place, goal: (from > to ? next : previous)?.key ?? null }
  }
  const sortOf = ({ item }: PlacedCard): number | null =>
    typeof item[sortField] === 'number' ? item[sortField] : null
  const own = sortOf(moved)
  const [low, high] = [previous, next].map((card) => (card === undefined ? null : sortOf(card)))
  if (own !== null && isKnown(previous, low) && isKnown(next, high)) {
    if (next !== undefined && own > Number(high)) return { ...place, goal: next.key }
    if (previous !== undefined && own < Number(low)) return { ...place, goal: previous.key }
    if (low !== own && high !== own) return { ...place, goal: null }
  }
  // Who has no place of their own is put in order with the first move.
  return { ...place, goal: next?.key ?? previous?.key ?? null }
}

function isKnown(card: PlacedCard | undefined, sort: number | null | undefined): boolean {
  return card === undefined || typeof sort === 'number'
}

/** Where a card goes that is moved a place up or down; null at the end. */
export function placeBeside(moved: PlacedCard, way: -1 | 1, ordered: Ordered): CardPlace | null {
  const { cards } = ordered
  const from = cards.findIndex(({ key }) => key === moved.key)
  if (from < 0 || cards[from + way] === undefined) return null
  return placeBefore(moved, cards[way < 0 ? from - 1 : from + 2]?.key ?? null, ordered)
}
