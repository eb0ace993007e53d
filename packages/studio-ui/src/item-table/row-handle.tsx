import { ActionIcon } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import type { DragEvent, KeyboardEvent, PointerEvent, ReactElement } from 'react'
import { useStudio } from '../provider/studio-provider.js'

/** Where a row goes: to the place of another, or one up or down. */
export type RowMove = (key: string, to: string | -1 | 1) => void

const ROW = 'application/x-relvar-row'

interface RowHandleProps {
  readonly itemKey: string
  readonly onMove: RowMove
}

/** A row is dragged by it to the place of another, by mouse or finger; focused it moves the row by arrows. */
export function RowHandle({ itemKey: key, onMove }: RowHandleProps): ReactElement {
  const { messages } = useStudio()
  function press(event: KeyboardEvent): void {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    onMove(key, event.key === 'ArrowUp' ? -1 : 1)
  }
  /** Browsers drag nothing by a finger: where it is lifted is where the row goes. */
  function lift({ pointerType, clientX, clientY }: PointerEvent): void {
    if (pointerType === 'mouse') return
    const under = document.elementFromPoint(clientX, clientY)
    const to = under?.closest<HTMLElement>('[data-row]')?.dataset['row']
    if (to !== undefined && to !== key) onMove(key, to)
  }
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      draggable
      style={{ cursor: 'grab', touchAction: 'none' }}
      aria-label={messages.move(key)}
      title={messages.moveHint}
      onKeyDown={press}
      onDragStart={({ dataTransfer }: DragEvent) => dataTransfer.setData(ROW, key)}
      onPointerUp={lift}
    >
      <IconGripVertical size={16} />
    </ActionIcon>
  )
}

interface DropTarget {
  readonly 'data-row': string
  readonly onDragOver: (event: DragEvent) => void
  readonly onDrop: (event: DragEvent) => void
}

/** What makes a row the place that others are dropped at. */
export function rowTarget(key: string, onMove: RowMove): DropTarget {
  return {
    'data-row': key,
    onDragOver: (event) => {
      if (event.dataTransfer.types.includes(ROW)) event.preventDefault()
    },
    onDrop: (event) => {
      const dropped = event.dataTransfer.getData(ROW)
      if (dropped !== '' && dropped !== key) onMove(dropped, key)
    },
  }
}
