import type { FilterJson } from '../filter/filter-tree.js'
import { readDraft } from '../item-form/draft.js'
import type { Messages } from '../messages/english.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioField } from '../schema/studio-field.js'
import type { Item } from '../wire/objects.js'

/** What several items are given, or what keeps it from being sent, by field. */
export interface Batch {
  readonly values: Item
  readonly problems: Readonly<Record<string, string>>
}

/** Reads the drafts of the fields that are to be changed. */
export function readBatch(fields: readonly StudioField[], drafts: Item, messages: Messages): Batch {
  const values: Record<string, unknown> = {}
  const problems: Record<string, string> = {}
  for (const field of fields.filter(({ name }) => Object.hasOwn(drafts, name))) {
    const outcome = readDraft(field, drafts[field.name], messages)
    if (outcome.kind === 'problem') problems[field.name] = outcome.problem
    else values[field.name] = outcome.value
  }
  return { values, problems }
}

/**
 * The filter that some items alone pass.
 *
 * @param keys as `itemKey` writes them
 * @example
 * filterOfKeys(saleLines, ['7,3']) // { _or: [{ _and: [{ sale_id: { _eq: '7' } }, { line_no: { _eq: '3' } }] }] }
 */
export function filterOfKeys(
  { primaryKey }: StudioCollection,
  keys: readonly string[],
): FilterJson {
  const [column] = primaryKey
  if (primaryKey.length === 1 && column !== undefined)
    return { [column]: { _in: keys.map(decodeURIComponent) } }
  return {
    _or: keys.map((key) => {
      const values = key.split(',').map(decodeURIComponent)
      return { _and: primaryKey.map((name, index) => ({ [name]: { _eq: values[index] } })) }
    }),
  }
}
