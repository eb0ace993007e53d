import { describe, expect, it } from 'vitest'
import { field } from '../../../test/field.js'
import { dateChange, daysOf, daysTo, timeOf } from './item-dates.js'

describe('the dates of an item', () => {
  const fields = { start: field('from', { type: 'date' }), end: field('to', { type: 'date' }) }
  const timed = {
    start: field('from', { type: 'dateTime' }),
    end: field('to', { type: 'dateTime' }),
  }

  it('are one day or several', () => {
    expect(daysOf({ from: '2026-03-20', to: '2026-03-24' }, fields)).toEqual({
      first: '2026-03-20',
      last: '2026-03-24',
    })
    const one = { first: '2026-03-24', last: '2026-03-24' }
    expect(daysOf({ from: '2026-03-24', to: null }, fields)).toEqual(one)
    expect(daysOf({ from: '2026-03-24', to: '2026-03-01' }, fields)).toEqual(one)
    expect(daysOf({ from: '2026-03-24' }, { ...fields, end: null })).toEqual(one)
    expect(daysOf({ from: null, to: '2026-03-24' }, fields)).toBeNull()
  })

  it('tell a time where they have one', () => {
    expect(timeOf({ from: '2026-03-20T09:30:00' }, timed)).toBe('09:30')
    expect(timeOf({ from: '2026-03-20' }, fields)).toBeNull()
  })

  it('keep their time when they go to another day', () => {
    const of = (value: string | null, type: 'date' | 'dateTime' | 'timestamp', days: number) =>
      dateChange({ from: value }, 'all', days, { start: field('from', { type }), end: null })
    expect(of('2026-02-27', 'date', 2)).toEqual({ from: '2026-03-01' })
    expect(of('2026-02-27T09:30:00', 'dateTime', -1)).toEqual({ from: '2026-02-26T09:30:00' })
    const moment = new Date(2026, 1, 27, 9, 30)
    const later = new Date(2026, 2, 1, 9, 30)
    expect(of(moment.toISOString(), 'timestamp', 2)).toEqual({ from: later.toISOString() })
    expect(of('2026-02-27', 'date', 0)).toBeNull()
    expect(dateChange({ from: '2026-02-27', to: null }, 'all', 2, fields)).toEqual({
      from: '2026-03-01',
      to: null,
    })
  })

  it('go with one end alone, which does not pass the other', () => {
    const item = { from: '2026-03-20', to: '2026-03-24' }
    expect(dateChange(item, 'end', 2, fields)).toEqual({ to: '2026-03-26' })
    expect(dateChange(item, 'end', -4, fields)).toEqual({ to: '2026-03-20' })
    expect(dateChange(item, 'end', -9, fields)).toEqual({ to: '2026-03-20' })
    expect(dateChange(item, 'start', -1, fields)).toEqual({ from: '2026-03-19' })
    expect(dateChange(item, 'start', 30, fields)).toEqual({ from: '2026-03-24' })
    expect(dateChange({ ...item, to: item.from }, 'end', -1, fields)).toBeNull()
  })

  it('end no sooner on the day on which they begin', () => {
    const item = { from: '2026-03-20T15:00:00', to: '2026-03-24T09:00:00' }
    expect(dateChange(item, 'end', -4, timed)).toEqual({ to: '2026-03-21T09:00:00' })
    expect(dateChange(item, 'start', 4, timed)).toEqual({ from: '2026-03-23T15:00:00' })
  })

  it('get an end where there was none', () => {
    expect(dateChange({ from: '2026-03-20', to: null }, 'end', 2, fields)).toEqual({
      to: '2026-03-22',
    })
    const mixed = { start: timed.start, end: fields.end }
    expect(dateChange({ from: '2026-03-20T15:00:00', to: null }, 'end', 1, mixed)).toEqual({
      to: '2026-03-21',
    })
    const other = { start: fields.start, end: timed.end }
    expect(dateChange({ from: '2026-03-20', to: null }, 'end', 1, other)).toEqual({
      to: '2026-03-21T00:00:00',
    })
    expect(dateChange({ from: '2026-03-20' }, 'end', 1, { ...fields, end: null })).toBeNull()
  })

  it('are dragged by as far as the end that was taken', () => {
    const taken = { first: '2026-03-20', last: '2026-03-24' }
    expect(daysTo('2026-03-25', 'all', taken, '2026-03-22')).toBe(3)
    expect(daysTo('2026-03-25', 'end', taken, '2026-03-24')).toBe(1)
    expect(daysTo('2026-03-19', 'start', taken, '2026-03-20')).toBe(-1)
  })
})
