import { itemKey } from '../schema/item-key.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import { linkedFields, type StudioList } from '../schema/studio-list.js'
import {
  isStagedItem,
  type StagedItem,
  type StagedList,
  withNew,
  withRow,
} from '../item-form/staged.js'
import { type RefusedField, refusedBelow } from '../item-form/save-failure.js'
import type { Item } from '../wire/objects.js'
import type { RelatedChange, RelatedPart } from './related-drawer.js'
import type { ListRow } from './use-list-rows.js'

/** What a drawer shows of a row: the item, and where a junction has fields of its own, those too. */
export interface RowParts {
  readonly part: RelatedPart
  readonly junction: RelatedPart | null
}

/**
 * What is edited of a row.
 *
 * @param row null of a new one
 * @param rows the collection of the rows
 * @param target what a junction leads on to; null of one-to-many
 * @param key of the item that the junction leads to; null of a new one
 * @param refused what was refused of rows when they were last saved
 */
export function partsOfRow(
  list: StudioList,
  row: ListRow | null,
  rows: StudioCollection,
  target: string | null,
  staged: StagedList,
  key: string | null,
  refused: readonly RefusedField[],
): RowParts {
  const all = [...staged.create, ...staged.update]
  const change = all.find(({ id }) => id === row?.id)
  const values = change?.values ?? {}
  // Which of several rows was refused is not told.
  const said = change !== undefined && all.length === 1 ? refused : []
  const own = {
    collection: list.collection,
    key: row === null || row.state === 'new' ? null : row.id,
    staged: values,
    omit: omitted(list, rows),
    refused: said,
  }
  if (list.other === null || target === null) return { part: own, junction: null }
  const linked = values[list.other]
  const part = {
    collection: target,
    key,
    staged: isStagedItem(linked) ? linked.values : {},
    omit: [],
    refused: refusedBelow(said, [list.other]),
  }
  return { part, junction: hasOwnFields(list, rows) ? own : null }
}

/** What the link and the junction fill in by themselves, and what nobody has to see there. */
function omitted(list: StudioList, rows: StudioCollection): string[] {
  const { other, discriminator, sort } = list
  const keys = other === null ? [] : rows.primaryKey
  return [...linkedFields(list), discriminator, sort, ...keys].filter((name) => name !== null)
}

function hasOwnFields(list: StudioList, rows: StudioCollection): boolean {
  const filled = omitted(list, rows)
  return rows.parts.some(
    ({ name, hidden, isAlias }) => !hidden && !isAlias && !filled.includes(name),
  )
}

/** Puts what was done in a drawer to the other changes of the list. */
export function stageRow(
  list: StudioList,
  row: ListRow | null,
  rows: StudioCollection,
  target: StudioCollection | null,
  staged: StagedList,
  item: RelatedChange,
  junction: RelatedChange | null,
): StagedList {
  const change = rowChange(list, row, target, item, junction)
  if (row === null) return withNew(staged, change)
  const { id } = row
  const sorted = list.sort === null ? undefined : row.item[list.sort]
  const isMoved = list.sort !== null && row.state !== 'kept' && sorted !== undefined
  const values = { ...(isMoved && { [list.sort ?? '']: sorted }), ...change.values }
  return withRow(staged, {
    id,
    values,
    shown: change.shown,
    identity: identityOf(rows, { ...(list.other === null && item.shown), ...row.item }),
  })
}

function rowChange(
  { other, discriminator }: StudioList,
  row: ListRow | null,
  target: StudioCollection | null,
  item: RelatedChange,
  junction: RelatedChange | null,
): RelatedChange {
  if (other === null || target === null)
    return { values: item.values, shown: { ...row?.item, ...item.shown } }
  const before = row?.item[other]
  const linked = typeof before === 'object' && before !== null ? (before as Item) : {}
  const link: StagedItem = {
    'relvar:staged': 'item',
    identity: row === null ? {} : identityOf(target, linked),
    values: item.values,
    shown: item.shown,
  }
  const named = discriminator === null ? {} : { [discriminator]: target.id }
  return {
    values: { ...junction?.values, ...named, [other]: link },
    shown: { ...row?.item, ...junction?.shown, ...named, [other]: { ...linked, ...item.shown } },
  }
}

/** The columns of an item's key; none of one that has none yet. */
export function identityOf({ primaryKey, fields }: StudioCollection, item: Item): Item {
  const known = primaryKey.filter((name) => item[name] !== undefined && item[name] !== null)
  return Object.fromEntries(
    known.map((name) => {
      const link = fields.find((field) => field.name === name)?.related
      const value = item[name]
      const isRead = typeof value === 'object' && value !== null && link
      return [name, isRead ? Reflect.get(value, link.key) : value]
    }),
  )
}

/** The key of what a junction's row leads to; null where it is new. */
export function linkedKey(target: StudioCollection, linked: unknown): string | null {
  if (typeof linked !== 'object' || linked === null) return null
  const item = linked as Item
  const isThere = target.primaryKey.every((name) => (item[name] ?? null) !== null)
  return isThere ? itemKey(target, item) : null
}
