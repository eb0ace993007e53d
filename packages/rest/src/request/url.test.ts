import { expect, it } from 'vitest'
import { rawPath, rawSearch, rawSegments } from './url.js'

it.each([
  ['http://host/items/a%2Cb,c?x=1#y', '/items/a%2Cb,c', 'x=1'],
  ['http://host:8055/a/..?x=%zz', '/a/..', 'x=%zz'],
  ['http://host', '/', ''],
  ['https://host/?a=/b?c', '/', 'a=/b?c'],
])('takes %s apart as it was sent', (url, path, search) => {
  expect(rawPath(url)).toBe(path)
  expect(rawSearch(url)).toBe(search)
})

it.each([
  ['http://host/items/a/7%2C1,3', ['a', '7%2C1,3']],
  ['http://host/api/items/a/1/', ['a', '1']],
])('finds the last segments of %s', (url, segments) => {
  expect(rawSegments(url, 2)).toEqual(segments)
})
