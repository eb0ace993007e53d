import { Box, Button, Skeleton, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconLock, IconPlus } from '@tabler/icons-react'
import {
  defaultColumns,
  errorText,
  firstPage,
  ItemTable,
  type ListState,
  type StudioCollection,
  StateMessage,
  useCollection,
  useStudio,
} from '@relvar/studio-ui'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { PageMissing } from '../pages/page-states.js'
import { words } from '../words.js'
import { ColumnsMenu } from './columns-menu.js'
import { PageHeader } from './page-header.js'
import { readonlyText } from './readonly-text.js'
import { SearchBox } from './search-box.js'
import { SelectionActions } from './selection-actions.js'

const route = getRouteApi('/shell/content/$collection')

/** The items of a collection. */
export function ListPage(): ReactElement {
  const { collection: id } = route.useParams()
  const { messages } = useStudio()
  const { collection, isMissing, error, retry } = useCollection(id)
  if (isMissing) return <PageMissing />
  if (error !== null && collection === undefined)
    return (
      <StateMessage
        icon={<IconLock size={40} stroke={1.25} />}
        title={messages.failedTitle}
        text={errorText(error, messages)}
        action={{ label: messages.retry, onClick: retry }}
      />
    )
  if (collection === undefined) return <Loading />
  return <List key={id} collection={collection} />
}

function Loading(): ReactElement {
  return (
    <>
      <PageHeader title="" />
      <Box p="md" role="status" aria-label={words.loading}>
        {Array.from({ length: 12 }, (_, index) => (
          <Skeleton key={index} h={16} my={20} />
        ))}
      </Box>
    </>
  )
}

interface Arrangement {
  readonly columns?: readonly string[]
  readonly widths?: Readonly<Record<string, number>>
}

function List({ collection }: { readonly collection: StudioCollection }): ReactElement {
  const { messages } = useStudio()
  const navigate = route.useNavigate()
  const router = useRouter()
  const search = route.useSearch()
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [arranged, arrange] = useLocalStorage<Arrangement>({
    key: `relvar list ${collection.id}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  })
  const state: ListState = { ...firstPage, ...search, sort: search.sort ?? null }
  const columns =
    arranged.columns?.filter((name) => collection.fields.some((field) => field.name === name)) ??
    defaultColumns(collection)
  const canCreate = collection.actions.includes('create')
  const to = (key: string) =>
    ({ to: '/content/$collection/$key', params: { collection: collection.id, key } }) as const
  const create = (): void => void navigate(to('+'))

  function show({ search: term, sort, page, limit }: ListState): void {
    setSelection((now) => (term === state.search ? now : new Set()))
    void navigate({
      search: {
        ...(term !== '' && { search: term }),
        ...(sort !== null && { sort }),
        ...(page !== 1 && { page }),
        ...(limit !== firstPage.limit && { limit }),
      },
      replace: true,
    })
  }

  return (
    <>
      <PageHeader title={collection.title}>
        {selection.size > 0 ? (
          <SelectionActions
            collection={collection}
            selection={selection}
            onDone={() => setSelection(new Set())}
          />
        ) : (
          <>
            <SearchBox
              value={state.search}
              onChange={(term) => show({ ...state, search: term, page: 1 })}
            />
            <ColumnsMenu
              collection={collection}
              columns={columns}
              onChange={(next) => arrange({ ...arranged, columns: next })}
            />
            {canCreate && (
              <Button leftSection={<IconPlus size={16} />} visibleFrom="sm" onClick={create}>
                {words.createItem}
              </Button>
            )}
            {canCreate && (
              <Button hiddenFrom="sm" px={10} aria-label={words.createItem} onClick={create}>
                <IconPlus size={16} />
              </Button>
            )}
          </>
        )}
      </PageHeader>
      {collection.readonly !== null && (
        <Text
          fz="xs"
          c="dimmed"
          px="md"
          py={6}
          style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}
        >
          <IconLock size={12} style={{ verticalAlign: -1 }} aria-hidden />{' '}
          {readonlyText(collection.readonly, messages)}
        </Text>
      )}
      <ItemTable
        collection={collection}
        state={state}
        onStateChange={show}
        columns={columns}
        widths={arranged.widths ?? {}}
        onWidthsChange={(widths) => arrange({ ...arranged, widths })}
        {...(collection.actions.includes('delete') && {
          selection,
          onSelectionChange: setSelection,
        })}
        onOpen={(key) => void navigate(to(key))}
        hrefOf={(key) => router.buildLocation(to(key)).publicHref}
        emptyAction={canCreate ? { label: words.createItem, onClick: create } : undefined}
      />
    </>
  )
}
