import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { FilterJson } from '../../filter/filter-tree.js'
import { useStudio } from '../../provider/studio-provider.js'
import { choicesOf } from '../../schema/choices.js'
import { itemsPath } from '../../schema/item-key.js'
import type { StudioCollection } from '../../schema/studio-collection.js'
import type { Options, StudioField } from '../../schema/studio-field.js'
import { pathsOf, writeTemplate } from '../../schema/template.js'
import type { Item } from '../../wire/objects.js'

/** A column of a board: what its items have in common. */
export interface KanbanColumn {
  /** null holds those that have nothing there. */
  readonly value: string | number | boolean | null
  readonly title: string
  readonly color: string | null
  /** What it stands for, where that is an item itself. */
  readonly item?: Item
}

/** Of linked items, so many are columns. */
const MOST = 30

/** The fields that a board can have its columns by: those with choices first, then links. */
export function groupFields({ fields }: StudioCollection): readonly StudioField[] {
  const choosable = fields.filter((field) => isOne(field) && choicesOf(field.options).length > 0)
  const switches = fields.filter(({ type }) => type === 'boolean')
  return [...choosable, ...switches, ...fields.filter(({ related }) => related !== null)]
}

/** Its values are one of the choices, not several. */
function isOne({ type }: StudioField): boolean {
  return type !== 'json' && type !== 'csv'
}

/**
 * The columns of a board, in the order that somebody made; one for what has nothing last, unless that is not wanted.
 * null while linked items are read.
 */
export function useKanbanColumns(
  field: StudioField,
  { groupOrder, groupTitle, showUngrouped }: Options,
): readonly KanbanColumn[] | null {
  const { client, messages } = useStudio()
  const { related, displayOptions } = field
  const isTitled = typeof groupTitle === 'string' && groupTitle !== ''
  const said = isTitled ? `{{${groupTitle}}}` : displayOptions['template']
  const template = typeof said === 'string' ? said : ''
  const { data } = useQuery({
    queryKey: ['items', related?.collection, 'columns', template],
    enabled: related !== null,
    queryFn: async ({ signal }) => {
      const { collection = '', key = '' } = related ?? {}
      const query = { fields: [key, ...pathsOf(template)].join(','), limit: MOST }
      return (await client.ask<readonly Item[]>(itemsPath(collection), { query, signal })).data
    },
  })
  return useMemo(() => {
    const found = related === null ? fixedColumns(field, messages) : data?.map(columnOf)
    if (found === undefined) return null
    const rest = { value: null, title: messages.nothing, color: null }
    const ordered = inOrder(found, groupOrder)
    return field.nullable && showUngrouped !== false ? [...ordered, rest] : ordered

    function columnOf(item: Item): KanbanColumn {
      const value = item[related?.key ?? ''] as string | number
      const written = writeTemplate(template, item)
      return { value, title: written === '' ? String(value) : written, color: null, item }
    }
  }, [field, related, template, data, messages, groupOrder, showUngrouped])
}

/** What nobody has put in order comes after what somebody has. */
function inOrder(columns: readonly KanbanColumn[], order: unknown): readonly KanbanColumn[] {
  if (!Array.isArray(order)) return columns
  const placeOf = ({ value }: KanbanColumn): number => {
    const at = order.indexOf(value)
    return at < 0 ? order.length : at
  }
  return columns.toSorted((left, right) => placeOf(left) - placeOf(right))
}

/** The order of columns once one of them has changed places with a neighbour; null where there is none. */
export function movedColumn(
  columns: readonly KanbanColumn[],
  { value }: KanbanColumn,
  way: -1 | 1,
): readonly KanbanColumn['value'][] | null {
  const values = columns.map((each) => each.value).filter((each) => each !== null)
  const at = values.indexOf(value as string)
  const other = values[at + way]
  if (at < 0 || other === undefined) return null
  return values.with(at, other).with(at + way, value as string)
}

function fixedColumns(
  field: StudioField,
  { yes, no }: { readonly yes: string; readonly no: string },
): readonly KanbanColumn[] {
  const choices = choicesOf(field.options)
  if (choices.length === 0 && field.type === 'boolean')
    return [
      { value: true, title: yes, color: null },
      { value: false, title: no, color: null },
    ]
  return choices.map(({ value, text, color }) => ({ value, title: text, color: color ?? null }))
}

/** The filter of a column. That for what has nothing holds what is none of the choices, too. */
export function columnFilter({ name, options }: StudioField, { value }: KanbanColumn): FilterJson {
  if (value !== null) return { [name]: { _eq: value } }
  const choices = choicesOf(options).map((choice) => choice.value)
  const nothing = { [name]: { _null: true } }
  return choices.length === 0 ? nothing : { _or: [nothing, { [name]: { _nin: choices } }] }
}
