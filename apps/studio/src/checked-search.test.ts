import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
} from '@tanstack/react-router'
import { expect, it } from 'vitest'
import { checkedSearch } from './checked-search.js'
import { readListSearch } from './content/list/list-search.js'

it.each([
  ['/?page=3&sort=-id', { page: 3, sort: '-id' }],
  ['/?page=-3&limit=no&filter=7&other=1', {}],
])('leaves of %s what makes sense', (address, expected) => {
  const root = createRootRoute()
  const list = createRoute({
    getParentRoute: () => root,
    path: '/',
    validateSearch: checkedSearch(readListSearch),
  })
  const router = createRouter({
    routeTree: root.addChildren([list]),
    history: createMemoryHistory({ initialEntries: [address] }),
  })
  expect(router.matchRoutes(router.latestLocation).at(-1)?.search).toEqual(expected)
})
