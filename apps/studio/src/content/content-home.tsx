import { IconDatabaseOff, IconHandClick } from '@tabler/icons-react'
import { StateMessage, useCollections } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { words } from '../words.js'
import { userCollections } from './collection-tree.js'
import { PageHeader } from './page-header.js'

/** Before a collection is chosen. */
export function ContentHome(): ReactElement {
  const { data } = useCollections()
  const isEmpty = data !== undefined && userCollections(data).length === 0
  return (
    <>
      <PageHeader title={words.content} />
      {data !== undefined && (
        <StateMessage
          icon={
            isEmpty ? (
              <IconDatabaseOff size={40} stroke={1.25} />
            ) : (
              <IconHandClick size={40} stroke={1.25} />
            )
          }
          title={isEmpty ? words.noCollections : words.chooseTitle}
          text={isEmpty ? words.noCollectionsText : words.chooseText}
        />
      )}
    </>
  )
}
