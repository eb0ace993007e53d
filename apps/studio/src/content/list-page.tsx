import { Box, Skeleton } from '@mantine/core'
import { IconLock, IconPlus } from '@tabler/icons-react'
import {
  ALL_ROWS,
  type Alignment,
  defaultColumns,
  type Density,
  errorText,
  ItemTable,
  layouts,
  type ListState,
  type StudioCollection,
  StateMessage,
  useCollection,
  useItemCount,
  useStudio,
} from '@relvar/studio-ui'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { type ReactElement, Suspense, useMemo, useState } from 'react'
import { useMe } from '../session/session.js'
import { HeaderButton } from '../shell/header-button.js'
import { words } from '../words.js'
import { ArchiveChoice } from './list/archive-choice.js'
import { type Archived, withArchive } from './list/archive-filter.js'
import { BookmarkMenu } from './list/bookmark-menu.js'
import { FilterButton } from './list/filter-button.js'
import { ListNotices } from './list/list-notices.js'
import { ListOptions } from './list/list-options.js'
import { presetsQuery, type Settings } from './list/preset.js'
import { nothingSelected, type Selection, sizeOf } from './list/selection.js'
import { SelectionActions } from './list/selection-actions.js'
import { useListView } from './list/use-list-view.js'
import { MissingHere } from './missing-here.js'
import { PageHeader } from './page-header.js'
import { SearchBox } from './search-box.js'

const route = getRouteApi('/shell/content/$collection')

/** The items of a collection. */
export function ListPage(): ReactElement {
  const { collection: id } = route.useParams()
  const { bookmark } = route.useSearch()
  const presets = useQuery(presetsQuery)
  const { messages } = useStudio()
  const { collection, isMissing, error, retry } = useCollection(id)
  if (isMissing) return <MissingHere collection={id} />
  if (error !== null && collection === undefined)
    return (
      <StateMessage
        icon={<IconLock size={40} stroke={1.25} />}
        title={messages.failedTitle}
        text={errorText(error, messages)}
        action={{ label: messages.retry, onClick: retry }}
      />
    )
  // The way it was left is known first, so that nothing jumps.
  if (collection === undefined || presets.isPending) return <Loading />
  return <List key={`${bookmark ?? ''} ${id}`} collection={collection} />
}

function Loading(): ReactElement {
  return (
    <>
      <PageHeader title="" />
      <LoadingLines />
    </>
  )
}

function LoadingLines(): ReactElement {
  return (
    <Box p="md" role="status" aria-label={words.loading}>
      {Array.from({ length: 12 }, (_, index) => (
        <Skeleton key={index} h={16} my={20} />
      ))}
    </Box>
  )
}

function List({ collection }: { readonly collection: StudioCollection }): ReactElement {
  const navigate = route.useNavigate()
  const router = useRouter()
  const me = useMe()
  const search = route.useSearch()
  const [selection, setSelection] = useState<Selection>(nothingSelected)
  const list = useListView(
    collection,
    search,
    (next) => void navigate({ search: next, replace: true }),
  )
  const { options, query } = list
  const filter = withArchive(collection, list.state.filter ?? null, list.archived)
  const state: ListState = { ...list.state, filter }
  const Layout = layouts[list.view.layout]
  const count = useItemCount(collection.id, state)
  const columns = useMemo(() => columnsOf(query, collection), [query, collection])
  const canCreate = collection.actions.includes('create')
  const canSelect = collection.actions.some((action) => action === 'delete' || action === 'update')
  const to = (key: string) =>
    ({ to: '/content/$collection/$key', params: { collection: collection.id, key } }) as const
  const create = (): void => void navigate(to('+'))

  function show(next: ListState): void {
    // What was chosen may not be among what is found now.
    const isSameFilter = next.filter === state.filter
    if (!isSameFilter || next.search !== state.search) setSelection(nothingSelected)
    // The archive is no part of the filter that somebody built.
    list.show(isSameFilter ? { ...next, filter: list.state.filter ?? null } : next)
  }
  function showArchived(archived: Archived): void {
    setSelection(nothingSelected)
    list.setArchived(archived)
  }
  const isSelecting = sizeOf(selection) !== 0
  return (
    <>
      <PageHeader title={list.bookmark?.bookmark ?? collection.title}>
        {isSelecting ? (
          <SelectionActions
            collection={collection}
            selection={selection}
            state={state}
            archived={list.archived}
            onDone={() => setSelection(nothingSelected)}
          />
        ) : (
          <>
            <SearchBox
              value={state.search}
              onChange={(term) => show({ ...state, search: term, page: 1 })}
            />
            {collection.archived !== null && (
              <ArchiveChoice value={list.archived} onChange={showArchived} />
            )}
            <FilterButton
              collection={collection.id}
              value={list.state.filter ?? null}
              onChange={(filter) => show({ ...state, filter, page: 1 })}
            />
            <BookmarkMenu
              collection={collection.id}
              list={list}
              onOpen={(bookmark) =>
                void navigate({ search: bookmark === null ? {} : { bookmark }, replace: true })
              }
            />
            <ListOptions
              list={list}
              collection={collection}
              columns={columns}
              onColumnsChange={(fields) => list.setQuery({ fields })}
              align={alignsOf(options)}
              onAlign={(align) => list.setOptions({ align })}
              density={densityOf(options)}
              onDensityChange={(spacing) => list.setOptions({ spacing })}
            />
            {canCreate && (
              <HeaderButton icon={IconPlus} label={words.createItem} from="md" onClick={create} />
            )}
          </>
        )}
      </PageHeader>
      <ListNotices
        collection={collection}
        list={list}
        canSelectAll={selection.kind === 'some' && selection.keys.size >= fullPage(state)}
        count={count}
        onSelectAll={() => setSelection({ kind: 'all', count })}
      />
      {Layout !== undefined ? (
        <Suspense fallback={<LoadingLines />}>
          <Layout
            collection={collection}
            state={state}
            onStateChange={show}
            options={options}
            onOptionsChange={list.setOptions}
            onOpen={(key) => void navigate(to(key))}
            hrefOf={(key) => router.buildLocation(to(key)).publicHref}
            canChangeModel={me.admin}
          />
        </Suspense>
      ) : (
        <ItemTable
          collection={collection}
          state={state}
          onStateChange={show}
          columns={columns}
          onColumnsChange={(fields) => list.setQuery({ fields })}
          density={densityOf(options)}
          align={alignsOf(options)}
          widths={widthsOf(options)}
          onWidthsChange={(widths) => list.setOptions({ widths })}
          {...(canSelect && {
            selection: selection.kind === 'all' ? 'all' : selection.keys,
            onSelectionChange: (keys) => setSelection({ kind: 'some', keys }),
          })}
          onOpen={(key) => void navigate(to(key))}
          hrefOf={(key) => router.buildLocation(to(key)).publicHref}
          emptyAction={canCreate ? { label: words.createItem, onClick: create } : undefined}
        />
      )}
    </>
  )
}

/** So many are chosen when a page is chosen as a whole. */
function fullPage({ limit }: ListState): number {
  return limit === ALL_ROWS ? 1 : limit
}

/** Columns whose fields have gone since are left out, as long as one remains. */
function columnsOf({ fields }: Settings, collection: StudioCollection): readonly string[] {
  if (!Array.isArray(fields)) return defaultColumns(collection)
  const names = new Set(collection.fields.map(({ name }) => name))
  const kept = fields
    .map(String)
    .filter((path) => names.has(path.split('.')[0] ?? '') || names.has(path))
  return kept.length > 0 ? kept : defaultColumns(collection)
}

function densityOf({ spacing }: Settings): Density {
  return spacing === 'compact' || spacing === 'comfortable' ? spacing : 'cozy'
}

function widthsOf({ widths }: Settings): Readonly<Record<string, number>> {
  if (typeof widths !== 'object' || widths === null) return {}
  const entries = Object.entries(widths).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  )
  return Object.fromEntries(entries)
}

function alignsOf({ align }: Settings): Readonly<Record<string, Alignment>> {
  if (typeof align !== 'object' || align === null) return {}
  const isAlignment = (entry: [string, unknown]): entry is [string, Alignment] =>
    entry[1] === 'left' || entry[1] === 'center' || entry[1] === 'right'
  return Object.fromEntries(Object.entries(align).filter(isAlignment))
}
