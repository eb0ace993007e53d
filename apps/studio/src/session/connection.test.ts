import { WireError } from '@relvar/studio-ui'
import { expect, it, vi } from 'vitest'
import { isServerAway, noteEnd, whenConnectionChanges } from './connection.js'

const failure = (status: number) => new WireError(status, [])

it('tells once that the server goes, and once that it is back', () => {
  const changed = vi.fn<() => void>()
  const stop = whenConnectionChanges(changed)
  expect(noteEnd(failure(0))).toBe(false)
  expect(noteEnd(failure(503))).toBe(false)
  expect(isServerAway()).toBe(true)
  expect(noteEnd(new DOMException('given up', 'AbortError'))).toBe(false)
  expect(isServerAway()).toBe(true)
  // Who refuses is there.
  expect(noteEnd(failure(403))).toBe(true)
  expect(noteEnd(null)).toBe(false)
  expect(isServerAway()).toBe(false)
  expect(changed).toHaveBeenCalledTimes(2)
  stop()
  noteEnd(failure(0))
  expect(changed).toHaveBeenCalledTimes(2)
  noteEnd(null)
})
