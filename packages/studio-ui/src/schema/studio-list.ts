import { titleOf } from '@relvar/data-model/catalogue'
import type { NamedCollection, WireRelation } from '../wire/objects.js'
import { isComposite, type LinkColumn, linkColumns } from './link-columns.js'
import type { WireTable } from './model-of-wire.js'

/** What belongs to an item as a list: rows that link to it, or what a junction leads on to. */
export interface StudioList {
  readonly kind: 'one-to-many' | 'many-to-many' | 'many-to-any'
  /** By which the item reads and writes its rows. */
  readonly name: string
  /** What it is called where nobody named it: after what is in it. */
  readonly title: string
  /** The collection of the rows: that which links here, or the junction. */
  readonly collection: string
  /** The field of a row that leads here; the database fills its columns. */
  readonly link: string
  /** The columns of a row that lead here, each with the one of the item. */
  readonly columns: readonly LinkColumn[]
  /** The field of a junction's row that leads on; null of one-to-many. */
  readonly other: string | null
  /** The columns of `other`, each with the one there; none where it leads to one of several. */
  readonly otherColumns: readonly LinkColumn[]
  /** Where `other` leads; one of several for many-to-any, none for one-to-many. */
  readonly targets: readonly string[]
  /** The field of a junction's row that names the collection it leads to; of many-to-any only. */
  readonly discriminator: string | null
  /** The field that keeps the order by hand. */
  readonly sort: string | null
  /** Whether a row that is taken out of the list is deleted, and not only unlinked. */
  readonly deletes: boolean
}

/** What all lists of a collection are made of. */
export interface ListSources {
  readonly collections: readonly NamedCollection[]
  readonly relations: readonly WireRelation[]
  /** Tables whose fields are known; a junction is told by its columns. */
  readonly tables: readonly WireTable[]
}

/** All lists that a collection has, by name, whether somebody gave them a place in the form or not. */
export function listsOf(id: string, sources: ListSources): ReadonlyMap<string, StudioList> {
  const lists = sources.relations.flatMap((relation) => listOf(id, relation, sources))
  return new Map(lists.map((list) => [list.name, list]))
}

function listOf(id: string, relation: WireRelation, sources: ListSources): readonly StudioList[] {
  const { collection, field, meta } = relation
  const name = textOf(meta?.['one_field']) ?? relation.related_field
  const leadsHere = relation.related_collection === id || targetsOf(relation).includes(id)
  const columns = columnsOf(relation, sources)
  // Which columns of it are whose, a name with a comma leaves open.
  const isUnclear = relation.schema?.column.includes(',') === true && !isComposite(columns)
  if (!leadsHere || name === null || isUnclear) return []
  const other = otherLink(relation, sources)
  const row = sources.collections.find((each) => each.collection === collection)
  const key = row?.schema?.primary_key ?? []
  const isPartOfKey = key.includes(field) || columns.some(([here]) => key.includes(here))
  const kind = other === null ? 'one-to-many' : kindOf(other)
  const shown = kind === 'many-to-many' ? other?.related_collection : null
  return [
    {
      kind,
      name,
      title: titleOfList(shown ?? collection, sources.collections),
      collection,
      link: field,
      columns,
      other: other?.field ?? null,
      otherColumns: other === null ? [] : columnsOf(other, sources),
      targets: other === null ? [] : targetsOf(other),
      discriminator: textOf(other?.meta?.['one_collection_field']),
      sort: textOf(meta?.['sort_field']) ?? textOf(row?.meta?.['sort_field']),
      deletes: isPartOfKey || meta?.['one_deselect_action'] === 'delete',
    },
  ]
}

function columnsOf(
  relation: WireRelation,
  { collections }: Pick<ListSources, 'collections'>,
): readonly LinkColumn[] {
  const { related_collection: target } = relation
  const found = collections.find(({ collection }) => collection === target)
  return linkColumns(relation, found?.schema?.primary_key ?? [])
}

/** The fields of a row that its links fill. */
export function linkedFields({
  link,
  other,
  columns,
  otherColumns,
}: StudioList): readonly string[] {
  const names = [link, ...(other === null ? [] : [other])]
  return [...names, ...[...columns, ...otherColumns].map(([here]) => here)]
}

function kindOf({ related_collection: target }: WireRelation): StudioList['kind'] {
  return target === null ? 'many-to-any' : 'many-to-many'
}

function targetsOf({ related_collection: target, meta }: WireRelation): readonly string[] {
  if (target !== null) return [target]
  const allowed = meta?.['one_allowed_collections']
  return Array.isArray(allowed) ? allowed.map(String) : []
}

/** The other link of a junction: said by somebody, or told by a table that has nothing but two links. */
function otherLink(
  { collection, field, meta }: WireRelation,
  { relations, tables, collections }: ListSources,
): WireRelation | null {
  const links = relations.filter((each) => each.collection === collection)
  const said = textOf(meta?.['junction_field'])
  if (said !== null) return links.find((each) => each.field === said) ?? null
  const row = tables.find((each) => each.collection.collection === collection)
  const others = links.filter((each) => each.field !== field)
  const columns = row?.fields.filter(({ schema }) => schema !== null) ?? []
  const linking = links.flatMap((link) => [
    link.field,
    ...columnsOf(link, { collections }).map(([here]) => here),
  ])
  const isBare =
    links.length === 2 &&
    columns.every(
      ({ field: name, schema }) =>
        linking.includes(name) || (schema?.has_auto_increment === true && schema.is_primary_key),
    )
  return row !== undefined && isBare ? (others[0] ?? null) : null
}

/** Tables that may be junctions of a collection, so that their columns have to be known. */
export function possibleJunctions(
  id: string,
  relations: readonly WireRelation[],
): readonly string[] {
  const from = relations
    .filter(({ related_collection: target }) => target === id)
    .map(({ collection }) => collection)
  return [...new Set(from)].filter((name) => hasTwoLinks(name, relations))
}

/** Whether a table may be a junction, as far as its links tell. */
export function hasTwoLinks(id: string, relations: readonly WireRelation[]): boolean {
  return relations.filter(({ collection }) => collection === id).length === 2
}

/** What the items of a list are called. */
function titleOfList(id: string, collections: readonly NamedCollection[]): string {
  const found = collections.find(({ collection }) => collection === id)
  return found?.title ?? titleOf(id.slice(id.lastIndexOf('.') + 1))
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
