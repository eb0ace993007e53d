import '@mantine/core/styles.css'
import { Flex, MantineProvider, ScrollArea } from '@mantine/core'
import {
  createWireClient,
  ItemForm,
  ItemTable,
  StudioProvider,
  useCollection,
} from '@relvar/studio-ui'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { createRoot } from 'react-dom/client'

const client = createWireClient({ url: location.origin })

function Products(): ReactElement | undefined {
  const { collection } = useCollection('products')
  const [key, setKey] = useState<string | null>(null)
  return (
    collection && (
      <Flex h="100dvh" gap="md" direction={{ base: 'column', md: 'row' }}>
        <ItemTable collection={collection} onOpen={setKey} />
        <ScrollArea w={{ md: 480 }} h={{ base: '50%', md: 'auto' }} flex="none" p="md">
          <ItemForm key={key} collection={collection} itemKey={key} onSaved={setKey} />
        </ScrollArea>
      </Flex>
    )
  )
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <MantineProvider>
    <QueryClientProvider client={new QueryClient()}>
      <StudioProvider client={client}>
        <Products />
      </StudioProvider>
    </QueryClientProvider>
  </MantineProvider>,
)
