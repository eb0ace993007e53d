import { Box, Drawer, useMatches } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { words } from '../words.js'
import { NavigationContext } from './navigation-context.js'
import { Navigation } from './navigation.js'

/** The collections beside the page; on a narrow screen they are a press of a button away. */
export function ContentLayout(): ReactElement {
  const isNarrow = useMatches({ base: true, sm: false }, { getInitialValueInEffect: false })
  const [isOpen, setOpen] = useState(false)
  return (
    <NavigationContext value={isNarrow ? () => setOpen(true) : null}>
      {isNarrow ? (
        <Drawer
          opened={isOpen}
          onClose={() => setOpen(false)}
          size={280}
          title={words.collections}
          styles={{ body: { padding: 0 } }}
          closeButtonProps={{ 'aria-label': words.back }}
        >
          <Box h="calc(100dvh - 60px)">
            <Navigation onNavigate={() => setOpen(false)} />
          </Box>
        </Drawer>
      ) : (
        <Box
          w={240}
          style={{ borderRight: '1px solid var(--mantine-color-default-border)', flexShrink: 0 }}
        >
          <Navigation />
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
