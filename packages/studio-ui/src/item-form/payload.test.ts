import { describe, expect, it } from 'vitest'
import { english } from '../messages/english.js'
import { field } from '../../test/field.js'
import type { StudioField } from '../schema/studio-field.js'
import { readPayload } from './payload.js'
import type { FormField } from './form-fields.js'

function form(...fields: readonly Partial<StudioField>[]): readonly FormField[] {
  return fields.map((each) => ({ field: field('', each), isReadonly: false }))
}

describe('the payload of a form', () => {
  it('has of an item that is there what was changed, and nothing else', () => {
    const fields = form({ name: 'name' }, { name: 'price', type: 'decimal' }, { name: 'note' })
    const before = { name: 'Cup', price: '2.50', note: 'old' }
    const drafts = { name: 'Cup', price: '3.00', note: null }
    expect(readPayload(fields, drafts, before, english)).toEqual({
      values: { price: '3.00', note: null },
      problems: {},
    })
  })

  it('leaves to the database what is empty in a new item', () => {
    const fields = form({ name: 'name' }, { name: 'status', fillsItself: true, nullable: false })
    expect(readPayload(fields, { name: 'Cup', status: null }, null, english).values).toEqual({
      name: 'Cup',
    })
  })

  it('keeps every digit of numbers that JavaScript cannot hold', () => {
    const fields = form({ name: 'big', type: 'bigInteger' }, { name: 'count', type: 'integer' })
    const drafts = { big: '9007199254740993', count: ' 7 ' }
    expect(readPayload(fields, drafts, null, english).values).toEqual({
      big: '9007199254740993',
      count: 7,
    })
  })

  it('says at each field what is wrong with it', () => {
    const fields = form(
      { name: 'count', type: 'integer' },
      { name: 'data', type: 'json', interface: 'input-code' },
      { name: 'name', required: true, nullable: false },
      { name: 'code', maxLength: 3 },
    )
    const drafts = { count: '1.5', data: '{', name: ' ', code: '😀😀😀😀' }
    expect(readPayload(fields, drafts, null, english).problems).toEqual({
      count: english.invalidInteger,
      data: english.invalidJson,
      name: english.missing,
      code: english.tooLong(3),
    })
  })

  it('never sends what is read-only', () => {
    const fields = form({ name: 'total' }).map((each) => ({ ...each, isReadonly: true }))
    expect(readPayload(fields, { total: 'changed' }, { total: '1' }, english).values).toEqual({})
  })
})
