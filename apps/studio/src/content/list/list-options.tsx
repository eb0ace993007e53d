import { ActionIcon, Drawer, Skeleton, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconColumns3 } from '@tabler/icons-react'
import { useStudio, lazyPart } from '@relvar/studio-ui'
import { type ReactElement, Suspense } from 'react'
import { words } from '../../words.js'
import type { ListOptionsProps } from './list-options-panel.js'

const ListOptionsPanel = lazyPart(
  async () => (await import('./list-options-panel.js')).ListOptionsPanel,
)

/** How a list is laid out, a press of a button away. */
export function ListOptions(props: ListOptionsProps): ReactElement {
  const { messages } = useStudio()
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <>
      <Tooltip label={words.list.options}>
        <ActionIcon variant="default" size={36} aria-label={words.list.options} onClick={open}>
          <IconColumns3 size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Drawer
        opened={isOpen}
        onClose={close}
        position="right"
        size="sm"
        title={words.list.options}
        closeButtonProps={{ 'aria-label': messages.close }}
      >
        <Suspense fallback={<Skeleton h={240} />}>
          <ListOptionsPanel {...props} />
        </Suspense>
      </Drawer>
    </>
  )
}
