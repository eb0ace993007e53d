import type { ReactElement } from 'react'
import { Why } from '../access/why.js'
import { MissingMessage } from '../pages/page-states.js'
import { PageHeader } from './page-header.js'

/** A collection that is not there, or not any more, or not for them. */
export function MissingHere({ collection }: { readonly collection: string }): ReactElement {
  return (
    <>
      <PageHeader title={collection} />
      <MissingMessage>
        <Why collection={collection} action="read" />
      </MissingMessage>
    </>
  )
}
