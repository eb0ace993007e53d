import { describe, expect, it } from 'vitest'
import { newValue, withChoice, withoutChoice, withRenamed } from './choice-groups.js'

const open = { text: 'Open', value: 'open', color: '#3399FF' }
const done = { text: 'Done', value: 'done' }
const nested = [open, { text: 'Closed', children: [done] }]

describe('groups that are choices', () => {
  it('are added at the end', () => {
    expect(withChoice([open], 'Late', 'late')).toEqual([open, { text: 'Late', value: 'late' }])
  })

  it('are renamed without what items hold, and keep all else that is said of them', () => {
    expect(withRenamed(nested, 'open', 'New')).toEqual([{ ...open, text: 'New' }, nested[1]])
    expect(withRenamed(nested, 'done', 'Ready')).toEqual([
      open,
      { text: 'Closed', children: [{ text: 'Ready', value: 'done' }] },
    ])
  })

  it('are removed, also from below others', () => {
    expect(withoutChoice(nested, 'open')).toEqual([nested[1]])
    expect(withoutChoice(nested, 'done')).toEqual([open])
  })

  it('have a value after their name that no other has', () => {
    const text = { type: 'string', maxLength: null } as const
    expect(newValue('In review!', text, [])).toBe('in_review')
    expect(newValue('Größe 2', text, [])).toBe('größe_2')
    expect(newValue('Open', text, ['open', 'open_2'])).toBe('open_3')
    expect(newValue('Open', { ...text, maxLength: 4 }, ['open'])).toBe('op_2')
    expect(newValue('…', text, [])).toBe('group')
    expect(newValue('Next', { type: 'integer', maxLength: null }, [1, 5])).toBe(6)
    expect(newValue('Next', { type: 'decimal', maxLength: null }, ['1.5'])).toBeNull()
  })
})
