import { Anchor } from '@mantine/core'
import { keyOfText, useCollections } from '@relvar/studio-ui'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'

interface ItemLinkProps {
  readonly collection: string | null
  /** As history and notifications name it. */
  readonly item: string | null
  readonly label: string
  readonly onOpen?: () => void
  /** Stands where there is no way; nothing unless told. */
  readonly otherwise?: ReactElement
}

/** The way to an item that something tells of, unless its collection may not be seen. */
export function ItemLink(props: ItemLinkProps): ReactElement | null {
  const { collection, item, label, onOpen, otherwise = null } = props
  const { data: collections = [] } = useCollections()
  const found = collections.find((each) => each.collection === collection)
  if (collection === null || item === null || found?.schema === null || found === undefined)
    return otherwise
  // Tables of Relvar itself have pages of their own.
  if (found.meta?.['system'] === true) return otherwise
  const key = keyOfText(found.schema.primary_key, item)
  return (
    <Anchor
      component={Link}
      to="/content/$collection/$key"
      params={{ collection, key } as never}
      fz="sm"
      {...(onOpen && { onClick: onOpen })}
    >
      {label}
    </Anchor>
  )
}
