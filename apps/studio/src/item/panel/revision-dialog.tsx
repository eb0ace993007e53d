import { Alert, Button, Group, Modal, Skeleton, Table, Text } from '@mantine/core'
import { errorText, type RevisionField, revisionFields, useStudio } from '@relvar/studio-ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
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
  const restoring = useMutation({
    mutationFn: async () => {
      await client.ask(`/utils/revert/${revision.id}`, { method: 'POST' })
      await queries.invalidateQueries({ queryKey: ['items'] })
    },
    onSuccess: onClose,
  })
  const fields = data === undefined ? null : revisionFields(collection, data ?? {}, item)
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
      {fields !== null && fields.length > 0 && <Comparison fields={fields} />}
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
            disabled={isDirty}
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

function Comparison({ fields }: { readonly fields: readonly RevisionField[] }): ReactElement {
  return (
    <Table layout="fixed" withTableBorder verticalSpacing={6} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="24%">{itemWords.field}</Table.Th>
          <Table.Th>{itemWords.past}</Table.Th>
          <Table.Th>{itemWords.now}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fields.map(({ name, title, past, now, isGone }) => (
          <Table.Tr key={name}>
            <Table.Th style={{ overflowWrap: 'anywhere' }}>{title}</Table.Th>
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
