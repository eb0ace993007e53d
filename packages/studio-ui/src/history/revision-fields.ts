import { titleOf } from '@relvar/data-model/catalogue'
import { toDraft } from '../item-form/draft.js'
import { isSame } from '../item-form/payload.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { Item } from '../wire/objects.js'

/** What stands in a revision for a secret; nothing can be said of it. */
const MASK = '**********'

/** A field that was different when a revision was kept. */
export interface RevisionField {
  readonly name: string
  readonly title: string
  /** As a form would hold it, see `toDraft`. */
  readonly past: unknown
  readonly now: unknown
  /** There is no such field any more, or it may not be seen. */
  readonly isGone: boolean
}

/**
 * What restoring a revision would change, field by field in the order of the form; behind them the fields
 * that are gone. Keys stay as they are.
 *
 * @param data all values as the revision kept them
 * @param item all values as they are now
 */
export function revisionFields(
  { fields, primaryKey }: Pick<StudioCollection, 'fields' | 'primaryKey'>,
  data: Item,
  item: Item,
): readonly RevisionField[] {
  const known = fields.flatMap((field): readonly RevisionField[] => {
    const { name, title } = field
    if (!Object.hasOwn(data, name) || data[name] === MASK || primaryKey.includes(name)) return []
    const [past, now] = [toDraft(field, data[name]), toDraft(field, item[name])]
    return isSame(past, now) ? [] : [{ name, title, past, now, isGone: false }]
  })
  const names = new Set([...primaryKey, ...fields.map(({ name }) => name)])
  const gone = Object.keys(data).filter((name) => !names.has(name) && data[name] !== null)
  return [
    ...known,
    ...gone.map((name) => ({
      name,
      title: titleOf(name),
      past: data[name],
      now: null,
      isGone: true,
    })),
  ]
}
