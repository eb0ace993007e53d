import { Skeleton } from '@mantine/core'
import type { ReactElement } from 'react'
import type { FilterJson } from '../filter/filter-tree.js'
import { ItemPicker } from '../interfaces/select-dropdown-m2o/item-picker.js'
import { useSurroundingForm } from '../item-form/form-context.js'
import type { StagedList } from '../item-form/staged.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { Item } from '../wire/objects.js'
import type { ListBodyProps } from './list-body.js'
import { useListRows, withStaged } from './use-list-rows.js'

interface ListPickerProps extends Pick<ListBodyProps, 'field' | 'list' | 'rows'> {
  /** What is chosen from. */
  readonly target: StudioCollection
  readonly staged: StagedList
  readonly onPick: (item: Item) => void
}

/** More than these are not kept out. */
const MOST = 500

/** Offers what is not in a list yet; all there is where an item may stand in it more than once. */
export function ListPicker(props: ListPickerProps): ReactElement {
  const { field, list, rows, target, staged, onPick } = props
  const form = useSurroundingForm()
  const [key, second] = target.primaryKey
  const mayRepeat = field.options['allowDuplicates'] === true || second !== undefined
  const { other, discriminator } = list
  const fields = [other, discriminator].filter((name) => name !== null)
  const page = { page: 1, limit: MOST, search: '' }
  const parent = mayRepeat ? null : form.item
  const read = useListRows({ list, rows, parent, fields, page, sort: '' })
  // Rows of a new item are none but those that wait to be saved.
  if (!mayRepeat && read.rows === undefined && !form.isNew && read.error === null)
    return <Skeleton h={240} mx="md" />
  const there = withStaged(read.rows ?? [], rows, staged, null).filter(
    ({ state, item }) =>
      state !== 'removed' && (discriminator === null || item[discriminator] === target.id),
  )
  const keys = there.flatMap(({ item }) => keyOf(other === null ? item : item[other], key) ?? [])
  const filter: FilterJson | null =
    mayRepeat || key === undefined || keys.length === 0 ? null : { [key]: { _nin: keys } }
  return <ItemPicker collection={target.id} filter={filter} onPick={onPick} />
}

function keyOf(linked: unknown, key: string | undefined): string | number | null {
  const value: unknown =
    typeof linked === 'object' && linked !== null ? Reflect.get(linked, key ?? '') : linked
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
