import { ActionIcon, Box, Drawer, Skeleton, Tooltip, useMatches } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { escapeProps, useStudio, lazyPart } from '@relvar/studio-ui'
import { IconLayoutSidebarRight } from '@tabler/icons-react'
import { type ReactElement, Suspense, useState } from 'react'
import { itemWords } from '../words.js'
import type { ItemPanelProps } from './item-panel.js'

const ItemPanel = lazyPart(async () => (await import('./item-panel.js')).ItemPanel)

/** Whether the panel is open, and what opens and closes it. */
export interface PanelState {
  readonly isOpen: boolean
  readonly isNarrow: boolean
  readonly toggle: () => void
}

/** On a wide page it stays as it was left; on a narrow one it is opened over the form. */
export function usePanel(): PanelState {
  const isNarrow = useMatches({ base: true, lg: false }, { getInitialValueInEffect: false })
  const [isOver, setOver] = useState(false)
  const [isBeside, setBeside] = useLocalStorage({
    key: 'relvar item panel',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  return {
    isOpen: isNarrow ? isOver : isBeside,
    isNarrow,
    toggle: () => (isNarrow ? setOver(!isOver) : setBeside(!isBeside)),
  }
}

export function PanelButton({ isOpen, toggle }: PanelState): ReactElement {
  const label = isOpen ? itemWords.hidePanel : itemWords.showPanel
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={isOpen ? 'light' : 'default'}
        size={36}
        aria-label={label}
        aria-expanded={isOpen}
        onClick={toggle}
      >
        <IconLayoutSidebarRight size={18} />
      </ActionIcon>
    </Tooltip>
  )
}

interface PanelSideProps extends ItemPanelProps {
  readonly state: PanelState
}

/** The panel where it has its place: beside the form, or above it. */
export function PanelSide({ state, ...props }: PanelSideProps): ReactElement | null {
  const { messages } = useStudio()
  const { isOpen, isNarrow, toggle } = state
  const content = (
    <Suspense fallback={<Skeleton h={200} m="md" w="auto" />}>
      <ItemPanel {...props} />
    </Suspense>
  )
  if (isNarrow)
    return (
      <Drawer
        opened={isOpen}
        onClose={toggle}
        {...escapeProps(toggle)}
        position="right"
        title={itemWords.panel}
        closeButtonProps={{ 'aria-label': messages.close }}
        styles={{ body: { padding: 0 } }}
      >
        {content}
      </Drawer>
    )
  if (!isOpen) return null
  return (
    <Box
      component="aside"
      aria-label={itemWords.panel}
      w={340}
      style={{
        borderLeft: '1px solid var(--mantine-color-default-border)',
        flexShrink: 0,
        overflowY: 'auto',
      }}
    >
      {content}
    </Box>
  )
}
