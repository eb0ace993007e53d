import { Alert, Button, Checkbox, Group, Modal, Skeleton, Table, Text } from '@mantine/core'
import { errorText, type RevisionField, revisionFields, useStudio } from '@relvar/studio-ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { DraftText } from '../draft-text.js'
import { itemWords } from '../words.js'
import { type Revision, useRevisionData } from './panel-data.js'
import type { RevisionsProps } from './revisions.js'

interface RevisionDialogProps extends RevisionsProps {
  readonly revision: Revision
  readonly onClose: () => void
}

/** How an item was beside how it is now, and the way back. */
export function RevisionDialog(props: RevisionDialogProps): ReactElement {
  const { revision, collection, item, isDirty, onClose } = props
  const { messages, locale, client } = useStudio()
  const queries = useQueryClient()
  const { data, error } = useRevisionData(revision.id)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const restoring = useMutation({
    mutationFn: async () => {
      const isWhole = chosen.length === fields?.length
      const body = isWhole ? undefined : { fields: chosen }
      await client.ask(`/utils/revert/${revision.id}`, { method: 'POST', body })
      await queries.invalidateQueries({ queryKey: ['items'] })
    },
    onSuccess: onClose,
  })
  const fields = data === undefined ? null : revisionFields(collection, data ?? {}, item)
  const restorable = fields?.filter(({ isGone }) => !isGone) ?? []
  const chosen = restorable.map(({ name }) => name).filter((name) => !left.has(name))
  const canRestore = collection.actions.includes('update')
  const at = revision.activity?.timestamp
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={
        at === undefined
          ? itemWords.compare
          : itemWords.compareTitle(new Date(at).toLocaleString(locale))
      }
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      {error !== null && (
        <Alert color="red" role="alert" title={messages.failedTitle}>
          {errorText(error, messages)}
        </Alert>
      )}
      {fields === null && error === null && (
        <Skeleton h={160} role="status" aria-label={messages.loading} />
      )}
      {fields?.length === 0 && <Text fz="sm">{itemWords.sameAsNow}</Text>}
      {fields !== null && fields.length > 0 && (
        <Comparison fields={fields} left={left} {...(canRestore && { onLeave: setLeft })} />
      )}
      {restoring.error !== null && (
        <Alert color="red" role="alert" mt="md" title={itemWords.notRestored}>
          {errorText(restoring.error, messages)}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg">
        {isDirty && canRestore && (
          <Text fz="sm" c="dimmed" style={{ flex: 1 }}>
            {itemWords.saveFirst}
          </Text>
        )}
        <Button variant="default" onClick={onClose}>
          {messages.close}
        </Button>
        {canRestore && fields !== null && fields.length > 0 && (
          <Button
            disabled={isDirty || chosen.length === 0}
            loading={restoring.isPending}
            onClick={() => restoring.mutate()}
          >
            {itemWords.restore}
          </Button>
        )}
      </Group>
    </Modal>
  )
}

interface ComparisonProps {
  readonly fields: readonly RevisionField[]
  /** Fields that stay as they are. */
  readonly left: ReadonlySet<string>
  /** Undefined where nothing can be chosen. */
  readonly onLeave?: (left: ReadonlySet<string>) => void
}

function Comparison({ fields, left, onLeave }: ComparisonProps): ReactElement {
  function choose(name: string, isChosen: boolean): void {
    const next = new Set(left)
    if (isChosen) next.delete(name)
    else next.add(name)
    onLeave?.(next)
  }
  return (
    <Table layout="fixed" withTableBorder verticalSpacing={6} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="28%">{itemWords.field}</Table.Th>
          <Table.Th>{itemWords.past}</Table.Th>
          <Table.Th>{itemWords.now}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fields.map(({ name, title, past, now, isGone }) => (
          <Table.Tr key={name}>
            <Table.Th style={{ overflowWrap: 'anywhere' }}>
              {onLeave === undefined || isGone ? (
                title
              ) : (
                <Checkbox
                  size="xs"
                  label={title}
                  aria-label={itemWords.restoreField(title)}
                  checked={!left.has(name)}
                  onChange={({ currentTarget }) => choose(name, currentTarget.checked)}
                />
              )}
            </Table.Th>
            <Table.Td>
              <DraftText draft={past} />
            </Table.Td>
            <Table.Td>
              {isGone ? (
                <Text span fz="sm" c="dimmed">
                  {itemWords.fieldGone}
                </Text>
              ) : (
                <DraftText draft={now} />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
