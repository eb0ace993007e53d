import { Alert, Anchor, Button, Group, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { errorText, type StudioCollection, useStudio } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { NotAllowed } from '../../access/not-allowed.js'
import { words } from '../../words.js'
import { readonlyText } from '../readonly-text.js'
import type { ListViewState } from './use-list-view.js'

interface ListNoticesProps {
  readonly collection: StudioCollection
  readonly list: ListViewState
  /** All items of the page are chosen: those of the other pages can be as well. */
  readonly canSelectAll: boolean
  /** null while nobody knows. */
  readonly count: number | null
  readonly onSelectAll: () => void
}

/** What is to be known about a list as a whole, above its items. */
export function ListNotices(props: ListNoticesProps): ReactElement {
  const { collection, list, canSelectAll, count, onSelectAll } = props
  const { locale, messages } = useStudio()
  return (
    <>
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
      <NotAllowed collection={collection} />
      {canSelectAll && (
        <Group px="md" py={4} bg="var(--mantine-primary-color-light)">
          <Anchor component="button" fz="sm" onClick={onSelectAll}>
            {words.list.selectMatching(count?.toLocaleString(locale) ?? '')}
          </Anchor>
        </Group>
      )}
      {list.failure !== null && (
        <Alert color="red" role="alert" radius={0} px="md" py={6}>
          <Group gap="xs">
            <Text fz="sm">
              {words.list.notKept} {errorText(list.failure, messages)}
            </Text>
            <Button size="compact-sm" variant="default" onClick={list.again}>
              {messages.retry}
            </Button>
          </Group>
        </Alert>
      )}
    </>
  )
}
