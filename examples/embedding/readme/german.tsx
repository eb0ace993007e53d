import { english, type Messages, StudioProvider, type WireClient } from '@relvar/studio-ui'
import type { ReactNode } from 'react'

/** What is not translated stays English. */
const german: Messages = {
  ...english,
  save: 'Speichern',
  search: 'Suchen',
  emptyTitle: 'Noch leer',
}

export function German({ client, children }: { client: WireClient; children: ReactNode }) {
  return (
    <StudioProvider client={client} messages={german} locale="de-CH">
      {children}
    </StudioProvider>
  )
}
