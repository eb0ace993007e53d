import type { Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type CellAccess, MATRIX_ACTIONS, type MatrixCell } from './matrix.js'
import type { MatrixLine } from './matrix-lines.js'

interface GridKeysOptions {
  readonly lines: readonly MatrixLine[]
  readonly virtual: Virtualizer<HTMLDivElement, Element>
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly choose: (cell: MatrixCell, access: CellAccess) => void
}

interface GridKeys {
  readonly onKeyDown: (event: KeyboardEvent) => void
  /** One place of the grid is reached by Tab, the others from there by arrows. */
  readonly isTabStop: (line: number, column: number) => boolean
}

const CHOICES: Readonly<Record<string, CellAccess>> = { a: 'all', c: 'custom', n: 'none' }
const MOVES: Readonly<Record<string, readonly [line: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Moves through the matrix by arrows, and chooses by a letter. */
export function useGridKeys({ lines, virtual, scroller, choose }: GridKeysOptions): GridKeys {
  const [{ line, column }, setPlace] = useState({ line: 0, column: 0 })
  const mustFocus = useRef(false)
  const current = { line: Math.min(line, Math.max(0, lines.length - 1)), column }

  // A line out of sight is in the document only after it was scrolled to, and a choice moves the tab stop.
  useEffect(() => {
    if (!mustFocus.current) return
    const cell = scroller.current?.querySelector(`[data-cell="${current.line} ${current.column}"]`)
    const button = cell?.querySelector<HTMLElement>('[aria-pressed=true]')
    if (button === undefined || button === null) return
    mustFocus.current = false
    button.focus()
  })

  return {
    isTabStop: (atLine, atColumn) => atLine === current.line && atColumn === current.column,
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const place = placeOf(event.target)
      if (place === null) return
      const move = MOVES[event.key]
      const access = CHOICES[event.key.toLowerCase()]
      const on = lines[place.line]
      const action = MATRIX_ACTIONS[place.column]
      if (move === undefined && (access === undefined || on === undefined || action === undefined))
        return
      event.preventDefault()
      mustFocus.current = true
      if (access !== undefined && on !== undefined && action !== undefined) {
        // The drawer takes the focus, and gives it back.
        mustFocus.current = access !== 'custom'
        setPlace({ ...place })
        choose({ collection: on.id, action }, access)
        return
      }
      const [down, right] = move ?? [0, 0]
      const next = {
        line: within(place.line + down, lines.length),
        column: within(place.column + right, MATRIX_ACTIONS.length),
      }
      virtual.scrollToIndex(next.line)
      setPlace(next)
    },
  }
}

function within(place: number, length: number): number {
  return Math.max(0, Math.min(length - 1, place))
}

function placeOf(target: EventTarget): { readonly line: number; readonly column: number } | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null
  const [line, column] = (cell?.dataset['cell'] ?? '').split(' ').map(Number)
  return cell === null || line === undefined || column === undefined ? null : { line, column }
}
