import type { Choice } from '../../schema/choices.js'

/** Which values of a tree are kept; see the option `valueCombining`. */
export type Combining = 'all' | 'branch' | 'leaf' | 'indeterminate' | 'exclusive'

export type CheckState = 'on' | 'off' | 'partly'

function leavesOf(choice: Choice): readonly Choice[] {
  return choice.children === undefined ? [choice] : choice.children.flatMap(leavesOf)
}

/** The leaves that a kept list of values stands for, whichever way it was combined. */
export function checkedLeaves(
  tree: readonly Choice[],
  kept: ReadonlySet<string>,
  combining: Combining,
): ReadonlySet<string> {
  const leaves = (choice: Choice): readonly string[] => {
    const own = String(choice.value)
    if (choice.children === undefined) return kept.has(own) ? [own] : []
    // Where a branch stands for all below it, the leaves are not kept.
    const isWhole = combining === 'branch' && kept.has(own)
    return isWhole
      ? leavesOf(choice).map(({ value }) => String(value))
      : choice.children.flatMap(leaves)
  }
  return new Set(tree.flatMap(leaves))
}

export function checkState(choice: Choice, checked: ReadonlySet<string>): CheckState {
  const leaves = leavesOf(choice)
  const on = leaves.filter(({ value }) => checked.has(String(value))).length
  return on === 0 ? 'off' : on === leaves.length ? 'on' : 'partly'
}

/** The leaves after a choice, with all below it, was turned on or off. */
export function toggled(
  choice: Choice,
  checked: ReadonlySet<string>,
  isOn: boolean,
): ReadonlySet<string> {
  const next = new Set(checked)
  for (const { value } of leavesOf(choice)) {
    if (isOn) next.add(String(value))
    else next.delete(String(value))
  }
  return next
}

/** What is kept of the leaves that are on, in the order of the tree. */
export function keptValues(
  tree: readonly Choice[],
  checked: ReadonlySet<string>,
  combining: Combining,
): readonly (string | number)[] {
  return tree.flatMap((choice): readonly (string | number)[] => {
    const state = checkState(choice, checked)
    if (state === 'off') return []
    if (choice.children === undefined) return [choice.value]
    const below = keptValues(choice.children, checked, combining)
    if (combining === 'branch') return state === 'on' ? [choice.value] : below
    const isKept = combining === 'indeterminate' || (combining === 'all' && state === 'on')
    return isKept ? [choice.value, ...below] : below
  })
}
