/** What is placed: a table of a size. */
export interface Box {
  readonly id: string
  readonly width: number
  readonly height: number
}

/** A link, from the side that holds the key. */
export interface BoxLink {
  readonly from: string
  readonly to: string
}

export interface Place {
  readonly x: number
  readonly y: number
}

/** Between columns, where links run; between what stands above each other; between groups. */
const COLUMN_GAP = 120
const ROW_GAP = 40
const GROUP_GAP = 60

/** A picture is about so much wider than high. */
const ASPECT = 1.6

/** A column of less is never broken. */
const SHORT = 1600

/** How often columns are put in order, from left to right and back. */
const SWEEPS = 8

/**
 * Places boxes so that none stands on another: those that are linked in columns, from holders of keys on the left to
 * what they point at on the right, the largest group first; what has no links in rows below. A column that is too
 * high for the shape of a screen is broken into several.
 */
export function placeBoxes(
  boxes: readonly Box[],
  links: readonly BoxLink[],
): ReadonlyMap<string, Place> {
  const near = neighboursOf(boxes, links)
  const groups = groupsOf(boxes, near).map((group) => placeGroup(group, near))
  const linked = groups.filter(({ places }) => places.size > 1)
  const alone = groups.filter(({ places }) => places.size === 1)
  const largestFirst = linked.toSorted((left, right) => right.places.size - left.places.size)
  return inRows([largestFirst, alone])
}

/** Whom a box points at, and who points at it. */
interface Neighbours {
  readonly to: string[]
  readonly from: string[]
}

type NeighboursOf = (id: string) => Neighbours

const NONE: Neighbours = { to: [], from: [] }

function neighboursOf(boxes: readonly Box[], links: readonly BoxLink[]): NeighboursOf {
  const near = new Map(boxes.map(({ id }): [string, Neighbours] => [id, { to: [], from: [] }]))
  for (const { from, to } of links) {
    if (from === to || !near.has(from) || !near.has(to)) continue
    near.get(from)?.to.push(to)
    near.get(to)?.from.push(from)
  }
  return (id) => near.get(id) ?? NONE
}

/** The boxes that links hold together. */
function groupsOf(boxes: readonly Box[], near: NeighboursOf): readonly (readonly Box[])[] {
  const firstOf = new Map<string, string>()
  for (const { id } of boxes) {
    const waiting = firstOf.has(id) ? [] : [id]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (firstOf.has(next)) continue
      firstOf.set(next, id)
      waiting.push(...near(next).to, ...near(next).from)
    }
  }
  return [...Map.groupBy(boxes, ({ id }) => firstOf.get(id)).values()]
}

interface PlacedGroup {
  readonly places: ReadonlyMap<string, Place>
  readonly width: number
  readonly height: number
}

function placeGroup(group: readonly Box[], near: NeighboursOf): PlacedGroup {
  const whole = inOrder(columnsOf(group, near), near).columns
  const area = sum(group, ({ width, height }) => (width + COLUMN_GAP) * (height + ROW_GAP))
  const limit = Math.max(SHORT, Math.sqrt(area / ASPECT))
  const { columns, tops } = inOrder(
    whole.flatMap((column) => broken(column, limit)),
    near,
  )
  const first = Math.min(...tops.values())
  const places = new Map<string, Place>()
  let [x, bottom] = [0, 0]
  for (const column of columns) {
    for (const { id, height } of column) {
      const y = (tops.get(id) ?? 0) - first
      places.set(id, { x, y })
      bottom = Math.max(bottom, y + height)
    }
    x += Math.max(...column.map(({ width }) => width)) + COLUMN_GAP
  }
  return { places, width: x - COLUMN_GAP, height: bottom }
}

type Column = readonly Box[]

/** Each box left of all that it points at, and as near to it as it can be. */
function columnsOf(group: readonly Box[], near: NeighboursOf): readonly Column[] {
  const depths = depthsOf(group, near)
  const depthOf = ({ id }: Box): number => depths.get(id) ?? 0
  const deepestFirst = group.toSorted((left, right) => depthOf(right) - depthOf(left))
  for (const box of deepestFirst) {
    const depth = depthOf(box)
    const holders = near(box.id).from.map((id) => depths.get(id) ?? 0)
    const nearest = Math.min(...holders.filter((each) => each > depth))
    if (Number.isFinite(nearest)) depths.set(box.id, nearest - 1)
  }
  const columns = Map.groupBy(group, depthOf)
  return [...columns].toSorted(([left], [right]) => right - left).map(([, column]) => column)
}

/** How many links lie between a box and the last that can be reached from it. */
function depthsOf(group: readonly Box[], near: NeighboursOf): Map<string, number> {
  const depths = new Map<string, number>()
  const open = new Set<string>()
  function depthOf(id: string): number {
    const known = depths.get(id)
    if (known !== undefined) return known
    open.add(id)
    // What closes a circle is drawn from right to left.
    const ahead = near(id).to.filter((target) => !open.has(target))
    const depth = Math.max(-1, ...ahead.map(depthOf)) + 1
    open.delete(id)
    depths.set(id, depth)
    return depth
  }
  for (const { id } of group) depthOf(id)
  return depths
}

interface OrderedColumns {
  readonly columns: readonly Column[]
  readonly tops: ReadonlyMap<string, number>
}

/** Brings what is linked to about the same height, column by column. */
function inOrder(unordered: readonly Column[], near: NeighboursOf): OrderedColumns {
  const columns = [...unordered]
  const middles = new Map<string, number>()
  const tops = new Map<string, number>()
  function stand(column: Column, wanted: readonly number[]): void {
    for (const [index, top] of stacked(column, wanted).entries()) {
      const { id, height } = column[index] as Box
      tops.set(id, top)
      middles.set(id, top + height / 2)
    }
  }
  for (const column of columns) {
    const high = sum(column, ({ height }) => height + ROW_GAP)
    stand(
      column,
      Array.from(column, () => -high / 2),
    )
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const indices = [...columns.keys()]
    const order = sweep % 2 === 0 ? indices.toReversed() : indices
    for (const index of order) {
      const heights = new Map((columns[index] ?? []).map(({ id }) => [id, heightOf(id)]))
      const wantedOf = ({ id }: Box): number => heights.get(id) ?? 0
      const column = (columns[index] ?? []).toSorted(
        (left, right) => wantedOf(left) - wantedOf(right),
      )
      columns[index] = column
      stand(
        column,
        column.map((box) => wantedOf(box) - box.height / 2),
      )
    }
  }
  return { columns, tops }

  /** Where the middle of a box would stand best: amid those that it is linked with. */
  function heightOf(id: string): number {
    const linked = [...near(id).to, ...near(id).from]
    if (linked.length === 0) return 0
    return sum(linked, (other) => middles.get(other) ?? 0) / linked.length
  }
}

/**
 * The tops of boxes that stand below each other in this order, as near as can be to where each is wanted: those that
 * would overlap move apart together.
 */
function stacked(column: Column, wanted: readonly number[]): readonly number[] {
  const blocks: { wanted: number; count: number }[] = []
  const offsets: number[] = []
  let offset = 0
  for (const [index, { height }] of column.entries()) {
    offsets.push(offset)
    let block = { wanted: (wanted[index] ?? 0) - offset, count: 1 }
    for (let above = blocks.at(-1); above !== undefined; above = blocks.at(-1)) {
      if (above.wanted <= block.wanted) break
      const count = above.count + block.count
      block = { wanted: (above.wanted * above.count + block.wanted * block.count) / count, count }
      blocks.pop()
    }
    blocks.push(block)
    offset += height + ROW_GAP
  }
  const starts = blocks.flatMap(({ wanted: start, count }) =>
    Array.from({ length: count }, () => start),
  )
  return offsets.map((each, index) => each + (starts[index] ?? 0))
}

/** A column as several of about the same height, none of them much higher than the limit. */
function broken(column: Column, limit: number): readonly Column[] {
  const high = sum(column, ({ height }) => height + ROW_GAP)
  const parts = Math.ceil(high / limit)
  let above = 0
  const partOf = new Map<Box, number>()
  for (const box of column) {
    partOf.set(box, Math.floor((above / high) * parts))
    above += box.height + ROW_GAP
  }
  return [...Map.groupBy(column, (box) => partOf.get(box)).values()]
}

/** Groups of several kinds side by side, each kind beginning a row of its own. */
function inRows(kinds: readonly (readonly PlacedGroup[])[]): ReadonlyMap<string, Place> {
  const all = kinds.flat()
  const area = sum(all, ({ width, height }) => (width + GROUP_GAP) * (height + GROUP_GAP))
  const limit = Math.max(Math.sqrt(area * ASPECT), ...all.map(({ width }) => width))
  const places = new Map<string, Place>()
  let [left, top, bottom] = [0, 0, 0]
  for (const kind of kinds) {
    for (const group of kind) {
      if (left > 0 && left + group.width > limit) [left, top] = [0, bottom]
      for (const [id, { x, y }] of group.places) places.set(id, { x: x + left, y: y + top })
      left += group.width + GROUP_GAP
      bottom = Math.max(bottom, top + group.height + GROUP_GAP)
    }
    ;[left, top] = [0, bottom]
  }
  return places
}

function sum<T>(all: readonly T[], of: (each: T) => number): number {
  return all.reduce((total, each) => total + of(each), 0)
}
