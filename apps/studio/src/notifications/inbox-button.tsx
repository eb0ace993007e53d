import { lazyPart } from '@relvar/studio-ui'
import { ActionIcon, Indicator, Tooltip } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { type ReactElement, Suspense, useState } from 'react'
import { useInboxCount } from './notifications-data.js'
import { inboxWords } from './words.js'

const Inbox = lazyPart(async () => (await import('./inbox.js')).Inbox)

/** How much there is to read, and the way to it. */
export function InboxButton(): ReactElement | null {
  const count = useInboxCount()
  const [isOpen, setOpen] = useState(false)
  if (count === null) return null
  const label = inboxWords.button(count)
  return (
    <>
      <Tooltip label={label} position="right">
        <Indicator
          label={count > 99 ? '99+' : count}
          size={16}
          offset={6}
          color="accent.8"
          disabled={count === 0}
        >
          <ActionIcon
            variant="subtle"
            color="gray"
            size={40}
            aria-label={label}
            onClick={() => setOpen(true)}
          >
            <IconBell size={20} stroke={1.6} />
          </ActionIcon>
        </Indicator>
      </Tooltip>
      {isOpen && (
        <Suspense>
          <Inbox onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
