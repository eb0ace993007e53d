import { type FilterGroup, type FilterNode, newGroup } from './filter-tree.js'

/** The tree with a node in place of the one with its id; without that one where there is none instead. */
export function replaceNode(
  root: FilterGroup,
  id: number,
  change: (node: FilterNode) => FilterNode | null,
): FilterGroup {
  const children = root.children.flatMap((child) => {
    if (child.id === id) return change(child) ?? []
    return child.kind === 'group' ? replaceNode(child, id, change) : child
  })
  return { ...root, children }
}

/** The tree with a node at the end of a group. */
export function addNode(root: FilterGroup, group: number, node: FilterNode): FilterGroup {
  const add = (to: FilterNode): FilterNode =>
    to.kind === 'group' ? { ...to, children: [...to.children, node] } : to
  return root.id === group
    ? { ...root, children: [...root.children, node] }
    : replaceNode(root, group, add)
}

/**
 * Moves a node by one line. Past the end of its group it leaves it; past a group it enters that, where
 * no scope is in between.
 */
export function moveNode(root: FilterGroup, id: number, step: -1 | 1): FilterGroup {
  const at = root.children.findIndex((child) => child.id === id)
  if (at >= 0) return moveWithin(root, at, step)
  for (const [index, child] of root.children.entries()) {
    if (child.kind !== 'group' || !contains(child, id)) continue
    const inner = child.children.findIndex((each) => each.id === id)
    const isLeaving =
      inner >= 0 && (step === -1 ? inner === 0 : inner === child.children.length - 1)
    const node = child.children[inner]
    if (!isLeaving || node === undefined || child.scope.length > 0)
      return { ...root, children: root.children.with(index, moveNode(child, id, step)) }
    const rest = { ...child, children: child.children.filter((each) => each !== node) }
    const pair = step === -1 ? [node, rest] : [rest, node]
    return { ...root, children: root.children.toSpliced(index, 1, ...pair) }
  }
  return root
}

function moveWithin(group: FilterGroup, at: number, step: -1 | 1): FilterGroup {
  const node = group.children[at]
  const other = group.children[at + step]
  if (node === undefined || other === undefined) return group
  const rest = group.children.toSpliced(at, 1)
  if (other.kind === 'group' && other.scope.length === 0) {
    const inner = step === 1 ? [node, ...other.children] : [...other.children, node]
    return {
      ...group,
      children: rest.map((child) => (child === other ? { ...other, children: inner } : child)),
    }
  }
  return { ...group, children: rest.toSpliced(at + step, 0, node) }
}

function contains(group: FilterGroup, id: number): boolean {
  return group.children.some(
    (child) => child.id === id || (child.kind === 'group' && contains(child, id)),
  )
}

/** Puts a node into a group of its own, to which others can be added. */
export function wrapNode(root: FilterGroup, id: number): FilterGroup {
  return replaceNode(root, id, (node) => newGroup([node], root.logic === '_and' ? '_or' : '_and'))
}
