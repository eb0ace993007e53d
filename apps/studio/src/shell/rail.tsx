import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconActivity,
  IconDatabase,
  IconSettings,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Me } from '../session/session.js'
import { settingsWords } from '../settings/words.js'
import { words } from '../words.js'

/** A part of the Studio that the rail leads to. */
interface Area {
  readonly to: string
  readonly label: string
  readonly icon: TablerIcon
  /** What somebody may not do is not there. */
  readonly isShown: (me: Me) => boolean
}

/** From top to bottom. */
export const areas: readonly Area[] = [
  { to: '/content', label: words.content, icon: IconDatabase, isShown: () => true },
  { to: '/users', label: settingsWords.users, icon: IconUsers, isShown: ({ admin }) => admin },
  { to: '/activity', label: settingsWords.activity, icon: IconActivity, isShown: () => true },
  {
    to: '/settings',
    label: settingsWords.settings,
    icon: IconSettings,
    isShown: ({ admin }) => admin,
  },
]

export function RailLink({ to, label, icon: Icon }: Area): ReactElement {
  const { pathname } = useLocation()
  const isHere = pathname.startsWith(to)
  return (
    <Tooltip label={label} position="right">
      <ActionIcon
        component={Link}
        to={to}
        variant={isHere ? 'light' : 'subtle'}
        color={isHere ? 'accent' : 'gray'}
        size={40}
        aria-label={label}
      >
        <Icon size={20} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  )
}
