import type { Route } from '../route.js'
import { readItem, readItems, searchItems } from './read.js'
import { createItems, deleteItem, deleteItems, updateItem, updateItems } from './write.js'

export const itemRoutes: readonly Route[] = [
  {
    path: '/items/:collection',
    methods: {
      GET: readItems,
      SEARCH: searchItems,
      POST: createItems,
      PATCH: updateItems,
      DELETE: deleteItems,
    },
  },
  {
    path: '/items/:collection/:key',
    methods: { GET: readItem, PATCH: updateItem, DELETE: deleteItem },
  },
]
