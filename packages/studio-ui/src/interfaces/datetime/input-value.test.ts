import { describe, expect, it } from 'vitest'
import { fromInput, nowOf, toInput } from './input-value.js'

describe('dates in the controls of a browser', () => {
  it('come back as they went, whatever the zone of the reader', () => {
    const moment = '2026-03-29T01:30:00.000Z'
    expect(fromInput(toInput(moment, 'timestamp'), 'timestamp')).toBe(moment)
    expect(fromInput(toInput('2026-03-29T02:30:00', 'dateTime'), 'dateTime')).toBe(
      '2026-03-29T02:30:00',
    )
    expect(fromInput(toInput('2026-02-28', 'date'), 'date')).toBe('2026-02-28')
    expect(fromInput('09:30', 'time')).toBe('09:30:00')
  })

  it('are null where the control is empty', () => {
    expect(fromInput('', 'timestamp')).toBeNull()
  })

  it('are now by the clock of the reader', () => {
    const now = new Date(2026, 1, 3, 4, 5, 6, 789)
    expect(nowOf('date', now, false)).toBe('2026-02-03')
    expect(nowOf('time', now, false)).toBe('04:05:00')
    expect(nowOf('dateTime', now, true)).toBe('2026-02-03T04:05:06')
    expect(nowOf('timestamp', now, true)).toBe(new Date(2026, 1, 3, 4, 5, 6).toISOString())
  })

  it('are by the clock of a zone that the field names, on days when it is put forward or back, too', () => {
    const zone = 'Europe/Berlin'
    expect(toInput('2026-11-05T14:05:09Z', 'timestamp', 'Asia/Tokyo')).toBe('2026-11-05T23:05:09')
    for (const moment of [
      '2026-03-29T00:59:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ])
      expect(fromInput(toInput(moment, 'timestamp', zone), 'timestamp', zone)).toBe(moment)
    expect(fromInput('2026-07-01T12:00', 'timestamp', zone)).toBe('2026-07-01T10:00:00.000Z')
    // The hour that the clock leaves out.
    expect(fromInput('2026-03-29T02:30', 'timestamp', zone)).toMatch(/^2026-03-29T0[01]:30/)
  })
})
