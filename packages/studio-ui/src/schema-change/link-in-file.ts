import type { FileField, FileRelation } from '../wire/schema-file.js'
import type { RelationDraft, RelationKind, RelationNames } from './relation-draft.js'
import { keyColumns, type RelationPlace } from './relation-parts.js'

/** Which columns of a new link are meant: those of a collection, of what leads to it, or of a junction. */
export type LinkEnd = keyof RelationDraft['parts']

/** The ends of each kind of link that have columns of their own. */
export const LINK_ENDS: Readonly<Record<RelationKind, readonly LinkEnd[]>> = {
  'many-to-one': ['field'],
  'one-to-many': ['column'],
  'many-to-many': ['near', 'far'],
  'many-to-any': ['near'],
  translations: ['near', 'far'],
}

/** A column of a link, and the part of the key that it holds. */
export type KeyPart = readonly [here: string, there: FileField]

/** A link that is to be: its columns, and what the wire calls it. */
export interface LinkInFile {
  readonly collection: string
  readonly target: string
  /** One column's own name; of several the name that follows from the schema. */
  readonly field: string
  readonly columns: readonly KeyPart[]
}

/**
 * The columns of one end of a link: as they were typed, else named after what they lead to and its key.
 *
 * @example
 * // of a link to regions (code, country)
 * linkParts('field', draft, names, place) // [['regions_code', code], ['regions_country', country]]
 */
export function linkParts(
  end: LinkEnd,
  draft: RelationDraft,
  names: RelationNames,
  place: RelationPlace,
): readonly KeyPart[] {
  const keys = keyColumns(place, targetOf(end, draft, place))
  if (keys.length === 1) return keys.map((key) => [names[end], key] as const)
  // The name that one column would have ends in `id` or `code`, which its parts say themselves.
  const base = names[end].replace(/_(id|code)$/, '')
  return keys.map((key, index) => {
    const typed = draft.parts[end][index]?.trim() ?? ''
    return [typed === '' ? `${base}_${key.field}` : typed, key] as const
  })
}

/** What an end of a link leads to. */
function targetOf(end: LinkEnd, { target }: RelationDraft, { collection }: RelationPlace): string {
  return end === 'field' || end === 'far' ? target : collection
}

/** The table that the columns of an end are in. */
function tableOf(
  end: LinkEnd,
  { target }: RelationDraft,
  { junction }: RelationNames,
  { collection }: RelationPlace,
): string {
  if (end === 'field') return collection
  return end === 'column' ? target : junction
}

/** Links of one table, with the names that they will have; null where one that is there would lose its own. */
export function linksInFile(
  ends: readonly LinkEnd[],
  draft: RelationDraft,
  names: RelationNames,
  place: RelationPlace,
): readonly LinkInFile[] | null {
  const links = ends.map((end) => ({
    collection: tableOf(end, draft, names, place),
    target: targetOf(end, draft, place),
    columns: linkParts(end, draft, names, place),
  }))
  const named = compositeNames(
    links.filter(({ columns }) => columns.length > 1),
    place,
  )
  if (named === null) return null
  return links.map((link) => {
    const [first] = link.columns
    const field = named.get(idOf(link)) ?? first?.[0] ?? ''
    return { ...link, field }
  })
}

type Unnamed = Omit<LinkInFile, 'field'>

/**
 * What links over several columns are called follows from all of them: by what they lead to, and where that
 * is taken by their columns, too (see the README of `@relvar/schema-introspect`).
 */
function compositeNames(
  added: readonly Unnamed[],
  place: RelationPlace,
): ReadonlyMap<string, string> | null {
  const names = new Map<string, string>()
  const [first] = added
  if (first === undefined) return names
  const { collection } = first
  const { fields, relations } = place.file
  const own = relations.filter((each) => each.collection === collection)
  const there = own.filter(({ schema }) => (schema?.columns?.length ?? 0) > 1)
  const taken = new Set([
    ...fields
      .filter((each) => each.collection === collection && each.schema !== undefined)
      .map(({ field }) => field),
    ...own.filter((each) => !there.includes(each)).map(({ field }) => field),
    ...added.flatMap(({ columns }) => columns.map(([here]) => here)),
  ])
  const known = new Map(there.map((each) => [idOfRelation(each), each]))
  const all = new Map([...known.keys(), ...added.map(idOf)].map((id) => [id, parse(id)]))
  for (const [id, { columns, target }] of [...all].toSorted(inOrder)) {
    const name = nameOf(place, target)
    const free = [name, `${name}_by_${columns.join('_')}`].find((each) => !taken.has(each))
    const before = known.get(id)?.field
    if (free === undefined || (before !== undefined && before !== free)) return null
    taken.add(free)
    names.set(id, free)
  }
  return names
}

/** What a link over several columns is told apart by. */
interface Identity {
  readonly columns: readonly string[]
  readonly target: string
}

function idOf({ columns, target }: Unnamed): string {
  return JSON.stringify([
    columns.map(([here]) => here),
    target,
    columns.map(([, key]) => key.field),
  ])
}

function idOfRelation({ schema }: FileRelation): string {
  return JSON.stringify([schema?.columns, schema?.foreign_key_table, schema?.foreign_key_columns])
}

function parse(id: string): Identity {
  const [columns, target] = JSON.parse(id) as readonly [readonly string[], string]
  return { columns, target }
}

function inOrder(
  [left, one]: readonly [string, Identity],
  [right, other]: readonly [string, Identity],
): number {
  const shorter = one.columns.length - other.columns.length
  return shorter === 0 ? (left < right ? -1 : 1) : shorter
}

function nameOf({ file }: RelationPlace, id: string): string {
  return file.collections.find(({ collection }) => collection === id)?.schema?.name ?? id
}
