import { describe, expect, it } from 'vitest'
import type { StudioField } from '../schema/studio-field.js'
import { revisionFields } from './revision-fields.js'

const field = (name: string, type: string): StudioField =>
  ({ name, title: name.toUpperCase(), type, options: {}, interface: null }) as StudioField

const products = {
  primaryKey: ['id'],
  fields: [
    field('id', 'integer'),
    field('name', 'string'),
    field('tags', 'json'),
    field('secret', 'string'),
  ],
}

describe('a revision beside the item of today', () => {
  it('tells what restoring it would change, and nothing of keys and secrets', () => {
    const data = { id: 1, name: 'old', tags: ['a'], secret: '**********' }
    const item = { id: 2, name: 'new', tags: ['a'], secret: 'other' }
    expect(revisionFields(products, data, item)).toEqual([
      { name: 'name', title: 'NAME', past: 'old', now: 'new', isGone: false },
    ])
  })

  it('tells of fields that are gone, which hinder it', () => {
    expect(
      revisionFields(products, { name: 'a', colour: 'red', size: null }, { name: 'a' }),
    ).toEqual([{ name: 'colour', title: 'Colour', past: 'red', now: null, isGone: true }])
  })
})
