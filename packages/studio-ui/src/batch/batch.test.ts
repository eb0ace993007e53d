import { expect, it } from 'vitest'
import type { StudioCollection } from '../schema/studio-collection.js'
import { filterOfKeys } from './batch.js'

const collection = (...primaryKey: readonly string[]) => ({ primaryKey }) as StudioCollection

it('filters items by keys of one column and of several', () => {
  expect(filterOfKeys(collection('id'), ['1', 'a%2Cb'])).toEqual({ id: { _in: ['1', 'a,b'] } })
  expect(filterOfKeys(collection('a', 'b'), ['7,3', '8,x%20y'])).toEqual({
    _or: [
      { _and: [{ a: { _eq: '7' } }, { b: { _eq: '3' } }] },
      { _and: [{ a: { _eq: '8' } }, { b: { _eq: 'x y' } }] },
    ],
  })
})
