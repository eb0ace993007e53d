import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, configure, render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach } from 'vitest'
import { StudioProvider } from '../src/provider/studio-provider.js'
import type { WireClient } from '../src/wire/wire-client.js'
import { fillBrowserGaps } from './browser-gaps.js'

fillBrowserGaps()
configure({
  // Editors are loaded when they are first shown, on a machine that does other things too.
  asyncUtilTimeout: 15_000,
  // The page as it is tells less than what was looked for.
  getElementError: (message) => new Error(message ?? 'Not found.'),
})

// What is still to be painted has no window after the last test.
afterEach(cleanup)

/** Shows a page of the Studio, in place of the one before. */
export function showPage(client: WireClient, page: ReactElement): void {
  cleanup()
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <StudioProvider client={client} locale="en-GB" hrefOf={hrefOf}>
          {page}
        </StudioProvider>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

function hrefOf(collection: string, key: string): string {
  return `/pages/${collection}/${key}`
}
