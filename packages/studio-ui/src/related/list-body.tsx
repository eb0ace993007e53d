import { Alert, Box, Group, Pagination, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { useSurroundingForm } from '../item-form/form-context.js'
import { noChanges, isUnchanged, stagedList, withChange } from '../item-form/staged.js'
import { errorText } from '../messages/failure-text.js'
import { useStudio } from '../provider/studio-provider.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioList } from '../schema/studio-list.js'
import { useFieldDrawer } from './drawer-path.js'
import { ListButtons } from './list-buttons.js'
import { ListDrawers } from './list-drawers.js'
import { listShape } from './list-shape.js'
import { leastWidth, ListHead, ListRowView } from './list-row-view.js'
import type { RelationalListProps } from './relational-list.js'
import { identityOf } from './row-drawer.js'
import { SortableRows } from './sortable-rows.js'
import { useListRows, withStaged } from './use-list-rows.js'

export interface ListBodyProps extends RelationalListProps {
  readonly list: StudioList
  /** The collection of the rows. */
  readonly rows: StudioCollection
  /** What the junction leads on to, where that is one collection. */
  readonly target: StudioCollection | null
}

/** A page of rows, with what can be done with them. */
export function ListBody(props: ListBodyProps): ReactElement {
  const { field, list, rows, target, value, frame, branchOf } = props
  const { messages } = useStudio()
  const form = useSurroundingForm()
  const drawer = useFieldDrawer(field.name)
  const shape = listShape(field, list, rows, target)
  const [page, setPage] = useState({ page: 1, limit: shape.limit, search: '' })
  const search = useDebouncedCallback(
    (text: string) => setPage((now) => ({ ...now, page: 1, search: text })),
    250,
  )
  const { sort, filter, paths: fields } = shape
  const read = useListRows({ list, rows, parent: form.item, fields, page, sort, filter })
  const staged = stagedList(value)
  const shown = withStaged(read.rows ?? [], rows, staged, list.sort)
  const isReadonly = frame.disabled
  const change = (next: typeof staged): void =>
    props.onChange(isUnchanged(next) ? null : { ...noChanges, ...next })

  /** Rows of other pages keep their places: those of this one share out what it has. */
  function reorder(ids: readonly string[]): void {
    const { sort: column } = list
    if (column === null) return
    const first = (page.page - 1) * page.limit + 1
    const moved = ids.reduce((now, id, index) => {
      const row = shown.find((each) => each.id === id)
      if (row === undefined) return now
      const values = { [column]: first + index }
      return withChange(now, { id, identity: identityOf(rows, row.item), values, shown: values })
    }, staged)
    change(moved)
  }

  const pages = Math.ceil(read.count / page.limit)
  const isSearched = shape.hasSearch || read.count > shape.limit || page.search !== ''
  const isSortable = list.sort !== null && !isReadonly && page.search === ''
  return (
    <Box mt={4}>
      {isSearched && (
        <TextInput
          mb="xs"
          size="xs"
          aria-label={messages.searchIn(field.title)}
          placeholder={messages.search}
          leftSection={<IconSearch size={14} />}
          onChange={({ currentTarget }) => search(currentTarget.value.trim())}
          // Enter searches, and does not save the form.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      {read.error !== null && (
        <Alert color="red" role="alert">
          {errorText(read.error, messages)}
        </Alert>
      )}
      {shown.length > 0 ? (
        <Box style={frameStyle}>
          <Box miw={leastWidth(shape)}>
            <ListHead shape={shape} isSortable={isSortable} />
            <SortableRows ids={shown.map(({ id }) => id)} isDisabled={!isSortable} onMove={reorder}>
              <Box component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
                {shown.map((row) => (
                  <ListRowView
                    key={row.id}
                    {...{ row, shape, list, isReadonly, isSortable, staged }}
                    deletes={list.deletes}
                    branch={branchOf?.(row, rows) ?? null}
                    onOpen={() => drawer.show(row.id)}
                    onChange={change}
                  />
                ))}
              </Box>
            </SortableRows>
          </Box>
        </Box>
      ) : (
        <Text fz="sm" c="dimmed" py={6}>
          {form.isNew ? messages.listOfNew : messages.listEmpty}
        </Text>
      )}
      <Group justify="space-between" mt="xs" gap="xs">
        <ListButtons {...props} onShow={drawer.show} />
        {pages > 1 && (
          <Pagination
            size="sm"
            total={pages}
            value={page.page}
            siblings={1}
            getControlProps={(control) => ({
              'aria-label': control === 'next' ? messages.nextPage : messages.previousPage,
            })}
            onChange={(to) => setPage((now) => ({ ...now, page: to }))}
          />
        )}
      </Group>
      <ListDrawers {...props} {...{ shown, staged, drawer, onStaged: change }} />
    </Box>
  )
}

const frameStyle = {
  border: '1px solid var(--mantine-color-default-border)',
  borderRadius: 'var(--mantine-radius-default)',
  overflowX: 'auto',
} as const
