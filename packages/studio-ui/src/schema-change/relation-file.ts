import type { SchemaFile } from '../wire/schema-file.js'
import { throughJunction } from './junction-file.js'
import { type RelationDraft, type RelationKind, relationNames } from './relation-draft.js'
import type { Making, RelationParts } from './relation-making.js'
import {
  isTaken,
  isThere,
  keyOf,
  linkColumn,
  listField,
  relation,
  type RelationPlace,
  sortColumn,
  USERS,
} from './relation-parts.js'

/** Why a link cannot be made yet. */
export type RelationProblem =
  | { readonly kind: 'no-target' }
  /** What it leads to, or comes from, is not told apart by one column. */
  | { readonly kind: 'no-key'; readonly collection: string }
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
  const targets = draft.kind === 'many-to-any' ? draft.targets : [draft.target]
  if (targets.length === 0 || targets.includes('')) return refuse({ kind: 'no-target' })
  const isMade = (id: string): boolean => draft.kind === 'translations' && !isThere(place, id)
  const keyless = [place.collection, ...targets].find(
    (id) => !isMade(id) && keyOf(place, id) === undefined,
  )
  if (keyless !== undefined) return refuse({ kind: 'no-key', collection: keyless })
  const names = relationNames(place.collection, draft)
  const parts = MAKERS[draft.kind]({ draft, names, place })
  const taken = parts.fields.find((field) => isTaken(place, field))
  if (taken !== undefined)
    return refuse({ kind: 'taken', field: `${taken.collection}.${taken.field}` })
  return { file: { ...place.file, version: 1, ...parts }, problem: null }
}

const MAKERS: Readonly<Record<RelationKind, (making: Making) => RelationParts>> = {
  'many-to-one': manyToOne,
  'one-to-many': oneToMany,
  'many-to-many': throughJunction,
  'many-to-any': throughJunction,
  translations: throughJunction,
}

const PICKED = { interface: 'select-dropdown-m2o' }

function manyToOne({ draft, names, place }: Making): RelationParts {
  const { target, hasWayBack, isRequired } = draft
  const link = { collection: place.collection, field: names.field }
  const list = hasWayBack && target !== USERS ? names.back : null
  return {
    collections: [],
    fields: [
      linkColumn(place, link, target, { said: PICKED, isRequired }),
      ...(list === null ? [] : [listField({ collection: target, field: list }, 'o2m')]),
    ],
    relations: [relation(place, link, target, draft, { one_field: list })],
  }
}

function oneToMany({ draft, names, place }: Making): RelationParts {
  const { target, isSorted, deletes, isRequired } = draft
  const link = { collection: target, field: names.column }
  const said = {
    one_field: names.field,
    one_deselect_action: deletes ? 'delete' : 'nullify',
    ...(isSorted && { sort_field: names.sort }),
  }
  return {
    collections: [],
    fields: [
      linkColumn(place, link, place.collection, { said: PICKED, isRequired }),
      ...(isSorted ? sortColumn(place, target, names.sort) : []),
      listField({ collection: place.collection, field: names.field }, 'o2m', draft.interface),
    ],
    relations: [relation(place, link, place.collection, draft, said)],
  }
}
