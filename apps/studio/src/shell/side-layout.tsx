import { Box, Drawer, useMatches } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import { type ReactElement, type ReactNode, useState } from 'react'
import { NavigationContext } from '../content/navigation-context.js'
import { words } from '../words.js'

interface SideLayoutProps {
  readonly title: string
  /** @param close called when a page was chosen */
  readonly navigation: (close: () => void) => ReactNode
}

/** A navigation beside the page; on a narrow screen it is a press of a button away. */
export function SideLayout({ title, navigation }: SideLayoutProps): ReactElement {
  const isNarrow = useMatches({ base: true, sm: false }, { getInitialValueInEffect: false })
  const [isOpen, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  return (
    <NavigationContext value={isNarrow ? () => setOpen(true) : null}>
      {isNarrow ? (
        <Drawer
          opened={isOpen}
          onClose={close}
          size={280}
          title={title}
          styles={{ body: { padding: 0 } }}
          closeButtonProps={{ 'aria-label': words.back }}
        >
          <Box h="calc(100dvh - 60px)">{navigation(close)}</Box>
        </Drawer>
      ) : (
        <Box
          w={240}
          style={{ borderRight: '1px solid var(--mantine-color-default-border)', flexShrink: 0 }}
        >
          {navigation(close)}
        </Box>
      )}
      <Box
        component="main"
        style={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}
      >
        <Outlet />
      </Box>
    </NavigationContext>
  )
}
