import { expect, it } from 'vitest'
import { difference } from '../alike.js'
import { About } from '../evaluator-groups.js'
import { comparable } from './unordered.js'

it('puts averages in one order, whoever computed them', () => {
  const group = (average: unknown, week: string) => ({ week, avg: { a: average }, count: '1' })
  const expected = [group(null, '52'), group(new About(3), '13'), group(new About(1 / 3), '9')]
  const answer = [group('0.3333333333333333', '9'), group(null, '52'), group('3.0000', '13')]
  expect(difference(comparable(expected), comparable(answer))).toBeNull()
})
