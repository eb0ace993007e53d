import { useMutation, useQueryClient } from '@tanstack/react-query'
import { fromInput, toInput } from '../../interfaces/datetime/input-value.js'
import { useStudio } from '../../provider/studio-provider.js'
import { itemPath } from '../../schema/item-key.js'
import type { StudioCollection } from '../../schema/studio-collection.js'
import type { StudioField } from '../../schema/studio-field.js'
import type { Item } from '../../wire/objects.js'
import type { CalendarFields } from './calendar-fields.js'
import { addDays } from './days.js'

/** An item on its way to a day so many days later, or earlier. */
export interface Shift {
  readonly key: string
  readonly item: Item
  readonly days: number
}

/** Moves items to other days, from the first to the last that they take; null where somebody may not. */
export function useShift(
  collection: StudioCollection,
  { start, end }: CalendarFields,
): { readonly move: ((shift: Shift) => void) | null; readonly error: Error | null } {
  const { client } = useStudio()
  const queries = useQueryClient()
  const dates = end === null ? [start] : [start, end]
  const { mutate, error } = useMutation({
    mutationFn: ({ key, item, days }: Shift) =>
      client.ask(itemPath(collection.id, key), {
        method: 'PATCH',
        body: Object.fromEntries(
          dates.map((field) => [field.name, shifted(item[field.name], field, days)]),
        ),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['items', collection.id] }),
  })
  const mayMove =
    collection.actions.includes('update') &&
    dates.every(({ actions, readonly }) => actions.includes('update') && !readonly)
  return { move: mayMove ? (shift) => mutate(shift) : null, error }
}

/** The same time of another day; nothing stays nothing. */
export function shifted(
  value: unknown,
  { type }: Pick<StudioField, 'type'>,
  days: number,
): string | null {
  if (typeof value !== 'string') return null
  const text = toInput(value, type)
  return fromInput(`${addDays(text.slice(0, 10), days)}${text.slice(10)}`, type)
}
