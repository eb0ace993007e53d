import type { Route } from '../route.js'
import { patchItem, removeItem, unconditional } from './precondition.js'
import { readItem, readItems, searchItems } from './read.js'
import { postItems } from './upsert.js'
import { deleteItems, updateItems } from './write.js'

export const itemRoutes: readonly Route[] = [
  {
    path: '/items/:collection',
    methods: {
      GET: readItems,
      SEARCH: searchItems,
      POST: unconditional(postItems),
      PATCH: unconditional(updateItems),
      DELETE: unconditional(deleteItems),
    },
  },
  {
    path: '/items/:collection/:key',
    methods: { GET: readItem, PATCH: patchItem, DELETE: removeItem },
  },
]
