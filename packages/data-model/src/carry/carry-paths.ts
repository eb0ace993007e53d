import {
  findColumn,
  findRelationship,
  findTable,
  type TableId,
} from '@relvar/schema-introspect/model'
import { endsOf, type NewNames } from './new-names.js'

/** A way to a field by the names of afterwards, and where it leads to by those of before. */
export interface CarriedPath {
  /** null where something on the way is gone. */
  readonly path: string | null
  readonly ends: readonly TableId[]
}

/** `year(created_at)`, `-rank`, `item:books.name`: what stands between names. */
const JOINTS = /(^-|[.:(),])/

/**
 * A path in the names of afterwards. What names nothing stays as it is: functions, `*`, formats.
 *
 * @param from the collections in which the path may begin; the first that has such a field counts
 *
 * @example
 * carryPath('-author_id.name', ['books'], names) // { path: '-author_id.full_name', ends: ['authors'] }
 */
export function carryPath(path: string, from: readonly TableId[], names: NewNames): CarriedPath {
  const whole = carryName(path, from, names)
  if (whole !== undefined) return whole
  let ends = from
  const parts: (string | null)[] = []
  const all = path.split(JOINTS)
  for (const [index, part] of all.entries()) {
    const name = part.trim()
    const isCollection = all[index - 1] === ':' || all[index - 2] === '$FOLLOW'
    const carried = isCollection ? carryCollection(name, names) : carryName(name, ends, names)
    parts.push(carried === undefined ? part : carried.path)
    ends = carried?.ends ?? ends
  }
  return { path: parts.includes(null) ? null : parts.join(''), ends }
}

/** Paths of a list, without those that lead to what is gone. */
export function carryPaths(
  paths: readonly unknown[],
  from: readonly TableId[],
  names: NewNames,
): readonly unknown[] {
  return paths.flatMap((path) => {
    const carried = typeof path === 'string' ? carryPath(path, from, names).path : path
    return carried === null ? [] : [carried]
  })
}

const PLACE = /\{\{([^{}]*)\}\}/g

/**
 * A template in the names of afterwards, without the places of what is gone; null where nothing is left.
 *
 * @example
 * carryTemplate('{{ title }} ({{ year }})', ['books'], names) // '{{ name }} ({{ year }})'
 */
export function carryTemplate(
  template: string,
  from: readonly TableId[],
  names: NewNames,
): string | null {
  const carried = template.replaceAll(PLACE, (place, path: string) => {
    const { path: now } = carryPath(path.trim(), from, names)
    if (now === path.trim()) return place
    return now === null ? '' : `{{ ${now} }}`
  })
  return carried === template ? template : carried.trim() || null
}

/** "*" stands for all fields, even where a column is called so. */
function carryName(
  name: string,
  from: readonly TableId[],
  names: NewNames,
): CarriedPath | undefined {
  if (name === '*') return undefined
  for (const id of from) {
    const table = findTable(names.before, id)
    const link = table && findRelationship(table, name)
    if (table === undefined || (link === undefined && findColumn(table, name) === undefined))
      continue
    return { path: names.field(id, name), ends: link === undefined ? [id] : endsOf(link) }
  }
  return undefined
}

/** Which of several collections a link leads to is said behind its name. */
function carryCollection(name: string, names: NewNames): CarriedPath | undefined {
  if (findTable(names.before, name) === undefined) return undefined
  return { path: names.collection(name), ends: [name] }
}
