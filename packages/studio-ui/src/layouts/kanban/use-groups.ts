import { useQueryClient } from '@tanstack/react-query'
import { columnFilter } from './kanban-columns.js'
import { useStudio } from '../../provider/studio-provider.js'
import { itemsPath } from '../../schema/item-key.js'
import { choicesOf } from '../../schema/choices.js'
import { type Fate, type GroupedBy, type Groups, noGroups } from './groups.js'
import type { KanbanColumn } from './kanban-columns.js'
import { useChoiceGroups } from './use-choice-groups.js'
import { useLinkedGroups } from './use-linked-groups.js'

/**
 * How the groups of a board are changed: choices in the options of their field, which is for those who may change the
 * data model, and what the field leads to as items of its own.
 */
export function useGroups(
  by: GroupedBy,
  { canChangeModel, groupTitle }: { canChangeModel: boolean; groupTitle: unknown },
): Groups {
  const { client } = useStudio()
  const queries = useQueryClient()
  const choices = useChoiceGroups(by)
  const linked = useLinkedGroups(by, groupTitle)
  const { collection, field } = by
  const isChoice = field.related === null && choicesOf(field.options).length > 0
  if (isChoice && !canChangeModel) return noGroups
  const groups = isChoice ? choices : linked
  const { remove } = groups
  if (remove === null) return groups

  async function empty(group: KanbanColumn, to: KanbanColumn['value']): Promise<void> {
    const filter = columnFilter(field, group)
    await client.ask(itemsPath(collection.id), {
      method: 'PATCH',
      query: { limit: 0 },
      body: { query: { filter, limit: -1 }, data: { [field.name]: to } },
    })
  }
  return {
    ...groups,
    remove: async (group: KanbanColumn, fate: Fate) => {
      if (fate.kind === 'move') await empty(group, fate.to)
      try {
        await remove(group, fate)
      } finally {
        await queries.invalidateQueries({ queryKey: ['items', collection.id] })
      }
    },
  }
}
