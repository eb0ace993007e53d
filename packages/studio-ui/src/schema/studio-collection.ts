import { defaultTemplate, titleOf } from '@relvar/data-model/catalogue'
import type { Action, SchemaModel, Table, TableKind } from '@relvar/schema-introspect/model'
import type { NamedCollection, WireCollection, WireField, WireRelation } from '../wire/objects.js'
import { linkFieldsOf } from './link-fields.js'
import { nameIn, type Naming, textIn, textsIn } from './naming.js'
import { isBare, sidesTemplate } from './name-template.js'
import { modelOfWire, type WireTable } from './model-of-wire.js'
import { aliasesOf, fieldsOf, orderOf, type StudioField } from './studio-field.js'
import { listsOf, type StudioList } from './studio-list.js'

/** Why items of a collection cannot be written; null where they can. */
export type ReadonlyReason = 'view' | 'no-key' | 'rights'

/** A collection as the Studio shows it: what somebody said of it, and defaults for the rest. */
export interface StudioCollection {
  readonly id: string
  readonly title: string
  readonly note: string | null
  readonly kind: TableKind
  /** In key order; of a table without one empty. */
  readonly primaryKey: readonly string[]
  readonly actions: readonly Action[]
  readonly readonly: ReadonlyReason | null
  /** How an item is named: `{{ first_name }} {{ last_name }}`; a bare row of a junction by both of its sides. */
  readonly template: string
  /** The same where it stands by itself: also rows that hold more than two links are named by these. */
  readonly nameTemplate: string
  /** In the order of the form. */
  readonly fields: readonly StudioField[]
  /** All that its form is made of, in order: fields, lists, groups, and what holds no value. */
  readonly parts: readonly StudioField[]
  /** How an item is put away without being deleted; null where there is no way. */
  readonly archive: ArchiveWay | null
  /** The value of a field by which lists tell what is archived; null where they show all alike. */
  readonly archived: { readonly field: string; readonly value: string } | null
  /** The field that holds the place of an item, where items are put in order by hand. */
  readonly sortField: string | null
}

/** The field that says that an item is archived, with the values that say so and no more. */
export interface ArchiveWay {
  readonly field: string
  readonly value: string
  readonly restored: string
}

/**
 * Describes a collection.
 *
 * @param table with its fields
 * @param linked the collections that it links to, and junctions that link to it, with theirs
 * @param relations at least those of the collection, and to it
 * @param naming how its names are told
 * @param collections all of them, for lists of other collections; without them there are none
 */
export function describeCollection(
  read: WireTable,
  linked: readonly WireTable[],
  relations: readonly WireRelation[],
  naming: Naming,
  collections: readonly NamedCollection[] = [],
): StudioCollection {
  const { collection } = read
  const table = { collection, fields: read.fields.map((field) => toldIn(field, naming)) }
  const id = collection.collection
  const model = modelOfWire([table, ...linked.filter((each) => each !== read)], relations)
  // It was just put in.
  const own = model.tables[id]!
  const said = collection.meta?.['display_template']
  const nameOf = (target: string): string | null =>
    target === id ? null : sidesOf(target, linked, relations, model, naming)
  const fields = fieldsOf(table, own, model, naming, nameOf)
  const lists = listsOf(id, { collections, relations, tables: [table, ...linked] })
  const links = linkFieldsOf(
    id,
    fields,
    relations,
    (target) => nameOf(target) ?? templateOf(target, model, linked),
  )
  const plain = textOf(said) ?? defaultTemplate(own)
  const parts = partsOf(table, fields, links, seenLists(table, lists, collections), naming)
  const shape = { template: plain, primaryKey: own.primaryKey, parts }
  const sides = textOf(said) === null ? sidesTemplate(shape) : null
  return {
    id,
    title: collectionTitle(collection, naming),
    note: noteOf(collection, naming) ?? own.comment,
    kind: own.kind,
    primaryKey: own.primaryKey,
    actions: own.actions,
    readonly: readonlyReason(collection),
    template: (isBare(parts) ? sides : null) ?? plain,
    nameTemplate: sides ?? plain,
    fields,
    parts,
    archive: archiveOf(collection, own),
    archived: archivedOf(collection, fields),
    sortField: fields.find(({ name }) => name === collection.meta?.['sort_field'])?.name ?? null,
  }
}

/** Lists that somebody gave a place, and all others of tables that are in sight. */
function seenLists(
  { fields }: WireTable,
  lists: ReadonlyMap<string, StudioList>,
  collections: readonly NamedCollection[],
): ReadonlyMap<string, StudioList> {
  const named = new Set(fields.map(({ field }) => field))
  const isInSight = ({ collection }: StudioList): boolean => {
    const meta = collections.find((each) => each.collection === collection)?.meta
    return meta !== undefined && meta?.['hidden'] !== true && meta?.['system'] !== true
  }
  return new Map([...lists].filter(([name, list]) => named.has(name) || isInSight(list)))
}

/** How rows of a junction that it links to are named, where nobody has said so; null of any other. */
function sidesOf(
  id: string,
  tables: readonly WireTable[],
  relations: readonly WireRelation[],
  model: SchemaModel,
  naming: Naming,
): string | null {
  const own = model.tables[id]
  const found = tables.find(({ collection }) => collection.collection === id)
  if (own === undefined || textOf(found?.collection.meta?.['display_template']) !== null)
    return null
  const fields = found === undefined ? [] : fieldsOf(found, own, model, naming)
  const links = linkFieldsOf(id, fields, relations, (target) => templateOf(target, model, tables))
  const parts = withLinks(fields, links)
  if (!isBare(parts)) return null
  return sidesTemplate({ template: defaultTemplate(own), primaryKey: own.primaryKey, parts })
}

function templateOf(id: string, model: SchemaModel, tables: readonly WireTable[]): string | null {
  const own = model.tables[id]
  const found = tables.find(({ collection }) => collection.collection === id)
  const said = textOf(found?.collection.meta?.['display_template'])
  return own === undefined ? null : (said ?? defaultTemplate(own))
}

function partsOf(
  table: WireTable,
  fields: readonly StudioField[],
  links: readonly StudioField[],
  lists: ReadonlyMap<string, StudioList>,
  naming: Naming,
): readonly StudioField[] {
  const orders = new Map(table.fields.map((field) => [field.field, orderOf(field)]))
  const columns = withLinks(fields, links).map(
    (field) => [orders.get(field.covers?.[0] ?? field.name) ?? 0, field] as const,
  )
  const { actions = [] } = table.collection.schema ?? {}
  return [...columns, ...aliasesOf(table, lists, actions, naming)]
    .toSorted(([left], [right]) => left - right)
    .map(([, field]) => field)
}

/** A link stands in the place of the first of its columns, and the others not at all. */
function withLinks(
  fields: readonly StudioField[],
  links: readonly StudioField[],
): readonly StudioField[] {
  return fields.flatMap((field) => {
    const link = links.find(({ covers = [] }) => covers.includes(field.name))
    if (link === undefined) return [field]
    return link.covers?.[0] === field.name ? [link] : []
  })
}

function archiveOf({ meta }: WireCollection, { columns }: Table): ArchiveWay | null {
  const field = textOf(meta?.['archive_field'])
  const value = textOf(meta?.['archive_value'])
  const column = columns.find(({ name }) => name === field)
  if (field === null || value === null || column?.actions.includes('update') !== true) return null
  return { field, value, restored: textOf(meta?.['unarchive_value']) ?? '' }
}

function archivedOf(
  { meta }: WireCollection,
  fields: readonly StudioField[],
): StudioCollection['archived'] {
  const field = fields.find(({ name }) => name === meta?.['archive_field'])
  const value = textOf(meta?.['archive_value'])
  if (field === undefined || value === null || meta?.['archive_app_filter'] === false) return null
  return { field: field.name, value }
}

/** What a collection is called: as somebody said for the language, else by its own name. */
export function collectionTitle(
  { collection, schema, meta }: WireCollection,
  naming: Naming,
): string {
  return nameIn(meta?.['translations'], naming) ?? titleOf(schema?.name ?? collection)
}

/** Our own collections have keys for notes, which nobody has to translate. */
function noteOf({ meta }: WireCollection, naming: Naming): string | null {
  const note = textOf(meta?.['note'])
  return note === null || meta?.['system'] === true ? null : textIn(note, naming)
}

/** What is said of a field to people; rules and names are none of it. */
const TOLD = ['note', 'options', 'display_options', 'validation_message'] as const

/** A field with what is said of it in the project's own words. */
function toldIn(field: WireField, naming: Naming): WireField {
  const { meta } = field
  if (meta === null) return field
  const told = TOLD.filter((name) => Object.hasOwn(meta, name))
  const texts = told.map((name) => [name, textsIn(meta[name], naming)])
  return { ...field, meta: { ...meta, ...Object.fromEntries(texts) } }
}

/** Why there is nothing to be saved here. */
export function readonlyReason({ schema }: WireCollection): ReadonlyReason | null {
  const actions = schema?.actions ?? []
  if (actions.some((action) => action !== 'read')) return null
  if (schema?.kind === 'view' || schema?.kind === 'materialized-view') return 'view'
  return schema?.primary_key.length === 0 ? 'no-key' : 'rights'
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
