import { ActionIcon, Box, Group, Image, Stack, Tooltip } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, type ReactElement, Suspense, useEffect, useState } from 'react'
import icon from '../icon.svg'
import { PageFailed } from '../pages/page-states.js'
import { keepSession, useMe } from '../session/session.js'
import { projectQuery } from '../session/setup.js'
import { SignInDialog } from '../session/sign-in-dialog.js'
import { words } from '../words.js'
import { areas, RailLink } from './rail.js'
import { UserMenu } from './user-menu.js'

const Palette = lazy(async () => ({ default: (await import('./palette.js')).Palette }))

/** What stands around every page of somebody who is signed in: the rail, and what floats above pages. */
export function Shell(): ReactElement {
  const me = useMe()
  const { data: project } = useQuery(projectQuery)
  const [palette, setPalette] = useState(false)
  useEffect(keepSession, [])
  useHotkeys([['mod+K', () => setPalette(true)]], [])
  if (!me.app) return <PageFailed error={new Error(words.login.noAccess)} reset={() => undefined} />
  return (
    <Group h="100dvh" gap={0} wrap="nowrap" align="stretch">
      <a
        href="#content"
        style={skipLink}
        onFocus={({ currentTarget }) => {
          currentTarget.style.left = '8px'
        }}
        onBlur={({ currentTarget }) => {
          currentTarget.style.left = '-999px'
        }}
      >
        {words.skip}
      </a>
      <Stack
        component="nav"
        aria-label={project?.project_name ?? words.product}
        w={56}
        py="sm"
        align="center"
        gap="sm"
        style={{ borderRight: '1px solid var(--mantine-color-default-border)', flexShrink: 0 }}
      >
        <Image src={icon} w={28} h={28} alt="" mb="xs" />
        {areas
          .filter(({ isShown }) => isShown(me))
          .map((area) => (
            <RailLink key={area.to} {...area} />
          ))}
        <Tooltip label={`${words.palette} (Ctrl K)`} position="right">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={40}
            aria-label={words.palette}
            onClick={() => setPalette(true)}
          >
            <IconSearch size={20} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <Box style={{ flex: 1 }} />
        <UserMenu />
      </Stack>
      <Box id="content" style={{ flex: 1, minWidth: 0, display: 'flex' }}>
        <Outlet />
      </Box>
      <SignInDialog />
      {palette && (
        <Suspense>
          <Palette onClose={() => setPalette(false)} />
        </Suspense>
      )}
    </Group>
  )
}

const skipLink = {
  position: 'absolute',
  left: -999,
  top: 8,
  zIndex: 500,
  padding: 8,
  background: 'var(--mantine-color-body)',
} as const
