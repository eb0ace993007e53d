import { useQueryClient } from '@tanstack/react-query'
import { useStudio } from '../../provider/studio-provider.js'
import { itemPath, itemsPath } from '../../schema/item-key.js'
import type { StudioCollection } from '../../schema/studio-collection.js'
import type { StudioField } from '../../schema/studio-field.js'
import { pathsOf } from '../../schema/template.js'
import { useCollection, useRelations } from '../../schema/use-collections.js'
import type { Item } from '../../wire/objects.js'
import { type GroupedBy, type Groups, noGroups } from './groups.js'
import type { KanbanColumn } from './kanban-columns.js'

/**
 * Groups that are items of a linked collection: they are made, named and deleted there.
 *
 * @param groupTitle the field that names them, where somebody said which
 */
export function useLinkedGroups({ collection, field }: GroupedBy, groupTitle: unknown): Groups {
  const { client } = useStudio()
  const queries = useQueryClient()
  const { data: relations } = useRelations()
  const { collection: linked } = useCollection(field.related?.collection ?? '')
  if (linked === undefined || field.related === null || linked.primaryKey.length !== 1)
    return noGroups
  const { actions, id, primaryKey } = linked
  // The value of a link is the key of what it leads to, unless it leads to another column.
  if (primaryKey[0] !== field.related.key) return noGroups
  const title = titleOfGroups(linked, groupTitle ?? pathsOf(templateOf(field))[0])
  const may = (action: 'create' | 'update'): boolean =>
    actions.includes(action) && title?.actions.includes(action) === true && !title.readonly
  const relation = relations?.find(
    (each) => each.collection === collection.id && each.field === field.name,
  )
  const pathOf = ({ value }: KanbanColumn): string =>
    itemPath(id, encodeURIComponent(String(value)))

  async function write(path: string, method: 'POST' | 'PATCH' | 'DELETE', body?: Item) {
    await client.ask(path, { method, ...(body !== undefined && { body }) })
    await queries.invalidateQueries({ queryKey: ['items', id] })
  }
  return {
    nameLabel: title?.title ?? '',
    nameOf: ({ item = {} }) => String(item[title?.name ?? ''] ?? ''),
    add:
      title !== null && may('create')
        ? (name) => write(itemsPath(id), 'POST', { [title.name]: name })
        : null,
    rename:
      title !== null && may('update')
        ? (group, name) => write(pathOf(group), 'PATCH', { [title.name]: name })
        : null,
    remove: actions.includes('delete') ? (group) => write(pathOf(group), 'DELETE') : null,
    alone: fateBy(relation?.schema?.on_delete),
  }
}

/** The field that a group is named by, where it is a text. */
function titleOfGroups({ fields }: StudioCollection, name: unknown): StudioField | null {
  const found = fields.find((field) => field.name === name)
  return found !== undefined && ['string', 'text'].includes(found.type) ? found : null
}

function templateOf({ displayOptions: { template } }: StudioField): string {
  return typeof template === 'string' ? template : ''
}

/** By what the database does with what leads to a row that is deleted. */
function fateBy(rule: string | undefined): Groups['alone'] {
  if (rule === 'CASCADE') return 'deleted'
  return rule === 'SET NULL' || rule === 'SET DEFAULT' ? 'emptied' : null
}
