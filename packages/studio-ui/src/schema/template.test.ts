import { describe, expect, it } from 'vitest'
import { pathsOf, writeTemplate } from './template.js'

describe('a display template', () => {
  it('names the fields that it reads', () => {
    expect(pathsOf('{{ first_name }} {{last_name}} ({{ country.code }})')).toEqual([
      'first_name',
      'last_name',
      'country.code',
    ])
  })

  it('writes an item, and leaves no gaps for what is empty', () => {
    const template = '{{ first_name }} {{ middle }} {{ last_name }}'
    expect(writeTemplate(template, { first_name: 'Ada', middle: null, last_name: 'King' })).toBe(
      'Ada King',
    )
    expect(writeTemplate('{{ country.code }}', { country: null })).toBe('')
    expect(writeTemplate('{{ product.name }} · {{ tag.name }}', {})).toBe('')
    expect(writeTemplate('a card', {})).toBe('a card')
  })
})
