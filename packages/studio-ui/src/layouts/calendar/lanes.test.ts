import { describe, expect, it } from 'vitest'
import { daysAround } from './days.js'
import { lanesOf, rowsOfDays } from './lanes.js'

const placed = (id: number, first: string, last = first) => ({ item: { id }, first, last })

describe('items of a calendar', () => {
  const week = daysAround('2026-03-25', 'week', 1)

  it('stand on each day that they take, as far as it is seen, and keep their place', () => {
    const lanes = lanesOf(
      [
        placed(1, '2026-03-20', '2026-03-24'),
        placed(2, '2026-03-24'),
        placed(3, '2026-03-24', '2026-03-26'),
        placed(4, '2026-03-26'),
        placed(5, '2026-03-28', '2026-05-01'),
        placed(6, '2026-03-01', '2026-03-02'),
      ],
      week,
    )
    const ids = week.map((day) => lanes.get(day)?.map((each) => each?.item['id'] ?? null))
    expect(ids).toEqual([[1], [1, 3, 2], [null, 3], [4, 3], [], [5], [5]])
  })

  it('stand in rows of days', () => {
    const month = daysAround('2026-02-10', 'month', 1)
    expect(rowsOfDays(month, 7).map(({ length }) => length)).toEqual([7, 7, 7, 7, 7])
    expect(rowsOfDays(['2026-02-10', '2026-02-11'], 1)).toEqual([['2026-02-10'], ['2026-02-11']])
  })
})
