import { describe, expect, it } from 'vitest'
import { fromInput, toInput } from './input-value.js'

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
})
