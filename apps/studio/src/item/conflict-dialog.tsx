import { Button, Group, Modal, Radio, Stack, Table, Text } from '@mantine/core'
import { type ConflictField, type ItemFormState, useStudio } from '@relvar/studio-ui'
import { type ReactElement, useState } from 'react'
import { DraftText } from './draft-text.js'
import { itemWords } from './words.js'

interface ConflictDialogProps {
  readonly form: ItemFormState
  /** The item is gone: what is in the form becomes a new one. */
  readonly onCreate: () => void
}

/** Two people have edited one item: what the other one changed, and whose value each field gets. */
export function ConflictDialog({ form, onCreate }: ConflictDialogProps): ReactElement {
  const { messages } = useStudio()
  const { conflict } = form
  const isGone = conflict?.kind === 'gone'
  return (
    <Modal
      opened={conflict !== null}
      onClose={form.leaveConflict}
      size={isGone ? 'md' : 'xl'}
      title={isGone ? itemWords.goneTitle : itemWords.conflictTitle}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      {isGone && (
        <>
          <Text fz="sm">{itemWords.goneText}</Text>
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={form.leaveConflict}>
              {messages.close}
            </Button>
            {form.collection.actions.includes('create') && (
              <Button loading={form.isSaving} onClick={onCreate}>
                {itemWords.createAnew}
              </Button>
            )}
          </Group>
        </>
      )}
      {conflict?.kind === 'changed' && <Fields fields={conflict.fields} form={form} />}
    </Modal>
  )
}

interface FieldsProps {
  readonly fields: readonly ConflictField[]
  readonly form: ItemFormState
}

function Fields({ fields, form }: FieldsProps): ReactElement {
  const { messages } = useStudio()
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  const contested = fields.filter(({ isContested }) => isContested)
  const others = fields.filter(({ isContested }) => !isContested)
  function choose(name: string, value: string): void {
    const next = new Set(theirs)
    if (value === 'theirs') next.add(name)
    else next.delete(name)
    setTheirs(next)
  }
  return (
    <Stack>
      <Text fz="sm">
        {itemWords.conflictText} {contested.length > 0 && itemWords.conflictChoose}
      </Text>
      {contested.map(({ field, mine, theirs: other }) => (
        <Radio.Group
          key={field.name}
          label={field.title}
          value={theirs.has(field.name) ? 'theirs' : 'mine'}
          onChange={(value) => choose(field.name, value)}
        >
          <Stack gap="xs" mt={6}>
            <Choice value="mine" title={itemWords.mine} draft={mine} />
            <Choice value="theirs" title={itemWords.theirs} draft={other} />
          </Stack>
        </Radio.Group>
      ))}
      {others.length > 0 && (
        <>
          <Text fz="sm">{itemWords.conflictOther}</Text>
          <Table fz="sm" layout="fixed">
            <Table.Tbody>
              {others.map(({ field, base, theirs: now }) => (
                <Table.Tr key={field.name}>
                  <Table.Th w={140}>{field.title}</Table.Th>
                  <Table.Td>
                    <DraftText draft={base} isPast />
                  </Table.Td>
                  <Table.Td>
                    <DraftText draft={now} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={form.leaveConflict}>
          {messages.cancel}
        </Button>
        <Button data-autofocus onClick={() => form.resolve(theirs)}>
          {itemWords.goOn}
        </Button>
      </Group>
    </Stack>
  )
}

interface ChoiceProps {
  readonly value: 'mine' | 'theirs'
  readonly title: string
  readonly draft: unknown
}

function Choice({ value, title, draft }: ChoiceProps): ReactElement {
  return (
    <Radio
      value={value}
      label={
        <>
          <Text span fz="sm" fw={600} mr="xs">
            {title}
          </Text>
          <DraftText draft={draft} />
        </>
      }
    />
  )
}
