import { IconDatabaseOff, IconHandClick } from '@tabler/icons-react'
import { StateMessage, useCollections } from '@relvar/studio-ui'
import { type ReactElement, useContext } from 'react'
import { words } from '../words.js'
import { userCollections } from './collection-tree.js'
import { NavigationContext } from './navigation-context.js'
import { PageHeader } from './page-header.js'

/** Before a collection is chosen. */
export function ContentHome(): ReactElement {
  const { data } = useCollections()
  // The list stands beside the page, or where it has no room is a press away.
  const openNavigation = useContext(NavigationContext)
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
          action={
            openNavigation === null || isEmpty
              ? undefined
              : { label: words.showCollections, onClick: openNavigation }
          }
        />
      )}
    </>
  )
}
