import { describe, expect, it } from 'vitest'
import { farTitle } from './far-title.js'

describe('the name of a table that is far away', () => {
  it.each([
    ['orders', 200, 30],
    ['CustomerCustomerDemo', 80, 26],
    ['Product Sales for 1997', 100, 26],
    ['averylongnamethatisasingleword', 80, 18],
  ])('%s, %d high', (title, height, fontSize) => {
    expect(farTitle({ title, width: 220, height })).toMatchObject({ fontSize })
  })

  it('ends lines between words, however they are put together', () => {
    const partsOf = (title: string) => farTitle({ title, width: 220, height: 100 }).parts
    expect(partsOf('order_items')).toEqual(['order_', 'items'])
    expect(partsOf('OrderItems2Go')).toEqual(['Order', 'Items2', 'Go'])
    expect(partsOf('Sales by Year')).toEqual(['Sales ', 'by ', 'Year'])
  })

  it('has at least one line', () => {
    expect(farTitle({ title: 'tags', width: 220, height: 20 }).lines).toBe(1)
  })
})
