import type { KeyboardEvent } from 'react'

const WAYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
}

/** How many days an arrow stands for: those of a row lie beside each other, weeks below. */
export function daysOfKey({ key }: KeyboardEvent): number | null {
  return WAYS[key] ?? null
}
