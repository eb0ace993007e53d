import { ActionIcon, Avatar, Menu, Text } from '@mantine/core'
import {
  IconApi,
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
  IconUserCircle,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useAppearance } from '../look/appearance.js'
import { serverUrl } from '../place.js'
import { useMe } from '../session/session.js'
import { useSignOut } from '../session/use-sign-out.js'
import { settingsWords } from '../settings/words.js'
import { words } from '../words.js'
import { shellWords } from './words.js'

const SCHEMES = [
  ['light', words.light, IconSun],
  ['dark', words.dark, IconMoon],
  ['auto', words.system, IconDeviceDesktop],
] as const

interface UserMenuProps {
  readonly onShortcuts: () => void
}

/** Who is signed in, how it looks for them, and the way out. */
export function UserMenu({ onShortcuts }: UserMenuProps): ReactElement {
  const me = useMe()
  const { appearance, choose } = useAppearance()
  const signOut = useSignOut()
  return (
    <Menu position="right-end" width={240} withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="transparent" size={40} radius="xl" aria-label={words.menu}>
          <Avatar color="accent" size={32}>
            <IconUser size={18} aria-hidden />
          </Avatar>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fz="sm" fw={600} truncate>
            {me.name}
          </Text>
          <Text fz="xs" truncate>
            {me.email}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} to="/profile" leftSection={<IconUserCircle size={16} />}>
          {settingsWords.profile}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{words.appearance}</Menu.Label>
        {SCHEMES.map(([scheme, label, Icon]) => (
          <Menu.Item
            key={scheme}
            closeMenuOnClick={false}
            leftSection={<Icon size={16} />}
            rightSection={appearance === scheme ? <IconCheck size={16} /> : null}
            aria-current={appearance === scheme}
            onClick={() => choose(scheme)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShortcuts}>
          {shellWords.shortcuts}
        </Menu.Item>
        <Menu.Item
          component="a"
          href={`${serverUrl}/server/specs/reference`}
          target="_blank"
          rel="noopener"
          leftSection={<IconApi size={16} />}
        >
          {words.reference}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {words.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
