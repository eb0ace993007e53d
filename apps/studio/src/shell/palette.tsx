import '@mantine/spotlight/styles.css'
import { useMantineColorScheme } from '@mantine/core'
import { Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { IconEye, IconLogout, IconMoon, IconSun, IconTable } from '@tabler/icons-react'
import { collectionTitle, useCollections } from '@relvar/studio-ui'
import { useNavigate } from '@tanstack/react-router'
import { type ReactElement, useMemo } from 'react'
import { userCollections } from '../content/collection-tree.js'
import { signOut } from '../session/session.js'
import { words } from '../words.js'

/** Leads to collections and does what menus do, by typing. */
export function Palette({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { data = [] } = useCollections()
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const actions = useMemo((): readonly SpotlightActionData[] => {
    const collections = userCollections(data).map((each) => ({
      id: `collection ${each.collection}`,
      label: collectionTitle(each),
      description: each.collection,
      leftSection:
        each.schema?.kind.endsWith('view') === true ? (
          <IconEye size={18} />
        ) : (
          <IconTable size={18} />
        ),
      onClick: () =>
        void navigate({ to: '/content/$collection', params: { collection: each.collection } }),
    }))
    return [
      ...collections,
      {
        id: 'light',
        label: `${words.appearance}: ${words.light}`,
        leftSection: <IconSun size={18} />,
        onClick: () => setColorScheme('light'),
      },
      {
        id: 'dark',
        label: `${words.appearance}: ${words.dark}`,
        leftSection: <IconMoon size={18} />,
        onClick: () => setColorScheme('dark'),
      },
      {
        id: 'sign-out',
        label: words.signOut,
        leftSection: <IconLogout size={18} />,
        onClick: () =>
          void signOut().then(() => navigate({ to: '/login', search: { signedOut: true } })),
      },
    ]
  }, [data, navigate, setColorScheme])
  return (
    <Spotlight
      forceOpened
      actions={[...actions]}
      onSpotlightClose={onClose}
      shortcut={null}
      limit={12}
      scrollable
      maxHeight={420}
      nothingFound={words.nothingFound}
      searchProps={{ placeholder: words.paletteHint, 'aria-label': words.palette }}
    />
  )
}
