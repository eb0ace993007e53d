import '@mantine/spotlight/styles.css'
import {
  createSpotlightStore,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
  type SpotlightStore,
} from '@mantine/spotlight'
import {
  IconEye,
  IconFile,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconPlus,
  IconSun,
  IconTable,
  IconUserCircle,
} from '@tabler/icons-react'
import { useCollections, type NamedCollection } from '@relvar/studio-ui'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type ReactElement, useMemo, useState } from 'react'
import { userCollections } from '../content/collection-tree.js'
import { useAppearance } from '../look/appearance.js'
import { useMe } from '../session/session.js'
import { useSignOut } from '../session/use-sign-out.js'
import { settingsPages } from '../settings/settings-pages.js'
import { settingsWords } from '../settings/words.js'
import { words } from '../words.js'
import { areas } from './rail.js'
import { useFoundItems } from './use-found-items.js'
import { shellWords } from './words.js'

interface PaletteProps {
  readonly onClose: () => void
  readonly onShortcuts: () => void
}

/** Leads to items, collections and pages, and does what menus do, by typing. */
export function Palette({ onClose, onShortcuts }: PaletteProps): ReactElement {
  const { collection = null } = useParams({ strict: false })
  const [query, setQuery] = useState('')
  const items = useItemActions(collection, query)
  const collections = useCollectionActions()
  const pages = usePageActions()
  const actions = useCommandActions(collection, onShortcuts)
  const groups = [collections, items.group, pages, actions]
  const [store] = useState(openedStore)
  function onKeyDown({ key }: { readonly key: string }): void {
    // What the server found comes late: nothing was there to be selected when the term was typed.
    if (key !== 'Enter' || store.getState().selected >= 0 || items.openFirst === null) return
    items.openFirst()
    setOpened(store, false)
  }
  return (
    <Spotlight
      store={store}
      query={query}
      onQueryChange={setQuery}
      actions={groups.map(({ group, actions: some }) => ({ group, actions: [...some] }))}
      // Only then the focus has come back to where it was.
      transitionProps={{ duration: 100, transition: 'pop', onExited: onClose }}
      overlayProps={{ backgroundOpacity: 0.6, blur: 0 }}
      shortcut={null}
      limit={14}
      scrollable
      maxHeight={420}
      nothingFound={words.nothingFound}
      attributes={{ content: { 'aria-label': words.palette } }}
      searchProps={{ placeholder: words.paletteHint, 'aria-label': words.palette, onKeyDown }}
    />
  )
}

/** The palette is there while it is open. */
function openedStore(): SpotlightStore {
  const store = createSpotlightStore()
  setOpened(store, true)
  return store
}

function setOpened(store: SpotlightStore, opened: boolean): void {
  store.updateState((state) => ({ ...state, opened }))
}

interface ItemActions {
  readonly group: SpotlightActionGroupData
  /** Opens the first of them; null where there is none. */
  readonly openFirst: (() => void) | null
}

/** Items of the collection that is open. What the server found matches, whatever its name says. */
function useItemActions(collection: string | null, query: string): ItemActions {
  const navigate = useNavigate()
  const found = useFoundItems(collection, query)
  const items = found?.items ?? []
  function show(key: string): void {
    const params = { collection: collection ?? '', key }
    void navigate({ to: '/content/$collection/$key', params })
  }
  const actions = items.map(({ key, name }) => ({
    id: `item ${key}`,
    label: name,
    keywords: query,
    leftSection: <IconFile size={18} />,
    onClick: () => show(key),
  }))
  const [first] = items
  return {
    group: { group: shellWords.groups.items(found?.title ?? ''), actions },
    openFirst: first === undefined ? null : () => show(first.key),
  }
}

function useCollectionActions(): SpotlightActionGroupData {
  const { data = [] } = useCollections()
  const navigate = useNavigate()
  return useMemo(() => {
    const toAction = (each: NamedCollection): SpotlightActionData => ({
      id: `collection ${each.collection}`,
      label: each.title,
      description: each.collection,
      leftSection:
        each.schema?.kind.endsWith('view') === true ? (
          <IconEye size={18} />
        ) : (
          <IconTable size={18} />
        ),
      onClick: () =>
        void navigate({ to: '/content/$collection', params: { collection: each.collection } }),
    })
    return {
      group: shellWords.groups.collections,
      actions: userCollections(data).map(toAction),
    }
  }, [data, navigate])
}

function usePageActions(): SpotlightActionGroupData {
  const me = useMe()
  const navigate = useNavigate()
  const pages = [
    ...areas.filter(({ isShown }) => isShown(me)),
    ...(me.admin ? settingsPages : []),
    { to: '/profile', label: settingsWords.profile, icon: IconUserCircle },
  ]
  return {
    group: shellWords.groups.pages,
    actions: pages.map(({ to, label, icon: Icon }) => ({
      id: `page ${to}`,
      label,
      leftSection: <Icon size={18} />,
      onClick: () => void navigate({ to }),
    })),
  }
}

function useCommandActions(
  collection: string | null,
  onShortcuts: () => void,
): SpotlightActionGroupData {
  const { data = [] } = useCollections()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const { choose } = useAppearance()
  const open = data.find((each) => each.collection === collection)
  const canCreate = open?.schema?.actions.includes('create') === true
  const create: SpotlightActionData = {
    id: 'create',
    label: words.createItem,
    leftSection: <IconPlus size={18} />,
    onClick: () =>
      void navigate({
        to: '/content/$collection/$key',
        params: { collection: collection ?? '', key: '+' },
      }),
  }
  const always: readonly SpotlightActionData[] = [
    {
      id: 'shortcuts',
      label: shellWords.shortcuts,
      leftSection: <IconKeyboard size={18} />,
      onClick: onShortcuts,
    },
    {
      id: 'light',
      label: `${words.appearance}: ${words.light}`,
      leftSection: <IconSun size={18} />,
      onClick: () => choose('light'),
    },
    {
      id: 'dark',
      label: `${words.appearance}: ${words.dark}`,
      leftSection: <IconMoon size={18} />,
      onClick: () => choose('dark'),
    },
    {
      id: 'sign-out',
      label: words.signOut,
      leftSection: <IconLogout size={18} />,
      onClick: () => void signOut(),
    },
  ]
  return { group: shellWords.groups.actions, actions: [...(canCreate ? [create] : []), ...always] }
}
