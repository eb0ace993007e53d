import {
  findColumn,
  findRelationship,
  findTable,
  type SchemaModel,
  type TableId,
} from '@relvar/schema-introspect/model'

/** What somebody sees of the tables, and what there is. */
export interface Sight {
  readonly visible: SchemaModel
  readonly whole: SchemaModel
}

/**
 * Whether a value says the name of a collection or a field that somebody does not see: as it is, as the way
 * to it through links, within a template, or as a key of a rule. Names of nothing are no secret.
 *
 * @param from the tables whose fields may be meant, as a form and the list within it may mean their own
 *
 * @example
 * tellsHidden('{{ author_id.salary }}', ['books'], sight) // true where nobody may see what authors earn
 */
export function tellsHidden(value: unknown, from: readonly TableId[], sight: Sight): boolean {
  if (typeof value === 'string') return textTells(value, from, sight)
  if (Array.isArray(value)) return value.some((each) => tellsHidden(each, from, sight))
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(
    ([name, inner]) =>
      textTells(name, from, sight) ||
      tellsHidden(inner, [...new Set([...from, ...targetsOf(name, from, sight)])], sight),
  )
}

/** The tables that one of a table's links leads to, with the table itself. */
export function withLinked(id: TableId, { whole }: Sight): readonly TableId[] {
  const links = findTable(whole, id)?.relationships ?? []
  return [...new Set([id, ...links.flatMap(({ target }) => endsOf(target))])]
}

/** @param id undefined for none */
export function isHiddenTable(id: string, { visible, whole }: Sight): boolean {
  const isThere = findTable(whole, id) !== undefined
  return isThere && findTable(visible, id)?.actions.includes('read') !== true
}

const TEMPLATE = /\{\{([^{}]*)\}\}/g
/** `year(created_at)`, `-rank`, `item:books`: the names within. */
const JOINTS = /[-.,:()\s$]+/

function textTells(text: string, from: readonly TableId[], sight: Sight): boolean {
  const paths = text.includes('{{')
    ? [...text.matchAll(TEMPLATE)].map(([, path = '']) => path)
    : [text]
  return paths.some((path) => isHiddenTable(path, sight) || pathTells(path, from, sight))
}

function pathTells(path: string, from: readonly TableId[], sight: Sight): boolean {
  const parts = path.split(JOINTS).filter((part) => part !== '')
  return (
    from.some((id) => isHiddenPath(parts, id, sight)) ||
    // Of a name that bears such a character itself.
    from.some((id) => isHiddenPath([path.trim()], id, sight)) ||
    (parts.length > 1 && parts.some((part) => isHiddenTable(part, sight)))
  )
}

function isHiddenPath([name, ...rest]: readonly string[], id: TableId, sight: Sight): boolean {
  const table = findTable(sight.whole, id)
  if (name === undefined || table === undefined) return false
  const link = findRelationship(table, name)
  // A word in front may be that of a function.
  if (link === undefined && findColumn(table, name) === undefined)
    return isHiddenPath(rest, id, sight)
  if (!isSeen(id, name, sight.visible)) return true
  const ends = link === undefined ? [id] : endsOf(link.target)
  return ends.some((end) => isHiddenPath(rest, end, sight))
}

function isSeen(id: TableId, name: string, visible: SchemaModel): boolean {
  const table = findTable(visible, id)
  if (table === undefined || !table.actions.includes('read')) return false
  const isLink = findRelationship(table, name) !== undefined
  return isLink || findColumn(table, name)?.actions.includes('read') === true
}

function targetsOf(name: string, from: readonly TableId[], { whole }: Sight): readonly TableId[] {
  const [first = ''] = name.split(':')
  return from.flatMap((id) => {
    const table = findTable(whole, id)
    const link = table && findRelationship(table, first)
    return link === undefined ? [] : endsOf(link.target)
  })
}

function endsOf(
  target: TableId | { readonly targets: readonly TableId[] } | null,
): readonly TableId[] {
  if (target === null) return []
  return typeof target === 'string' ? [target] : target.targets
}
