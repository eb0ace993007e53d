import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { itemPath } from '../../schema/item-key.js'
import type { Item } from '../../wire/objects.js'
import type { CardPlace, PlacedCard } from './card-place.js'
import type { GroupedBy } from './groups.js'
import type { KanbanColumn } from './kanban-columns.js'

/** A card on its way to another column, or another place in its own. */
export interface Move {
  readonly key: string
  readonly item: Item
  readonly from: KanbanColumn
  readonly to: KanbanColumn
  /** null where nobody has put the items in order. */
  readonly place: CardPlace | null
  /** What it stood before, for the way back; null where it was the last. */
  readonly stoodBefore: string | null
}

/** Cards on their way, and what became of the last one. */
export interface CardMoves {
  readonly moves: readonly Move[]
  readonly move: (move: Move) => void
  /** The last one that was made, and can be taken back. */
  readonly done: Move | null
  readonly error: Error | null
}

/** Moves cards, one after another. Each shows at once, and goes back where the server refuses it. */
export function useCardMoves({ collection, field }: GroupedBy): CardMoves {
  const { client } = useStudio()
  const queries = useQueryClient()
  const [moves, setMoves] = useState<readonly Move[]>([])
  const [done, setDone] = useState<Move | null>(null)
  const { mutate, error } = useMutation({
    // Each counts on the places that the one before has made.
    scope: { id: `order ${collection.id}` },
    mutationFn: async ({ key, from, to, place }: Move) => {
      const path = itemPath(collection.id, key)
      if (from.value !== to.value)
        await client.ask(path, { method: 'PATCH', body: { [field.name]: to.value } })
      if (place?.goal == null) return
      await client.ask(`/utils/sort/${encodeURIComponent(collection.id)}`, {
        method: 'POST',
        body: { item: decodeURIComponent(key), to: decodeURIComponent(place.goal) },
      })
    },
    onSuccess: (_, made) => setDone(made),
    onError: () => setDone(null),
    onSettled: async (_, __, made) => {
      await queries.invalidateQueries({ queryKey: ['items', collection.id] })
      setMoves((now) => now.filter((each) => each !== made))
    },
  })
  function move(next: Move): void {
    setMoves((now) => [...now.filter(({ key }) => key !== next.key), next])
    mutate(next)
  }
  return { moves, move, done, error }
}

/** The cards of a column, with what is on its way to it or away. */
export function withMoves(
  cards: readonly PlacedCard[],
  column: KanbanColumn,
  moves: readonly Move[],
): readonly PlacedCard[] {
  const staying = cards.filter(({ key }) => !moves.some((move) => move.key === key))
  return moves
    .filter(({ to }) => to.value === column.value)
    .reduce((now, { key, item, place }) => {
      const at = place === null ? 0 : now.findIndex((card) => card.key === place.before)
      return now.toSpliced(at < 0 ? now.length : at, 0, { key, item })
    }, staying)
}
