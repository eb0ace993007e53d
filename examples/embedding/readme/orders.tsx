import '@mantine/core/styles.css'
import { MantineProvider } from '@mantine/core'
import { createWireClient, ItemTable, StudioProvider, useCollection } from '@relvar/studio-ui'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'

const client = createWireClient({ url: location.origin })
const queries = new QueryClient()

export function Orders() {
  return (
    <MantineProvider>
      <QueryClientProvider client={queries}>
        <StudioProvider client={client}>
          <OrdersTable />
        </StudioProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}

function OrdersTable() {
  const { collection } = useCollection('orders')
  return collection && <ItemTable collection={collection} />
}
