import type { SchemaFile } from '../wire/schema-file.js'
import { throughJunction } from './junction-file.js'
import { LINK_ENDS, type LinkInFile, linksInFile } from './link-in-file.js'
import { type RelationDraft, type RelationKind, relationNames } from './relation-draft.js'
import type { Making, RelationParts } from './relation-making.js'
import {
  isTaken,
  isThere,
  keyColumns,
  linkFields,
  listField,
  mayHold,
  relation,
  type RelationPlace,
  sortColumn,
  USERS,
} from './relation-parts.js'

/** Why a link cannot be made yet. */
export type RelationProblem =
  | { readonly kind: 'no-target' }
  /** The items of what it leads to, or comes from, are not told apart. */
  | { readonly kind: 'no-key'; readonly collection: string }
  /** They are told apart by several columns, where a link has room for one. */
  | { readonly kind: 'several-columns'; readonly collection: string }
  /** Only a foreign key holds several columns, and there can be none. */
  | { readonly kind: 'no-foreign-key'; readonly collection: string }
  /** Another link would be called otherwise from then on, and what is said of it would be lost. */
  | { readonly kind: 'renames' }
  /** A list never has the name of a column, and no column that of a list. */
  | { readonly kind: 'taken'; readonly field: string }

/** What makes a link: a schema to be merged into the one that there is, or why there is none. */
export type RelationResult =
  | { readonly file: SchemaFile; readonly problem: null }
  | { readonly file: null; readonly problem: RelationProblem }

/**
 * The schema with a link in it: only what is new, or said anew. Merged into the schema that there is, it
 * makes the tables, columns, keys and lists that the link needs.
 *
 * @example
 * const { file } = relationFile({ ...newRelation('many-to-one'), target: 'customers' }, place)
 */
export function relationFile(draft: RelationDraft, place: RelationPlace): RelationResult {
  const refuse = (problem: RelationProblem): RelationResult => ({ file: null, problem })
  const names = relationNames(place.collection, draft)
  const problem = endsProblem(draft, place)
  if (problem !== null) return refuse(problem)
  const links = linksInFile(LINK_ENDS[draft.kind], draft, names, place)
  if (links === null) return refuse({ kind: 'renames' })
  const unheld = links.find((link) => isUnheld(link, place))
  if (unheld !== undefined) return refuse({ kind: 'no-foreign-key', collection: unheld.target })
  const hidden = links.find((link) => hidesList(link, place))
  if (hidden !== undefined)
    return refuse({ kind: 'taken', field: `${hidden.collection}.${hidden.field}` })
  const parts = MAKERS[draft.kind]({ draft, names, place, links })
  const taken = parts.fields.find((field) => isTaken(place, field))
  if (taken !== undefined)
    return refuse({ kind: 'taken', field: `${taken.collection}.${taken.field}` })
  const fields = parts.fields.filter((field, index) => isFirst(field, parts.fields.slice(0, index)))
  return { file: { ...place.file, version: 1, ...parts, fields }, problem: null }
}

function endsProblem(draft: RelationDraft, place: RelationPlace): RelationProblem | null {
  const { kind } = draft
  const targets = kind === 'many-to-any' ? draft.targets : [draft.target]
  if (targets.length === 0 || targets.includes('')) return { kind: 'no-target' }
  // The languages, and the place where they are, are made with their link.
  const isMade = (id: string): boolean => kind === 'translations' && !isThere(place, id)
  const there = [place.collection, ...targets].filter((id) => !isMade(id))
  const keyless = there.find((id) => keyColumns(place, id).length === 0)
  if (keyless !== undefined) return { kind: 'no-key', collection: keyless }
  const isOfOne = kind === 'many-to-any' || kind === 'translations'
  const several = targets.find((id) => isOfOne && keyColumns(place, id).length > 1)
  return several === undefined ? null : { kind: 'several-columns', collection: several }
}

function isUnheld({ collection, target, columns }: LinkInFile, place: RelationPlace): boolean {
  return columns.length > 1 && !mayHold(place, collection, target)
}

/** A list that nobody named bears the name of the table that leads here; the link would take it. */
function hidesList(
  { collection, target, field, columns }: LinkInFile,
  place: RelationPlace,
): boolean {
  return (
    columns.length > 1 &&
    place.file.relations.some(
      (each) =>
        each.collection === target &&
        each.related_collection === collection &&
        (each.meta?.['one_field'] ?? field) === field,
    )
  )
}

/** Two links may share a column, as that of a tenant. */
function isFirst(
  { collection, field }: RelationParts['fields'][number],
  before: RelationParts['fields'],
): boolean {
  return !before.some((each) => each.collection === collection && each.field === field)
}

const MAKERS: Readonly<Record<RelationKind, (making: Making) => RelationParts>> = {
  'many-to-one': manyToOne,
  'one-to-many': oneToMany,
  'many-to-many': throughJunction,
  'many-to-any': throughJunction,
  translations: throughJunction,
}

/** A part of a key is chosen with the others, by the link that is made of them. */
function picked({ columns }: LinkInFile): Readonly<Record<string, unknown>> {
  return columns.length === 1 ? { interface: 'select-dropdown-m2o' } : {}
}

function manyToOne({ draft, names, place, links }: Making): RelationParts {
  const { target, hasWayBack, isRequired } = draft
  const list = hasWayBack && target !== USERS ? names.back : null
  return {
    collections: [],
    fields: [
      ...links.flatMap((link) => linkFields(place, link, { said: picked(link), isRequired })),
      ...(list === null ? [] : [listField({ collection: target, field: list }, 'o2m')]),
    ],
    relations: links.map((link) => relation(place, link, draft, { one_field: list })),
  }
}

function oneToMany({ draft, names, place, links }: Making): RelationParts {
  const { target, isSorted, deletes, isRequired } = draft
  const said = {
    one_field: names.field,
    one_deselect_action: deletes ? 'delete' : 'nullify',
    ...(isSorted && { sort_field: names.sort }),
  }
  return {
    collections: [],
    fields: [
      ...links.flatMap((link) => linkFields(place, link, { said: picked(link), isRequired })),
      ...(isSorted ? sortColumn(place, target, names.sort) : []),
      listField({ collection: place.collection, field: names.field }, 'o2m', draft.interface),
    ],
    relations: links.map((link) => relation(place, link, draft, said)),
  }
}
