import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { ActionIcon, Box } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { useStudio } from '../provider/studio-provider.js'

interface SortableRowsProps {
  /** In the order in which they stand. */
  readonly ids: readonly string[]
  /** They stay as they are. */
  readonly isDisabled: boolean
  readonly onMove: (ids: readonly string[]) => void
  readonly children: ReactNode
}

/** Rows that are put in order by dragging their handle, or on it with Space and the arrows. */
export function SortableRows({
  ids,
  isDisabled,
  onMove,
  children,
}: SortableRowsProps): ReactElement {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  if (isDisabled) return <>{children}</>
  function drop({ active, over }: DragEndEvent): void {
    const [from, to] = [ids.indexOf(String(active.id)), ids.indexOf(String(over?.id))]
    if (from >= 0 && to >= 0 && from !== to) onMove(arrayMove([...ids], from, to))
  }
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
      <SortableContext items={[...ids]} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  )
}

interface SortableRowProps {
  readonly id: string
  readonly name: string
  readonly children: ReactNode
}

/** One of them, with its handle in front. */
export function SortableRow({ id, name, children }: SortableRowProps): ReactElement {
  const { messages } = useStudio()
  const { attributes, listeners, setNodeRef, transform, transition } = useSortable({ id })
  const moved = transform === null ? undefined : `translate3d(0, ${Math.round(transform.y)}px, 0)`
  return (
    <Box ref={setNodeRef} style={{ transform: moved, transition, display: 'flex', minWidth: 0 }}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        style={{ cursor: 'grab', touchAction: 'none' }}
        {...attributes}
        {...listeners}
        aria-label={messages.move(name)}
      >
        <IconGripVertical size={16} />
      </ActionIcon>
      <Box style={{ flex: 1, minWidth: 0 }}>{children}</Box>
    </Box>
  )
}
