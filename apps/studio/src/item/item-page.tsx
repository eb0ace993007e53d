import { Alert, Box, Skeleton } from '@mantine/core'
import { IconFileOff, IconLock } from '@tabler/icons-react'
import {
  errorText,
  type ItemRecord,
  StateMessage,
  type StudioCollection,
  useCollection,
  useItem,
  useStudio,
  WireError,
} from '@relvar/studio-ui'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Why } from '../access/why.js'
import { MissingHere } from '../content/missing-here.js'
import { words } from '../words.js'
import { ItemEditor } from './item-editor.js'
import { PageHeader } from '../content/page-header.js'
import { readonlyText } from '../content/readonly-text.js'

const route = getRouteApi('/shell/content/$collection/$key')

/** An item, or with the key `+` a new one. */
export function ItemPage(): ReactElement {
  const { collection: id, key } = route.useParams()
  const itemKey = key === '+' ? null : key
  const navigate = route.useNavigate()
  const { messages } = useStudio()
  const { collection, isMissing } = useCollection(id)
  const { data, error, refetch } = useItem(id, itemKey)
  if (isMissing) return <MissingHere collection={id} />
  const parent = { id, title: collection?.title ?? '' }
  if (error !== null && data === undefined) {
    const isGone = error instanceof WireError && error.status === 403
    return (
      <>
        <PageHeader title={key} parent={parent} />
        <StateMessage
          icon={<IconFileOff size={40} stroke={1.25} />}
          title={isGone ? words.itemMissingTitle : messages.failedTitle}
          text={isGone ? words.itemMissingText : errorText(error, messages)}
          action={
            isGone
              ? {
                  label: words.toList,
                  onClick: () =>
                    void navigate({ to: '/content/$collection', params: { collection: id } }),
                }
              : { label: messages.retry, onClick: () => void refetch() }
          }
        >
          {isGone && itemKey !== null && <Why collection={id} action="read" itemKey={itemKey} />}
        </StateMessage>
      </>
    )
  }
  if (collection === undefined || (itemKey !== null && data === undefined))
    return (
      <>
        <PageHeader title="" parent={parent} />
        <Box p="md" maw={720} w="100%" mx="auto" role="status" aria-label={words.loading}>
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} h={36} my={28} />
          ))}
        </Box>
      </>
    )
  return <LoadedItem key={`${id} ${key}`} {...{ collection, itemKey, record: data ?? null }} />
}

interface LoadedItemProps {
  readonly collection: StudioCollection
  readonly itemKey: string | null
  readonly record: ItemRecord | null
}

function LoadedItem(props: LoadedItemProps): ReactElement {
  const { messages } = useStudio()
  const { collection, itemKey } = props
  const { readonly, actions } = collection
  const isReadonly = !actions.includes(itemKey === null ? 'create' : 'update')
  const why = readonly === null ? messages.readonlyItem : readonlyText(readonly, messages)
  return (
    <ItemEditor {...props}>
      {isReadonly && (
        <Alert color="gray" icon={<IconLock size={18} />} mb="lg">
          {why}{' '}
          {(readonly === null || readonly === 'rights') && (
            <Why collection={collection.id} action="update" itemKey={itemKey ?? undefined} />
          )}
        </Alert>
      )}
    </ItemEditor>
  )
}
