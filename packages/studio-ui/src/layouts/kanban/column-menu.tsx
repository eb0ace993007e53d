import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconDots } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { LayoutProps } from '../layout-props.js'
import { type KanbanColumn, movedColumn } from './kanban-columns.js'

interface ColumnMenuProps extends Pick<LayoutProps, 'onOptionsChange'> {
  readonly column: KanbanColumn
  readonly columns: readonly KanbanColumn[]
}

/** Puts a column before or behind its neighbour; that for what has nothing stays last. */
export function ColumnMenu({
  column,
  columns,
  onOptionsChange,
}: ColumnMenuProps): ReactElement | null {
  const { messages } = useStudio()
  const words = messages.layouts
  const ways = [
    { label: words.moveLeft, order: movedColumn(columns, column, -1), Icon: IconArrowLeft },
    { label: words.moveRight, order: movedColumn(columns, column, 1), Icon: IconArrowRight },
  ].filter(({ order }) => order !== null)
  if (ways.length === 0) return null
  return (
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
      </Menu.Dropdown>
    </Menu>
  )
}
