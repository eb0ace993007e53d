import { titleOf } from '@relvar/data-model/catalogue'
import type { WireRelation } from '../wire/objects.js'

/** Where a path of a filter leads. */
export interface FieldPlace {
  /** The collection that the last field belongs to. */
  readonly collection: string
  /** null where the path ends at a list, which has no column. */
  readonly field: string | null
  /** The function around the last field: `year`. */
  readonly function: string | null
  /** What the way there is called, the field itself left out. */
  readonly way: readonly string[]
}

/** A link that can be followed from a collection: to one item, or to the list that leads back. */
export interface FilterLink {
  /** The key in a filter. */
  readonly key: string
  readonly title: string
  readonly collection: string
  readonly isList: boolean
}

/** The links of a collection, those of its own first. */
export function linksOf(
  collection: string,
  relations: readonly WireRelation[],
): readonly FilterLink[] {
  const own = relations.filter((each) => each.collection === collection).flatMap(linkTo)
  const lists = relations.filter((each) => each.related_collection === collection).map(listFrom)
  return [...own, ...lists]
}

function linkTo({ field, related_collection: target }: WireRelation): readonly FilterLink[] {
  if (target === null) return []
  const title = titleOf(field).replace(/(.) Id$/, '$1')
  return [{ key: field, title, collection: target, isList: false }]
}

/** A list that nobody gave a name is followed by the link that leads back. */
function listFrom({ collection, field, related_field: list, meta }: WireRelation): FilterLink {
  const named = list ?? meta?.['one_field']
  const isNamed = typeof named === 'string' && named !== ''
  const title = titleOf(isNamed ? named : collection.slice(collection.lastIndexOf('.') + 1))
  const key = isNamed ? named : `$FOLLOW(${collection},${field})`
  return { key, title, collection, isList: true }
}

/** What quantifiers of lists are called. */
export interface QuantifierWords {
  readonly some: string
  readonly none: string
}

/** Where relations lead, one after another; null where one of them is not there. */
export function followPath(
  start: string,
  path: readonly string[],
  relations: readonly WireRelation[],
  words: QuantifierWords,
): Pick<FieldPlace, 'collection' | 'way'> | null {
  let collection = start
  const way: string[] = []
  for (const key of path) {
    const quantifier = key === '_some' ? words.some : key === '_none' ? words.none : null
    if (quantifier !== null) {
      way.push(`${way.pop() ?? ''} (${quantifier})`)
      continue
    }
    const link = linksOf(collection, relations).find((each) => each.key === key)
    if (link === undefined) return null
    way.push(link.title)
    collection = link.collection
  }
  return { collection, way }
}

/** Follows a path to its field; null where a relation on its way is not there. */
export function placeOf(
  start: string,
  path: readonly string[],
  relations: readonly WireRelation[],
  words: QuantifierWords,
): FieldPlace | null {
  const before = followPath(start, path.slice(0, -1), relations, words)
  const last = path.at(-1)
  if (before === null || last === undefined) return null
  const [, called, inner] = /^(\w+)\((.*)\)$/.exec(last) ?? []
  const name = inner ?? last
  const list = linksOf(before.collection, relations).find(
    ({ key, isList }) => isList && key === name,
  )
  if (list === undefined) return { ...before, field: name, function: called ?? null }
  return {
    collection: list.collection,
    field: null,
    function: called ?? null,
    way: [...before.way, list.title],
  }
}
