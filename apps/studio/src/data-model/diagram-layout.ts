import dagre from '@dagrejs/dagre'
import type { WireCollection, WireField, WireRelation } from '@relvar/studio-ui'

/** A table in the picture. */
export interface DiagramTable {
  readonly id: string
  readonly title: string
  readonly columns: readonly DiagramColumn[]
  /** How many columns are not drawn. */
  readonly more: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface DiagramColumn {
  readonly name: string
  readonly type: string
  readonly isKey: boolean
  readonly isLink: boolean
}

/** A link in the picture, from the side that holds the key. */
export interface DiagramLink {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly label: string
  /** No foreign key holds it. */
  readonly isDeclared: boolean
}

export interface Diagram {
  readonly tables: readonly DiagramTable[]
  readonly links: readonly DiagramLink[]
}

const TABLE_WIDTH = 220
export const HEAD_HEIGHT = 32
export const COLUMN_HEIGHT = 20

/** A table is drawn with so many columns at most. */
const MOST_COLUMNS = 12

/**
 * Places tables so that links run from left to right and those that are linked stand near each other;
 * tables without links stand in rows below.
 *
 * @param relations links to what is not among the collections are left out
 */
export function layOut(
  collections: readonly WireCollection[],
  fields: readonly WireField[],
  relations: readonly WireRelation[],
): Diagram {
  const names = new Set(collections.map(({ collection }) => collection))
  const links = relations.flatMap((each) => linkOf(each, names))
  const linked = new Set(links.flatMap(({ from, to }) => [from, to]))
  const isLink = new Set(relations.map(({ collection, field }) => `${collection}.${field}`))
  const byTable = Map.groupBy(fields, ({ collection }) => collection)
  const boxes = collections.map(({ collection }) =>
    boxOf(collection, byTable.get(collection) ?? [], isLink),
  )
  const placed = placeLinked(
    boxes.filter(({ id }) => linked.has(id)),
    links,
  )
  const bottom = Math.max(0, ...placed.map(({ y, height }) => y + height + 80))
  const alone = placeAlone(
    boxes.filter(({ id }) => !linked.has(id)),
    bottom,
  )
  return { tables: [...placed, ...alone], links }
}

function linkOf(
  { collection, field, related_collection: target, schema }: WireRelation,
  names: ReadonlySet<string>,
): readonly DiagramLink[] {
  if (target === null || !names.has(collection) || !names.has(target)) return []
  const isDeclared = schema === null || !('constraint_name' in schema)
  return [{ id: `${collection}.${field}`, from: collection, to: target, label: field, isDeclared }]
}

function boxOf(
  id: string,
  fields: readonly WireField[],
  isLink: ReadonlySet<string>,
): DiagramTable {
  const all = fields.flatMap(({ field, type, schema }) =>
    schema === null
      ? []
      : [{ name: field, type, isKey: schema.is_primary_key, isLink: isLink.has(`${id}.${field}`) }],
  )
  // Keys and links tell the most of a table that is too wide.
  const telling = all.toSorted((left, right) => weight(right) - weight(left))
  const columns = all.length > MOST_COLUMNS ? telling.slice(0, MOST_COLUMNS) : all
  const more = all.length - columns.length
  const height = HEAD_HEIGHT + COLUMN_HEIGHT * (columns.length + (more > 0 ? 1 : 0)) + 8
  return { id, title: id, columns, more, x: 0, y: 0, width: TABLE_WIDTH, height }
}

function weight({ isKey, isLink }: DiagramColumn): number {
  return (isKey ? 2 : 0) + (isLink ? 1 : 0)
}

function placeLinked(
  boxes: readonly DiagramTable[],
  links: readonly DiagramLink[],
): readonly DiagramTable[] {
  const graph = new dagre.graphlib.Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 120 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height })
  for (const { id, from, to } of links) if (from !== to) graph.setEdge(from, to, {}, id)
  dagre.layout(graph)
  return boxes.map((box) => {
    // It gives the middle of each.
    const { x = 0, y = 0 } = graph.node(box.id) as { x?: number; y?: number }
    return { ...box, x: x - box.width / 2, y: y - box.height / 2 }
  })
}

function placeAlone(boxes: readonly DiagramTable[], top: number): readonly DiagramTable[] {
  const perRow = Math.max(4, Math.ceil(Math.sqrt(boxes.length)))
  let y = top
  return boxes.map((box, index) => {
    const row = boxes.slice(index - (index % perRow), index - (index % perRow) + perRow)
    const placed = { ...box, x: (index % perRow) * (TABLE_WIDTH + 40), y }
    if (index % perRow === perRow - 1) y += Math.max(...row.map(({ height }) => height)) + 40
    return placed
  })
}
