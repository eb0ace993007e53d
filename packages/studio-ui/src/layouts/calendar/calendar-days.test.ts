import { describe, expect, it } from 'vitest'
import { field } from '../../../test/field.js'
import { daysAround } from './days.js'
import { byDayOf } from './use-calendar-items.js'
import { shifted } from './use-shift.js'

describe('items of a calendar', () => {
  const fields = { start: field('from', { type: 'date' }), end: field('to', { type: 'date' }) }

  it('stand on each day that they take, as far as it is seen', () => {
    const week = daysAround('2026-03-25', 'week', 1)
    const found = byDayOf(
      [
        { id: 1, from: '2026-03-20', to: '2026-03-24' },
        { id: 2, from: '2026-03-24', to: null },
        { id: 3, from: '2026-03-28', to: '2026-05-01' },
        { id: 4, from: null, to: null },
        { id: 5, from: '2026-03-01', to: '2026-03-02' },
      ],
      fields,
      week,
    )
    const ids = week.map((day) => (found.get(day) ?? []).map(({ id }) => id))
    expect(ids).toEqual([[1], [1, 2], [], [], [], [3], [3]])
  })

  it('keep their time when they are moved to another day', () => {
    expect(shifted('2026-02-27', { type: 'date' }, 2)).toBe('2026-03-01')
    expect(shifted('2026-02-27T09:30:00', { type: 'dateTime' }, -1)).toBe('2026-02-26T09:30:00')
    const moment = new Date(2026, 1, 27, 9, 30)
    const later = new Date(2026, 2, 1, 9, 30)
    expect(shifted(moment.toISOString(), { type: 'timestamp' }, 2)).toBe(later.toISOString())
    expect(shifted(null, { type: 'date' }, 2)).toBeNull()
  })
})
