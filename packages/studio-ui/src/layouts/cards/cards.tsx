import { Anchor, Box, Paper, Skeleton, Stack, Text } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { type ReactElement, useMemo } from 'react'
import { Value } from '../../displays/value.js'
import { useListColumns, valueOf } from '../../item-table/list-columns.js'
import { ALL_ROWS, BLOCK, defaultColumns } from '../../item-table/list-query.js'
import { TableFooter } from '../../item-table/table-footer.js'
import { useKnownCount, useItems } from '../../item-table/use-items.js'
import { errorText } from '../../messages/failure-text.js'
import { useStudio } from '../../provider/studio-provider.js'
import { itemKey } from '../../schema/item-key.js'
import { pathsOf, writeTemplate } from '../../schema/template.js'
import { StateMessage } from '../../states/state-message.js'
import type { LayoutProps } from '../layout-props.js'
import { cardSize, widthOf } from './card-size.js'

/** Beside the title, a card tells this many fields. */
const DETAILS = 3

/** A card per item: its name, and a few of its fields. */
export function Cards(props: LayoutProps): ReactElement {
  const { collection, options, onStateChange } = props
  const { messages } = useStudio()
  // Only tables read rows as they come in sight.
  const { limit } = props.state
  const state = { ...props.state, limit: limit === ALL_ROWS ? BLOCK : limit }
  const titled = textOf(options['title'])
  const template = titled === '' ? collection.template : titled
  const subtitle = textOf(options['subtitle'])
  const named = useMemo(() => pathsOf(`${template} ${subtitle}`), [template, subtitle])
  const paths = useMemo(() => {
    const details = defaultColumns(collection).filter((path) => !named.includes(path))
    // Whoever says what stands below the title has said all of it.
    return [...named, ...(subtitle === '' ? details.slice(0, DETAILS) : [])]
  }, [collection, named, subtitle])
  const columns = useListColumns(collection, paths)
  const { data, error, refetch } = useItems(collection, columns, state)
  const count = useKnownCount(collection.id, state)
  const details = columns.filter(({ path }) => !named.includes(path))
  return (
    <>
      <Box
        style={{ flex: 1, minHeight: 0, overflow: 'auto' }}
        p="md"
        tabIndex={0}
        role="region"
        aria-label={collection.title}
      >
        {error !== null && (
          <StateMessage
            icon={<IconInbox size={40} stroke={1.25} />}
            title={messages.failedTitle}
            text={errorText(error, messages)}
            action={{ label: messages.retry, onClick: () => void refetch() }}
          />
        )}
        {data?.length === 0 && (
          <StateMessage
            icon={<IconInbox size={40} stroke={1.25} />}
            title={messages.emptyTitle}
            text={messages.emptyText}
          />
        )}
        <Box
          style={{
            display: 'grid',
            gap: 'var(--mantine-spacing-md)',
            gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${widthOf(cardSize(options))}px), 1fr))`,
          }}
        >
          {data === undefined &&
            error === null &&
            Array.from({ length: 12 }, (_, index) => <Skeleton key={index} h={112} />)}
          {data?.map((item, index) => {
            const key = itemKey(collection, item)
            const written = writeTemplate(template, item)
            return (
              <Paper key={key ?? index} withBorder p="sm">
                <Stack gap={4}>
                  <Title {...props} itemKey={key} title={written === '' ? (key ?? '') : written} />
                  {subtitle !== '' && (
                    <Text fz="xs" c="dimmed" lineClamp={2} dir="auto">
                      {writeTemplate(subtitle, item)}
                    </Text>
                  )}
                  {details.map((column) => (
                    <Text key={column.path} fz="xs" truncate component="div">
                      <Text span fz="xs" c="dimmed">
                        {column.title}{' '}
                      </Text>
                      <Value field={column.field} value={valueOf(column, item)} />
                    </Text>
                  ))}
                </Stack>
              </Paper>
            )
          })}
        </Box>
      </Box>
      <TableFooter
        state={state}
        onStateChange={onStateChange}
        shown={data?.length ?? 0}
        count={count}
      />
    </>
  )
}

interface TitleProps extends LayoutProps {
  readonly itemKey: string | null
  readonly title: string
}

/** Leads to the item, where it has a key. */
function Title({ itemKey: key, title, onOpen, hrefOf }: TitleProps): ReactElement {
  if (key === null)
    return (
      <Text fz="sm" fw={600} lineClamp={2} dir="auto">
        {title}
      </Text>
    )
  return (
    <Anchor
      dir="auto"
      href={hrefOf(key)}
      c="inherit"
      fz="sm"
      fw={600}
      lineClamp={2}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return
        event.preventDefault()
        onOpen(key)
      }}
    >
      {title}
    </Anchor>
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
