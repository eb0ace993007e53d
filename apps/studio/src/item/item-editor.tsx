import { Alert, Box, Button, Group } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconCheck, IconHistory } from '@tabler/icons-react'
import {
  DrawerPathProvider,
  type DrawerStep,
  ItemFields,
  type ItemRecord,
  readDrawerPath,
  type StudioCollection,
  useItemForm,
  useStudio,
  writeDrawerPath,
  useItemName,
} from '@relvar/studio-ui'
import { getRouteApi, useBlocker, useNavigate } from '@tanstack/react-router'
import { type ReactElement, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { PageHeader } from '../content/page-header.js'
import { words } from '../words.js'
import { ConflictDialog } from './conflict-dialog.js'
import { DeleteDialog } from './delete-dialog.js'
import { type ItemActions, ItemMenu } from './item-menu.js'
import { LeaveDialog } from '../content/leave-dialog.js'
import { usePanelTabs } from './panel/item-place.js'
import { PanelButton, PanelSide, usePanel } from './panel/panel-side.js'
import { isPageRenewed } from '../session/newer-build.js'
import { itemWords } from './words.js'

const route = getRouteApi('/shell/content/$collection/$key')

interface ItemEditorProps {
  readonly collection: StudioCollection
  readonly itemKey: string | null
  readonly record: ItemRecord | null
  /** Stands above the form. */
  readonly children: ReactNode
}

/** Where saving leads. */
type Then = 'list' | 'stay' | 'new'

/** The form of an item, with what can be done with it. */
export function ItemEditor(props: ItemEditorProps): ReactElement {
  const { collection, itemKey, record, children } = props
  const { messages } = useStudio()
  const navigate = useNavigate()
  const form = useItemForm(collection, itemKey, record, { keepsDraft: true })
  const [isAsking, setAsking] = useState(false)
  // What was just saved is no reason to stay, though the page has not been painted since.
  const mayLeave = useRef(false)
  const blocker = useBlocker({
    // Drawers stand in the address, too: opening one leaves nothing.
    shouldBlockFn: ({ current, next }) =>
      form.isDirtyNow() && !mayLeave.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => form.isDirtyNow() && !mayLeave.current && !isPageRenewed(),
    withResolver: true,
  })
  const params = { collection: collection.id }
  const toList = (): Promise<void> => navigate({ to: '/content/$collection', params })
  const toItem = (key: string, replace: boolean): Promise<void> =>
    navigate({ to: '/content/$collection/$key', params: { ...params, key }, replace })

  async function lead(key: string, then: Then): Promise<void> {
    mayLeave.current = true
    if (then === 'list') await toList()
    else if (then === 'new') {
      form.discard()
      await toItem('+', false)
    } else if (key !== itemKey) await toItem(key, itemKey === null)
    mayLeave.current = false
  }

  async function save(then: Then): Promise<void> {
    const key = await form.save()
    if (key !== null) await lead(key, then)
  }

  async function saveCopy(): Promise<void> {
    const key = await form.saveCopy()
    if (key !== null) await lead(key, 'stay')
  }

  async function remove(): Promise<void> {
    const isGone = await form.remove()
    setAsking(false)
    mayLeave.current = isGone
    if (isGone) await toList()
  }

  const canSave = form.isDirty || form.isNew
  const canWrite = form.fields.some(({ isReadonly }) => !isReadonly) || form.isNew
  // A key may follow the last letter before that is painted.
  const canSaveNow = (): boolean => canWrite && (form.isNew || form.isDirtyNow())
  const isArchived =
    collection.archive !== null &&
    String(record?.item[collection.archive.field]) === collection.archive.value
  const actions = itemActions({
    isArchived,
    canWrite,
    form,
    save,
    saveCopy,
    ask: () => setAsking(true),
  })
  useHotkeys(
    [
      ['mod+S', () => void (canSaveNow() && save('stay'))],
      ['mod+alt+S', () => void (canSaveNow() && save('new'))],
      ['mod+shift+S', () => actions.saveAsCopy?.()],
    ],
    [],
  )
  const tabs = usePanelTabs(collection.id)
  const panel = usePanel()
  const hasPanel = itemKey !== null && record !== null && tabs.length > 0
  const named = useItemName(collection, itemKey, record?.item ?? null)
  return (
    <>
      <PageHeader
        title={record === null ? words.newItem : named}
        parent={{ id: collection.id, title: collection.title }}
      >
        {hasPanel && <PanelButton {...panel} />}
        <ItemMenu actions={actions} />
        {canWrite && (
          <Button
            leftSection={<IconCheck size={16} />}
            disabled={!canSave}
            loading={form.isSaving}
            onClick={() => void save('list')}
          >
            {messages.save}
          </Button>
        )}
      </PageHeader>
      <Group gap={0} wrap="nowrap" align="stretch" style={{ flex: 1, minHeight: 0 }}>
        <Box style={{ overflowY: 'auto', flex: 1, minWidth: 0 }} p={{ base: 'md', sm: 'xl' }}>
          <Box
            component="form"
            maw={720}
            mx="auto"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              void (canSave && save('list'))
            }}
          >
            {children}
            {form.isRestored && form.isDirty && (
              <Alert mb="lg" icon={<IconHistory size={18} />} role="status">
                {itemWords.restored}
              </Alert>
            )}
            {isArchived && (
              <Alert mb="lg" color="gray">
                {itemWords.archived}
              </Alert>
            )}
            <Drawers>
              <ItemFields form={form} isBusy={form.isSaving} />
            </Drawers>
            <input type="submit" hidden />
          </Box>
        </Box>
        {hasPanel && (
          <PanelSide
            state={panel}
            isDirty={form.isDirty}
            {...{ tabs, collection, itemKey, item: record.item }}
          />
        )}
      </Group>
      <LeaveDialog blocker={blocker} />
      <ConflictDialog form={form} onCreate={() => void saveCopy()} />
      <DeleteDialog
        isOpen={isAsking}
        isBusy={form.isSaving}
        onClose={() => setAsking(false)}
        onDelete={() => void remove()}
      />
    </>
  )
}

interface ActionParts {
  readonly isArchived: boolean
  readonly canWrite: boolean
  readonly form: ReturnType<typeof useItemForm>
  readonly save: (then: Then) => Promise<void>
  readonly saveCopy: () => Promise<void>
  readonly ask: () => void
}

function itemActions(parts: ActionParts): ItemActions {
  const { isArchived, canWrite, form, save, saveCopy, ask } = parts
  const { actions, archive, fields } = form.collection
  const canCreate = actions.includes('create')
  // A key that somebody has to write is not copied: there is an item with it already.
  const isNumbered = fields.every(({ isKey, fillsItself }) => !isKey || fillsItself)
  return {
    isClean: !form.isDirty && !form.isNew,
    saveAndStay: canWrite ? () => void save('stay') : null,
    saveAndNew: canWrite && canCreate ? () => void save('new') : null,
    saveAsCopy: !form.isNew && canCreate && isNumbered ? () => void saveCopy() : null,
    discard: canWrite ? form.discard : null,
    archive:
      archive === null || form.isNew || !actions.includes('update')
        ? null
        : {
            isArchived,
            change: () =>
              void form.write({ [archive.field]: isArchived ? archive.restored : archive.value }),
          },
    remove: !form.isNew && actions.includes('delete') ? ask : null,
  }
}

/** The drawers that are open stand in the address, so that it can be shared. */
function Drawers({ children }: { readonly children: ReactNode }): ReactElement {
  const { open = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const steps = useMemo(() => readDrawerPath(open), [open])
  const change = useCallback(
    (next: readonly DrawerStep[]) =>
      void navigate({ search: next.length === 0 ? {} : { open: writeDrawerPath(next) } }),
    [navigate],
  )
  return (
    <DrawerPathProvider steps={steps} onStepsChange={change}>
      {children}
    </DrawerPathProvider>
  )
}
