import type { ReactElement } from 'react'
import { MissingMessage } from '../pages/page-states.js'
import { PageHeader } from './page-header.js'

/** A page of the shell for what is not there, or not any more. */
export function MissingHere({ title }: { readonly title: string }): ReactElement {
  return (
    <>
      <PageHeader title={title} />
      <MissingMessage />
    </>
  )
}
