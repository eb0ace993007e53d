import { describe, expect, it } from 'vitest'
import { field } from '../../test/field.js'
import { isBare, namingPaths, sidesTemplate } from './name-template.js'

const link = (name: string, template: string) =>
  field(name, { related: { collection: name, key: 'id' }, displayOptions: { template } })
const product = link('product_id', '{{ name }}')
const tag = link('tag_id', '{{first}} {{last}}')

describe('the name of a row of a junction', () => {
  it('is what stands on both of its sides', () => {
    const junction = { template: '{{ id }}', primaryKey: ['id'], parts: [product, tag] }
    expect(sidesTemplate(junction)).toBe(
      '{{ product_id.name }} · {{ tag_id.first}} {{ tag_id.last}}',
    )
  })

  it('is left to what names it, and to tables that are no junction', () => {
    const named = { template: '{{ title }}', primaryKey: ['id'], parts: [product, tag] }
    expect(sidesTemplate(named)).toBeNull()
    const oneLink = { template: '{{ id }}', primaryKey: ['id'], parts: [field('size'), product] }
    expect(sidesTemplate(oneLink)).toBeNull()
  })

  it('is read with the keys of both sides where these are its own', () => {
    const nameTemplate = '{{ product_id.name }} · {{ size }}'
    const fields = [product, tag]
    const paths = namingPaths({ nameTemplate, primaryKey: ['product_id', 'tag_id'], fields })
    expect(paths).toEqual(['product_id.id', 'tag_id', 'product_id.name', 'size'])
  })

  it('says all of a row only where that is nothing but links and a key', () => {
    expect(isBare([field('id', { isKey: true }), product, tag])).toBe(true)
    expect(isBare([product, tag, field('place', { hidden: true })])).toBe(true)
    expect(isBare([product, tag, field('size')])).toBe(false)
  })
})
