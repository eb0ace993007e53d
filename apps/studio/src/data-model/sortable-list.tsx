import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  rectSortingStrategy,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
} from '@dnd-kit/sortable'
import { ActionIcon } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import type { CSSProperties, ReactElement, ReactNode } from 'react'

interface SortableListProps {
  readonly ids: readonly string[]
  /** Somebody has put one to the place of another. */
  readonly onMove: (moved: string, target: string) => void
  readonly children: ReactNode
}

/** Things that can be put in another order: by pointer, or with space, arrows and space at a handle. */
export function SortableList({ ids, onMove, children }: SortableListProps): ReactElement {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={({ active, over }) => {
        if (over !== null && over.id !== active.id) onMove(String(active.id), String(over.id))
      }}
    >
      <SortableContext items={[...ids]} strategy={rectSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  )
}

/** What a line of a sortable list needs: where it stands, and the handle that moves it. */
export interface SortableLine {
  readonly ref: (node: HTMLElement | null) => void
  readonly style: CSSProperties
  readonly handle: ReactElement
}

/** @param label of the handle */
export function useSortableLine(id: string, label: string, disabled = false): SortableLine {
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({
    id,
    disabled,
  })
  return {
    ref: setNodeRef,
    style: {
      transform: transform === null ? undefined : `translate(${transform.x}px, ${transform.y}px)`,
      transition,
      ...(isDragging && { position: 'relative', zIndex: 2, opacity: 0.8 }),
    },
    handle: (
      <ActionIcon
        variant="transparent"
        color="gray"
        size="sm"
        disabled={disabled}
        style={{ cursor: disabled ? 'default' : 'grab', touchAction: 'none' }}
        {...attributes}
        {...listeners}
        role="button"
        aria-label={label}
      >
        <IconGripVertical size={16} />
      </ActionIcon>
    ),
  }
}
