import { describe, expect, it } from 'vitest'
import { checkedLeaves, checkState, keptValues, toggled } from './checked-tree.js'

const fruit = {
  value: 'fruit',
  text: 'Fruit',
  children: [
    { value: 'apple', text: 'Apple' },
    { value: 'pear', text: 'Pear' },
  ],
}
const tree = [fruit, { value: 'bread', text: 'Bread' }]

describe('a tree of checkboxes', () => {
  it.each([
    ['all', ['fruit', 'apple', 'pear'], ['apple']],
    ['branch', ['fruit'], ['apple']],
    ['leaf', ['apple', 'pear'], ['apple']],
    ['indeterminate', ['fruit', 'apple', 'pear'], ['fruit', 'apple']],
  ] as const)('keeps for "%s" what it asks for', (combining, whole, part) => {
    expect(keptValues(tree, new Set(['apple', 'pear']), combining)).toEqual(whole)
    expect(keptValues(tree, new Set(['apple']), combining)).toEqual(part)
    expect(checkedLeaves(tree, new Set(whole), combining)).toEqual(new Set(['apple', 'pear']))
  })

  it('turns on all below, and tells what is on in part', () => {
    const all = toggled(fruit, new Set(['bread']), true)
    expect(all).toEqual(new Set(['bread', 'apple', 'pear']))
    expect(checkState(fruit, all)).toBe('on')
    expect(checkState(fruit, new Set(['pear']))).toBe('partly')
    expect(checkState(fruit, toggled(fruit, all, false))).toBe('off')
  })
})
