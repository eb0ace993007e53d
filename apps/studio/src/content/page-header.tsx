import { ActionIcon, Anchor, Breadcrumbs, Group, Text, Title, useMatches } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactElement, type ReactNode, useContext, useEffect } from 'react'
import { projectQuery } from '../session/setup.js'
import { words } from '../words.js'
import { NavigationContext } from './navigation-context.js'

interface PageHeaderProps {
  readonly title: string
  /** The collection that the page lies below. */
  readonly parent?: { readonly id: string; readonly title: string }
  /** The page, other than of a collection, that this one lies below. */
  readonly above?: { readonly to: string; readonly title: string }
  readonly children?: ReactNode
}

/** It stays to be read beside a title of any length. */
const ABOVE = { flexShrink: 0, maxWidth: 'min(240px, 40%)' } as const

/** Where I am, and what can be done here. */
export function PageHeader({ title, parent, above, children }: PageHeaderProps): ReactElement {
  const openNavigation = useContext(NavigationContext)
  const isWide = useMatches({ base: false, sm: true })
  const { data: project } = useQuery(projectQuery)
  const name = project?.project_name ?? words.product
  useEffect(() => {
    document.title = [title, above?.title ?? parent?.title, name].filter(Boolean).join(' · ')
  }, [title, parent?.title, above?.title, name])
  return (
    <Group
      component="header"
      justify="space-between"
      // On a narrow page what can be done stands below the title where it has no room beside it.
      wrap="wrap"
      gap="xs"
      px="md"
      py={11}
      mih={60}
      style={{ borderBottom: '1px solid var(--mantine-color-default-border)', flexShrink: 0 }}
    >
      <Group gap="xs" wrap="nowrap" miw={0} flex="1 1 120px">
        {openNavigation !== null && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={words.openNavigation}
            onClick={openNavigation}
          >
            <IconMenu2 size={20} />
          </ActionIcon>
        )}
        <Breadcrumbs
          component="nav"
          aria-label={words.breadcrumb}
          separatorMargin={6}
          styles={{ root: { flexWrap: 'nowrap', minWidth: 0 } }}
        >
          {isWide && parent !== undefined && (
            <Anchor
              component={Link}
              to="/content/$collection"
              params={{ collection: parent.id } as never}
              fz="sm"
              c="dimmed"
              truncate
              style={ABOVE}
            >
              {parent.title}
            </Anchor>
          )}
          {isWide && above !== undefined && (
            <Anchor component={Link} to={above.to} fz="sm" c="dimmed" truncate style={ABOVE}>
              {above.title}
            </Anchor>
          )}
          <Title order={1} fz="lg" lineClamp={1} dir="auto">
            {title === '' ? <Text span>&nbsp;</Text> : title}
          </Title>
        </Breadcrumbs>
      </Group>
      <Group gap="xs" wrap="nowrap" ml="auto" style={{ flexShrink: 0 }}>
        {children}
      </Group>
    </Group>
  )
}
