import type { WireCollection, WireField, WireRelation } from '@relvar/studio-ui'
import { placeBoxes } from './diagram-places.js'

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
  /** No foreign key holds it. */
  readonly isDeclared: boolean
  /** How it runs, as SVG writes it: from the column that holds the key, where that is drawn. */
  readonly path: string
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
  const isLink = new Set(relations.map(({ collection, field }) => `${collection}.${field}`))
  const byTable = Map.groupBy(fields, ({ collection }) => collection)
  const boxes = collections.map(({ collection }) =>
    boxOf(collection, byTable.get(collection) ?? [], isLink),
  )
  const ends = relations.flatMap((each) => endsOf(each))
  const places = placeBoxes(boxes, ends)
  const tables = boxes.map((box) => ({ ...box, ...places.get(box.id) }))
  const byName = new Map(tables.map((table) => [table.id, table]))
  return { tables, links: relations.flatMap((each) => linkOf(each, byName)) }
}

function endsOf({
  collection,
  related_collection: target,
}: WireRelation): readonly { readonly from: string; readonly to: string }[] {
  return target === null ? [] : [{ from: collection, to: target }]
}

function linkOf(
  { collection, field, related_collection: target, schema }: WireRelation,
  tables: ReadonlyMap<string, DiagramTable>,
): readonly DiagramLink[] {
  const [start, end] = [tables.get(collection), tables.get(target ?? '')]
  if (start === undefined || end === undefined) return []
  const isDeclared = schema === null || !('constraint_name' in schema)
  const id = `${collection}.${field}`
  return [{ id, from: start.id, to: end.id, isDeclared, path: pathOf(start, field, end) }]
}

function pathOf(start: DiagramTable, field: string, end: DiagramTable): string {
  const row = start.columns.findIndex(({ name }) => name === field)
  const [x, y] = [start.x + start.width, start.y + (row < 0 ? HEAD_HEIGHT / 2 : middleOf(row))]
  // What points at itself goes out and comes back at the corner.
  if (start === end) return `M${x},${y} C${x + 60},${y} ${x + 60},${end.y - 40} ${x - 20},${end.y}`
  const [toX, toY] = [end.x, end.y + HEAD_HEIGHT / 2]
  const bend = Math.max(60, (toX - x) / 2)
  return `M${x},${y} C${x + bend},${y} ${toX - bend},${toY} ${toX},${toY}`
}

/** Where the line of a column has its middle, below the top of its table. */
function middleOf(row: number): number {
  return HEAD_HEIGHT + COLUMN_HEIGHT * (row + 0.5)
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
