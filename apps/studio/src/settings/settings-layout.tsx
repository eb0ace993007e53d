import { NavLink, Stack } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { StateMessage } from '@relvar/studio-ui'
import { Link, useLocation } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useMe } from '../session/session.js'
import { SideLayout } from '../shell/side-layout.js'
import { settingsPages } from './settings-pages.js'
import { settingsWords as words } from './words.js'

/** The pages of the settings beside the one that is shown. They are for administrators. */
export function SettingsLayout(): ReactElement {
  const { admin } = useMe()
  if (!admin)
    return (
      <main style={{ flex: 1 }}>
        <StateMessage
          icon={<IconLock size={40} stroke={1.25} />}
          title={words.noRightTitle}
          text={words.noRightText}
        />
      </main>
    )
  return <SideLayout title={words.settings} navigation={(close) => <Pages onNavigate={close} />} />
}

function Pages({ onNavigate }: { readonly onNavigate: () => void }): ReactElement {
  const { pathname } = useLocation()
  return (
    <Stack component="nav" aria-label={words.settings} gap={2} p="sm">
      {settingsPages.map(({ to, label, icon: Icon }) => (
        <NavLink
          key={to}
          component={Link}
          to={to}
          label={label}
          active={pathname.startsWith(to)}
          leftSection={<Icon size={18} stroke={1.6} />}
          style={{ borderRadius: 8 }}
          onClick={onNavigate}
        />
      ))}
    </Stack>
  )
}
