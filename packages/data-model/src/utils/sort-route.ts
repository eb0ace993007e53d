import {
  ForbiddenError,
  InvalidPayloadError,
  type KeyValue,
  type ModuleRoute,
  type Session,
} from '@relvar/query-engine'
import { moveItem, type Order } from './move-item.js'

/** `POST /utils/sort/:collection`: moves `item` to the place of `to` in the collection's manual order. */
export const sortRoute: ModuleRoute = {
  path: '/utils/sort/:collection',
  methods: {
    POST: async ({ session, params, body }) => {
      const { item, to } = endsOf(await body())
      const caller = await session()
      await moveItem(caller, orderOf(caller, params['collection'] ?? ''), item, to)
      return { status: 200 }
    },
  },
}

function endsOf(body: unknown): { readonly item: KeyValue; readonly to: KeyValue } {
  const { item, to } = (body ?? {}) as { readonly item?: unknown; readonly to?: unknown }
  if (isKey(item) && isKey(to)) return { item, to }
  throw new InvalidPayloadError('"item" and "to" are keys: strings or numbers.')
}

function isKey(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function orderOf({ schema: { tables } }: Session, id: string): Order {
  const table = Object.hasOwn(tables, id) ? tables[id] : undefined
  if (table === undefined)
    throw new ForbiddenError(
      `You don't have permission to access collection "${id}" or it does not exist.`,
    )
  const column = table.traits.sortColumn
  if (column === undefined)
    throw new InvalidPayloadError(`Collection "${id}" has no field for a manual order.`)
  return { table, column }
}
