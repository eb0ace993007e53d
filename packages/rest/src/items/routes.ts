import type { Handler, Route } from '../route.js'
import { explainable, itemRead, listRead, searchRead, unexplained } from './explain.js'
import { patchItem, removeItem, unconditional } from './precondition.js'
import { readItem, readItems, searchItems } from './read.js'
import { postItems } from './upsert.js'
import { deleteItems, updateItems } from './write.js'

export const itemRoutes: readonly Route[] = [
  {
    path: '/items/:collection',
    methods: {
      GET: explainable(readItems, listRead),
      SEARCH: explainable(searchItems, searchRead),
      POST: writeOfMany(postItems),
      PATCH: writeOfMany(updateItems),
      DELETE: writeOfMany(deleteItems),
    },
  },
  {
    path: '/items/:collection/:key',
    methods: {
      GET: explainable(readItem, itemRead),
      PATCH: unexplained(patchItem),
      DELETE: unexplained(removeItem),
    },
  },
]

function writeOfMany(handler: Handler): Handler {
  return unexplained(unconditional(handler))
}
