import type { Row } from '@relvar/query-engine'
import type { TableId } from '@relvar/schema-introspect/model'
import { isHiddenTable, type Sight, tellsHidden, withLinked } from './hidden-names.js'

/**
 * What is said of a collection, without what names the fields that somebody does not see. Nothing is cut
 * within a template: half of one says something else.
 */
export function toldCollection(row: Row, sight: Sight): Row {
  const from = [String(row['collection'])]
  const isTold = (name: string): boolean => !tellsHidden(row[name], from, sight)
  const { item_duplication_fields: paths } = row
  return {
    ...row,
    ...blank(row, ['display_template', 'preview_url', 'sort_field'], (name) => !isTold(name)),
    ...blank(
      row,
      ['archive_field', 'archive_value', 'unarchive_value'],
      () => !isTold('archive_field'),
    ),
    ...blank(row, ['primary_key'], () => !isTold('primary_key')),
    ...(Array.isArray(paths) && {
      item_duplication_fields: paths.filter((path) => !tellsHidden(path, from, sight)),
    }),
  }
}

/** What is said of a field: options, rules and conditions that name what somebody does not see go. */
export function toldField(row: Row, sight: Sight): Row {
  const id = String(row['collection'])
  const linked = withLinked(id, sight)
  const isHidden = (value: unknown): boolean => tellsHidden(value, linked, sight)
  const { options, display_options: shown, conditions } = row
  return {
    ...row,
    ...blank(row, ['validation', 'validation_message'], () =>
      tellsHidden(row['validation'], [id], sight),
    ),
    ...blank(row, ['group'], () => tellsHidden(row['group'], [id], sight)),
    ...(isObject(options) && { options: toldOptions(options, isHidden) }),
    ...(isObject(shown) && { display_options: toldOptions(shown, isHidden) }),
    ...(Array.isArray(conditions) && { conditions: conditions.flatMap(toldCondition) }),
  }

  function toldCondition(condition: unknown): readonly unknown[] {
    if (!isObject(condition)) return []
    const { rule, options: changed } = condition
    if (tellsHidden(rule, [id], sight)) return []
    return [
      isObject(changed) ? { ...condition, options: toldOptions(changed, isHidden) } : condition,
    ]
  }
}

/** What is said of a link that somebody may follow. */
export function toldRelation(row: Row, sight: Sight): Row {
  const here = [String(row['many_collection'])]
  const { one_collection: one, one_allowed_collections: several } = row
  const ends = Array.isArray(several) ? several.map(String) : []
  const seen = ends.filter((end) => !isHiddenTable(end, sight))
  const from: readonly TableId[] = typeof one === 'string' ? [one] : seen
  const isClosed = typeof one === 'string' && isHiddenTable(one, sight)
  return {
    ...row,
    ...blank(row, ['junction_field', 'sort_field', 'one_collection_field'], (name) =>
      tellsHidden(row[name], here, sight),
    ),
    ...blank(row, ['one_field'], () => isClosed || tellsHidden(row['one_field'], from, sight)),
    ...blank(row, ['one_collection'], () => isClosed),
    ...(Array.isArray(several) && { one_allowed_collections: seen }),
  }
}

/** Choices are the values of the field itself. */
function toldOptions(options: Row, isHidden: (value: unknown) => boolean): Row {
  const told = Object.entries(options).filter(
    ([name, value]) => name === 'choices' || !isHidden(value),
  )
  return Object.fromEntries(told)
}

/** Keys that the row has, as null where they are not to be told. */
function blank(row: Row, names: readonly string[], isHidden: (name: string) => boolean): Row {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(row, name) && isHidden(name)).map((name) => [name, null]),
  )
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
