import type { DragEvent } from 'react'

const CARD = 'application/x-relvar-card'

/** Has a card dragged, by its key. */
export function takeCard({ dataTransfer }: DragEvent, key: string): void {
  dataTransfer.setData(CARD, key)
}

/** Whether what hovers is a card. */
export function isDraggedCard({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(CARD)
}

/** The key of the card that was dropped; null where something else was. */
export function draggedCard({ dataTransfer }: DragEvent): string | null {
  const key = dataTransfer.getData(CARD)
  return key === '' ? null : key
}
