import { ActionIcon } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useStudio } from '../provider/studio-provider.js'

interface PageLinkProps {
  readonly collection: string
  /** null of what is not saved yet. */
  readonly itemKey: string | null
  readonly name: string
  readonly size?: number | 'sm'
}

/** Opens the page of a related item beside this one; nothing where there is no such page. */
export function PageLink({
  collection,
  itemKey,
  name,
  size = 32,
}: PageLinkProps): ReactElement | null {
  const { hrefOf, messages } = useStudio()
  if (hrefOf === null || itemKey === null) return null
  return (
    <ActionIcon
      component="a"
      href={hrefOf(collection, itemKey)}
      target="_blank"
      rel="noreferrer"
      variant="subtle"
      color="gray"
      size={size}
      aria-label={messages.openPage(name)}
      title={messages.openPage(name)}
    >
      <IconExternalLink size={size === 'sm' ? 14 : 16} />
    </ActionIcon>
  )
}
