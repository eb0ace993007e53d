import type { Policy } from '@relvar/query-engine/query'
import { expect, it } from 'vitest'
import { intersectPolicies } from './intersect.js'

const called = (key: string): Policy<null> => ({ guardFor: () => null, keyOf: () => key })

it('tells actors apart by what both policies say of them, wherever the one ends', () => {
  const keyOf = (one: string, other: string) =>
    intersectPolicies(called(one), called(other)).keyOf(null)
  const pairs = [
    ['ab', 'c'],
    ['a', 'bc'],
    ['', 'abc'],
    ['1:a', ''],
    ['', '1:a'],
    ['1', ':a'],
  ] as const
  const keys = pairs.map(([one, other]) => keyOf(one, other))
  expect(new Set(keys).size).toBe(pairs.length)
  expect(keyOf('ab', 'c')).toBe(keyOf('ab', 'c'))
})
