import { expect, it } from 'vitest'
import { LruCache } from './plan-cache.js'

it('forgets what was used longest ago', () => {
  const cache = new LruCache<number>(2)
  cache.set('a', 1)
  cache.set('b', 2)
  expect([cache.get('a'), cache.get('a')]).toEqual([1, 1])
  cache.set('c', 3)
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3])
})

it('keeps what was used before and after another', () => {
  const cache = new LruCache<number>(2)
  cache.set('a', 1)
  cache.set('b', 2)
  cache.get('b')
  cache.get('a')
  cache.get('b')
  cache.get('a')
  cache.set('c', 3)
  expect([cache.get('a'), cache.get('b')]).toEqual([1, undefined])
})
