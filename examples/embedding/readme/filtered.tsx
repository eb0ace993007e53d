import {
  FilterBuilder,
  type FilterJson,
  firstPage,
  ItemTable,
  type StudioCollection,
} from '@relvar/studio-ui'
import { useState } from 'react'

/** A list of an application's own: its columns, and the filter beside it. */
export function OpenOrders({ orders }: { orders: StudioCollection }) {
  const [filter, setFilter] = useState<FilterJson | null>({ status: { _neq: 'shipped' } })
  const [state, setState] = useState(firstPage)
  return (
    <>
      <FilterBuilder collection={orders.id} value={filter} onChange={setFilter} />
      <ItemTable
        collection={orders}
        columns={['id', 'customer_id.name', 'total']}
        state={{ ...state, filter }}
        onStateChange={setState}
        onOpen={(key) => location.assign(`/orders/${key}`)}
      />
    </>
  )
}
