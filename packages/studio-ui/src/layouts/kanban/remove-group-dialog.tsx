import { Alert, Button, Group, Modal, NativeSelect, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactElement, useRef, useState } from 'react'
import { useItemCount } from '../../item-table/use-items.js'
import { errorText } from '../../messages/failure-text.js'
import { useStudio } from '../../provider/studio-provider.js'
import type { Fate, GroupedBy, Groups } from './groups.js'
import { columnFilter, type KanbanColumn } from './kanban-columns.js'

interface RemoveGroupDialogProps extends GroupedBy {
  readonly column: KanbanColumn
  /** All of the board. */
  readonly columns: readonly KanbanColumn[]
  readonly alone: Groups['alone']
  /** Somebody may change which group items are in. */
  readonly canMove: boolean
  readonly work: (fate: Fate) => Promise<void>
  readonly onClose: () => void
}

/** Asks before a group goes, and what becomes of its items: of all, whatever the list is filtered by. */
export function RemoveGroupDialog(props: RemoveGroupDialogProps): ReactElement {
  const { collection, field, column, alone, work, onClose } = props
  const { locale, messages } = useStudio()
  const words = messages.layouts
  const count = useItemCount(collection.id, { search: '', filter: columnFilter(field, column) })
  const fates = fatesOf(props)
  const [chosen, setChosen] = useState(0)
  const fate = fates[chosen]
  const isBusy = useRef(false)
  const { mutate, error, isPending } = useMutation({
    mutationFn: work,
    onSuccess: onClose,
    onSettled: () => {
      isBusy.current = false
    },
  })
  const hasItems = count !== null && count > 0
  const labelOf = (each: Fate): string => {
    if (each.kind === 'alone') return alone === null ? words.groupStays : words.alone[alone]
    const to = props.columns.find(({ value }) => value === each.to)
    return to === undefined || to.value === null ? words.alone.emptied : words.putInto(to.title)
  }
  function agree(): void {
    if (isBusy.current) return
    isBusy.current = true
    mutate(hasItems && fate !== undefined ? fate : { kind: 'alone' })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.removeGroup(column.title)}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <Text fz="sm" role="status">
        {count === null ? messages.loading : words.groupHolds(count, count.toLocaleString(locale))}
      </Text>
      {hasItems && fates.length > 1 && (
        <NativeSelect
          mt="md"
          label={words.itemsBecome}
          data={fates.map((each, index) => ({ value: String(index), label: labelOf(each) }))}
          value={String(chosen)}
          onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
        />
      )}
      {hasItems && fates.length === 1 && fate !== undefined && (
        <Text fz="sm" mt="xs">
          {labelOf(fate)}
        </Text>
      )}
      {error !== null && (
        <Alert color="red" role="alert" mt="md">
          {errorText(error, messages)}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {messages.cancel}
        </Button>
        <Button color="red.9" loading={isPending} disabled={count === null} onClick={agree}>
          {messages.delete}
        </Button>
      </Group>
    </Modal>
  )
}

/** What may become of the items, what is lost last. */
function fatesOf(props: RemoveGroupDialogProps): readonly Fate[] {
  const { field, column, columns, alone, canMove } = props
  const own: readonly Fate[] = [{ kind: 'alone' }]
  const others = columns.flatMap(({ value }): readonly Fate[] =>
    canMove && value !== column.value && value !== null ? [{ kind: 'move', to: value }] : [],
  )
  const none: readonly Fate[] =
    canMove && field.nullable && alone !== 'emptied' ? [{ kind: 'move', to: null }] : []
  if (alone === 'kept' || alone === 'emptied') return [...own, ...none, ...others]
  const moved = [...none, ...others]
  return alone === 'deleted' || moved.length === 0 ? [...moved, ...own] : moved
}
