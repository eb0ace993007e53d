import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { LayoutProps } from '../layout-props.js'
import { GroupDialog } from './group-dialog.js'
import type { GroupedBy, Groups } from './groups.js'
import { type KanbanColumn, movedColumn } from './kanban-columns.js'
import { RemoveGroupDialog } from './remove-group-dialog.js'

interface ColumnMenuProps extends GroupedBy, Pick<LayoutProps, 'onOptionsChange'> {
  readonly column: KanbanColumn
  readonly columns: readonly KanbanColumn[]
  readonly groups: Groups
  /** Somebody may put items into another group. */
  readonly canMove: boolean
}

/** Puts a column before or behind its neighbour, names it or does away with it; that for what has nothing stays. */
export function ColumnMenu(props: ColumnMenuProps): ReactElement | null {
  const { column, columns, groups, onOptionsChange } = props
  const { messages } = useStudio()
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null)
  const words = messages.layouts
  const ways = [
    { label: words.moveLeft, order: movedColumn(columns, column, -1), Icon: IconArrowLeft },
    { label: words.moveRight, order: movedColumn(columns, column, 1), Icon: IconArrowRight },
  ].filter(({ order }) => order !== null)
  const isGroup = column.value !== null
  const { rename, remove } = isGroup ? groups : { rename: null, remove: null }
  const close = (): void => setOpen(null)
  if (ways.length === 0 && rename === null && remove === null) return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            ml="auto"
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={words.arrange(column.title)}
          >
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {ways.map(({ label, order, Icon }) => (
            <Menu.Item
              key={label}
              leftSection={<Icon size={14} />}
              onClick={() => onOptionsChange({ groupOrder: order })}
            >
              {label}
            </Menu.Item>
          ))}
          {rename !== null && (
            <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => setOpen('rename')}>
              {words.rename}
            </Menu.Item>
          )}
          {remove !== null && (
            <Menu.Item leftSection={<IconTrash size={14} />} onClick={() => setOpen('remove')}>
              {messages.delete}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'rename' && rename !== null && (
        <GroupDialog
          title={words.renameGroup(column.title)}
          label={groups.nameLabel}
          name={groups.nameOf(column)}
          work={(name) => rename(column, name)}
          onClose={close}
        />
      )}
      {open === 'remove' && remove !== null && (
        <RemoveGroupDialog
          {...props}
          alone={groups.alone}
          work={(fate) => remove(column, fate)}
          onClose={close}
        />
      )}
    </>
  )
}
