import { describe, expect, it } from 'vitest'
import { addMonths, daysAround, daysBetween, daysFrom, step, today } from './days.js'

describe('the days of a calendar', () => {
  it('are whole weeks of a month', () => {
    const days = daysAround('2026-11-23', 'month', 1)
    expect([days[0], days.at(-1), days.length]).toEqual(['2026-10-26', '2026-12-06', 42])
    expect(daysAround('2026-02-10', 'month', 0)).toHaveLength(28)
    expect(daysAround('2026-03-29', 'week', 1)[0]).toBe('2026-03-23')
    expect(daysAround('2026-03-29', 'day', 1)).toEqual(['2026-03-29'])
  })

  it('go on by months of any length', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
    expect(step('2026-12-31', 'month', 1)).toBe('2027-01-31')
    expect(step('2026-12-31', 'week', 1)).toBe('2027-01-07')
  })

  it('are those of a month in a list, and from one day through another', () => {
    const days = daysAround('2026-02-10', 'list', 1)
    expect([days[0], days.at(-1), days.length]).toEqual(['2026-02-01', '2026-02-28', 28])
    expect(daysFrom('2026-02-27', '2026-03-02')).toHaveLength(4)
    expect(daysFrom('2026-02-27', '2026-02-20')).toEqual(['2026-02-27'])
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(step('2026-01-31', 'list', 1)).toBe('2026-02-28')
  })

  it('begin today where the reader is', () => {
    const now = new Date(2026, 10, 23, 0, 30)
    expect(today(now)).toBe('2026-11-23')
  })
})
