import { ActionIcon, Box, Button, Group, Menu, Modal, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconCheck, IconDots, IconTrash } from '@tabler/icons-react'
import {
  type Item,
  ItemFields,
  type StudioCollection,
  useItemForm,
  useStudio,
  writeTemplate,
} from '@relvar/studio-ui'
import { useBlocker, useNavigate } from '@tanstack/react-router'
import { type ReactElement, type ReactNode, useRef, useState } from 'react'
import { words } from '../words.js'
import { LeaveDialog } from './leave-dialog.js'
import { PageHeader } from './page-header.js'

interface ItemEditorProps {
  readonly collection: StudioCollection
  readonly itemKey: string | null
  readonly item: Item | null
  /** Stands above the form. */
  readonly children: ReactNode
}

/** The form of an item, with what can be done with it. */
export function ItemEditor({ collection, itemKey, item, children }: ItemEditorProps): ReactElement {
  const { messages } = useStudio()
  const navigate = useNavigate()
  const form = useItemForm(collection, itemKey, item)
  const [isAsking, setAsking] = useState(false)
  // What was just saved is no reason to stay, though the page has not been painted since.
  const mayLeave = useRef(false)
  const blocker = useBlocker({
    shouldBlockFn: () => form.isDirty && !mayLeave.current,
    enableBeforeUnload: () => form.isDirty && !mayLeave.current,
    withResolver: true,
  })
  const params = { collection: collection.id }
  const toList = (): Promise<void> => navigate({ to: '/content/$collection', params })

  async function save(stays: boolean): Promise<void> {
    const key = await form.save()
    if (key === null) return
    mayLeave.current = true
    if (!stays) await toList()
    else if (itemKey === null)
      await navigate({ to: '/content/$collection/$key', params: { ...params, key }, replace: true })
    mayLeave.current = false
  }

  async function remove(): Promise<void> {
    const isGone = await form.remove()
    setAsking(false)
    mayLeave.current = isGone
    if (isGone) await toList()
  }

  const canSave = form.isDirty || (form.isNew && form.fields.length === 0)
  useHotkeys([['mod+S', () => void (canSave && save(true))]], [])
  const canWrite = form.fields.some(({ isReadonly }) => !isReadonly) || form.isNew
  const named = item === null ? words.newItem : writeTemplate(collection.template, item)
  const canDelete = !form.isNew && collection.actions.includes('delete')
  return (
    <>
      <PageHeader
        title={named === '' ? (itemKey ?? '') : named}
        parent={{ id: collection.id, title: collection.title }}
      >
        {(canDelete || canWrite) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={36} aria-label={words.moreActions}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {canWrite && (
                <>
                  <Menu.Item
                    disabled={!canSave}
                    rightSection={
                      <Text fz="xs" c="dimmed">
                        Ctrl S
                      </Text>
                    }
                    onClick={() => void save(true)}
                  >
                    {messages.saveAndStay}
                  </Menu.Item>
                  <Menu.Item disabled={!form.isDirty} onClick={() => form.discard()}>
                    {messages.discard}
                  </Menu.Item>
                </>
              )}
              {canDelete && (
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={16} />}
                  onClick={() => setAsking(true)}
                >
                  {messages.delete}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
        {canWrite && (
          <Button
            leftSection={<IconCheck size={16} />}
            disabled={!canSave}
            loading={form.isSaving}
            onClick={() => void save(false)}
          >
            {messages.save}
          </Button>
        )}
      </PageHeader>
      <Box style={{ overflowY: 'auto', flex: 1 }} p={{ base: 'md', sm: 'xl' }}>
        <Box
          component="form"
          maw={720}
          mx="auto"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void (canSave && save(false))
          }}
        >
          {children}
          <ItemFields form={form} />
          <input type="submit" hidden />
        </Box>
      </Box>
      <LeaveDialog blocker={blocker} />
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={messages.confirmDelete(1)}
        closeButtonProps={{ 'aria-label': messages.close }}
      >
        <Text fz="sm">{messages.confirmDeleteText}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setAsking(false)}>
            {messages.cancel}
          </Button>
          <Button color="red" loading={form.isSaving} onClick={() => void remove()}>
            {messages.delete}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
