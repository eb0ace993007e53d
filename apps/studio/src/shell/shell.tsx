import { lazyPart } from '@relvar/studio-ui'
import { ActionIcon, Box, Group, Stack, Tooltip } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouter } from '@tanstack/react-router'
import { type ReactElement, Suspense, useEffect, useState } from 'react'
import { ViewBanner } from '../access/view-banner.js'
import { ProjectMark } from '../look/project-mark.js'
import { InboxButton } from '../notifications/inbox-button.js'
import { PageFailed } from '../pages/page-states.js'
import { keepSession, useMe } from '../session/session.js'
import { projectQuery } from '../session/setup.js'
import { SignInDialog } from '../session/sign-in-dialog.js'
import { words } from '../words.js'
import { ConnectionBanner } from './connection-banner.js'
import { giveFocusBack } from './focus-back.js'
import { areas, RailLink } from './rail.js'
import { UserMenu } from './user-menu.js'

const Shortcuts = lazyPart(async () => (await import('./shortcuts.js')).Shortcuts)
const Palette = lazyPart(async () => (await import('./palette.js')).Palette)

/** What stands around every page of somebody who is signed in: the rail, and what floats above pages. */
export function Shell(): ReactElement {
  const me = useMe()
  const { data: project } = useQuery(projectQuery)
  const [palette, setPalette] = useState(false)
  const [shortcuts, setShortcuts] = useState(false)
  useEffect(keepSession, [])
  useEffect(giveFocusBack, [])
  const router = useRouter()
  useEffect(() => {
    // Demanded meanwhile: what guards the pages leads to its set-up.
    if (me.lacksSecondFactor) void router.invalidate()
  }, [me.lacksSecondFactor, router])
  useHotkeys([['mod+K', () => setPalette(true)]], [])
  // While somebody types it is a question mark.
  useHotkeys([['shift+?', () => setShortcuts(true)]])
  if (!me.app) return <PageFailed error={new Error(words.login.noAccess)} reset={() => undefined} />
  return (
    <Stack h="100dvh" gap={0}>
      <ConnectionBanner />
      <ViewBanner />
      <Group gap={0} wrap="nowrap" align="stretch" style={{ flex: 1, minHeight: 0 }}>
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
          <Tooltip label={project?.project_name ?? words.product} position="right">
            <Box mb="xs" h={28}>
              <ProjectMark />
            </Box>
          </Tooltip>
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
          <InboxButton />
          <UserMenu onShortcuts={() => setShortcuts(true)} />
        </Stack>
        <Box id="content" style={{ flex: 1, minWidth: 0, display: 'flex' }}>
          <Outlet />
        </Box>
        <SignInDialog />
        {palette && (
          <Suspense>
            <Palette onClose={() => setPalette(false)} onShortcuts={() => setShortcuts(true)} />
          </Suspense>
        )}
        {shortcuts && (
          <Suspense>
            <Shortcuts onClose={() => setShortcuts(false)} />
          </Suspense>
        )}
      </Group>
    </Stack>
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
