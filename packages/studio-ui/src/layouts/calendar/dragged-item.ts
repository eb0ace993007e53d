import type { DragEvent } from 'react'
import type { Day } from './days.js'
import type { Edge } from './item-dates.js'

/** What is dragged from one day to another. */
export interface DraggedItem {
  readonly key: string
  readonly edge: Edge
  /** The day at which it was taken. */
  readonly grabbed: Day
}

const ITEM = 'application/x-relvar-day'

/** What makes something an item that is dragged. */
export function dragsItem(dragged: DraggedItem): {
  readonly draggable: true
  readonly onDragStart: (event: DragEvent) => void
} {
  return {
    draggable: true,
    onDragStart: ({ dataTransfer }) => dataTransfer.setData(ITEM, JSON.stringify(dragged)),
  }
}

/** Whether what hovers is such an item. */
export function isDraggedItem({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(ITEM)
}

/** null where something else was dropped. */
export function droppedItem({ dataTransfer }: DragEvent): DraggedItem | null {
  const text = dataTransfer.getData(ITEM)
  return text === '' ? null : (JSON.parse(text) as DraggedItem)
}
