import { shownLink } from '../item-table/list-columns.js'
import { defaultColumns } from '../item-table/list-query.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioField } from '../schema/studio-field.js'
import { linkedFields, type StudioList } from '../schema/studio-list.js'
import { pathsOf } from '../schema/template.js'
import type { Item } from '../wire/objects.js'

/** A column of a list within a form. */
export interface ListColumn {
  readonly field: StudioField
  /** From a row to what holds the field: of a junction its link, else nothing. */
  readonly through: string | null
}

const SHOWN = 5

/**
 * The columns of a list: those that somebody chose, else the first that are good to read, without the link
 * back, which is the same in all rows.
 *
 * @param target what a junction leads on to; null of one-to-many
 */
export function listColumns(
  list: StudioList,
  rows: StudioCollection,
  target: StudioCollection | null,
  chosen: unknown,
): readonly ListColumn[] {
  const { other, discriminator, sort } = list
  const linking = linkedFields(list)
  const own = ownColumns(rows, [...linking, discriminator, sort])
  const all = [...(target === null ? [] : targetColumns(target, other)), ...own]
  const names = Array.isArray(chosen) ? chosen.map(String) : []
  const picked = names.flatMap((name) => all.find((column) => pathOf(column) === name) ?? [])
  if (picked.length > 0) return picked
  const ownNames =
    target === null
      ? defaultColumns(rows).filter((name) => !linking.includes(name))
      : own.map(nameOf)
  const first = target === null ? [] : defaultColumns(target)
  const shown = all.filter((column) =>
    (column.through === null ? ownNames : first).includes(nameOf(column)),
  )
  const said = shown.filter(({ field }) => !field.hidden)
  return (said.length > 0 ? said : shown).slice(0, SHOWN)
}

function ownColumns(
  rows: StudioCollection,
  links: readonly (string | null)[],
): readonly ListColumn[] {
  return rows.fields
    .filter(({ name }) => !links.includes(name))
    .map((field) => ({ field, through: null }))
}

function targetColumns(
  { fields }: StudioCollection,
  through: string | null,
): readonly ListColumn[] {
  return fields.map((field) => ({ field, through }))
}

function nameOf({ field }: ListColumn): string {
  return field.name
}

function pathOf({ field, through }: ListColumn): string {
  return through === null ? field.name : `${through}.${field.name}`
}

/** What is read for a column: a link as far as its template looks. */
export function columnPaths(column: ListColumn): readonly string[] {
  const { related, display, displayOptions } = column.field
  const template = displayOptions['template']
  const path = pathOf(column)
  if (related === null || display !== 'related-values' || typeof template !== 'string')
    return [path]
  return [related.key, ...pathsOf(template)].map((each) => `${path}.${each}`)
}

/** The value of a column in a row, wherever it was read or changed. */
export function columnValue({ field, through }: ListColumn, row: Item): unknown {
  if (through === null) return shownLink(field, row[field.name])
  const target = row[through]
  return typeof target === 'object' && target !== null
    ? shownLink(field, Reflect.get(target, field.name))
    : null
}
