import { describe, expect, it } from 'vitest'
import { field } from '../../test/field.js'
import { placeholderOf } from '../interfaces/placeholder-of.js'
import { english } from '../messages/english.js'
import { readDraft, typedDraft } from './draft.js'

const note = field('note')
const code = field('code', { nullable: false })
const size = field('size', { type: 'integer' })

describe('null and an empty text', () => {
  it('are null where somebody empties a box, and the column may be', () => {
    expect(typedDraft(note, '')).toBeNull()
    expect(typedDraft(note, ' ')).toBe(' ')
    expect(typedDraft(code, '')).toBe('')
    expect(typedDraft(field('needed', { required: true }), '')).toBe('')
  })

  it('are sent as what they are', () => {
    expect(readDraft(note, null, english)).toEqual({ kind: 'value', value: null })
    expect(readDraft(note, '', english)).toEqual({ kind: 'value', value: '' })
    expect(readDraft(code, '', english)).toEqual({ kind: 'value', value: '' })
    expect(readDraft(size, '', english)).toEqual({ kind: 'value', value: null })
  })

  it('are told apart in an empty box', () => {
    expect(placeholderOf(note, null, english)).toBe('')
    expect(placeholderOf(note, '', english)).toBe('Empty text')
    expect(placeholderOf(code, '', english)).toBe('')
    const worded = field('note', { options: { placeholder: 'A few words' } })
    expect(placeholderOf(worded, null, english)).toBe('A few words')
    expect(placeholderOf(worded, '', english)).toBe('Empty text')
  })
})
