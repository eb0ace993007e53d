import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { itemPath } from '../../schema/item-key.js'
import type { StudioCollection } from '../../schema/studio-collection.js'
import type { StudioField } from '../../schema/studio-field.js'
import type { Item } from '../../wire/objects.js'
import type { CalendarFields } from './calendar-fields.js'
import type { Edge } from './item-dates.js'

/** New dates of an item. */
export interface DateChange {
  readonly key: string
  readonly dates: Item
}

/** How the dates of items are changed. */
export interface DateChanges {
  /** What of an item may go to other days. */
  readonly edges: readonly Edge[]
  readonly change: (change: DateChange) => void
  /** What is on its way to the server, and shown already. */
  readonly pending: readonly DateChange[]
  /** Why the last one was refused. */
  readonly error: Error | null
}

/** Changes dates, one after another. They show at once, and go back where the server refuses. */
export function useDateChanges(
  collection: StudioCollection,
  { start, end }: CalendarFields,
): DateChanges {
  const { client } = useStudio()
  const queries = useQueryClient()
  const [pending, setPending] = useState<readonly DateChange[]>([])
  const { mutate, error } = useMutation({
    scope: { id: `dates ${collection.id}` },
    mutationFn: ({ key, dates }: DateChange) =>
      client.ask(itemPath(collection.id, key), { method: 'PATCH', body: dates }),
    onSettled: async (_, __, done) => {
      await queries.invalidateQueries({ queryKey: ['items', collection.id] })
      setPending((now) => now.filter((each) => each !== done))
    },
  })
  const mayChange = (field: StudioField): boolean =>
    collection.actions.includes('update') && field.actions.includes('update') && !field.readonly
  const all = end === null ? [start] : [start, end]
  const edges: Edge[] = all.every(mayChange) ? ['all'] : []
  if (end !== null && mayChange(start)) edges.push('start')
  if (end !== null && mayChange(end)) edges.push('end')
  function change(next: DateChange): void {
    setPending((now) => [...now, next])
    mutate(next)
  }
  return { edges, change, pending, error }
}
